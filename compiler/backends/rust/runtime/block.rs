//! Elements in the library's memory.

use std::ptr::{self, NonNull};

use crate::handle::Handle;

/// Mirrors `tenon_block`.
#[repr(C)]
pub(crate) struct Block {
    /// Closed with `tenon_drop`; 0 for none.
    pub(crate) handle: u64,
    data: *const u8,
    count: usize,
}

impl Block {
    /// What a call starts from: no elements.
    pub(crate) const NONE: Self = Self { handle: 0, data: ptr::null(), count: 0 };

    /// Where the elements are, if they are of type `T`, and what keeps them.
    pub(crate) fn into_parts<T>(self) -> (NonNull<[T]>, Handle) {
        let first = NonNull::new(self.data.cast_mut()).map_or(NonNull::dangling(), NonNull::cast);
        (NonNull::slice_from_raw_parts(first, self.count), Handle::new(self.handle))
    }
}
