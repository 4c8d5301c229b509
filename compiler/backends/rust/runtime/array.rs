//! Arrays that the library allocated.

use std::fmt;
use std::ops::Deref;
use std::ptr::NonNull;

use crate::block::Block;
use crate::handle::Handle;

/// An array in the library's memory: used as a slice, freed when it is dropped.
///
/// Nothing was copied to make it. `Vec::from` copies it into memory of Rust's.
pub struct Array<T> {
    elements: NonNull<[T]>,
    _handle: Handle,
}

impl<T> Array<T> {
    /// # Safety
    ///
    /// The boundary has filled the block with elements of type `T`.
    pub(crate) unsafe fn new(block: Block) -> Self {
        let (elements, handle) = block.into_parts();
        Self { elements, _handle: handle }
    }
}

// SAFETY: the array owns its elements, and any thread may close a handle.
unsafe impl<T: Send> Send for Array<T> {}
// SAFETY: a shared array only gives out shared references to its elements.
unsafe impl<T: Sync> Sync for Array<T> {}

impl<T> Deref for Array<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // SAFETY: the elements live, unchanged, until the handle is closed: as long as `self`.
        unsafe { self.elements.as_ref() }
    }
}

impl<T> AsRef<[T]> for Array<T> {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<T: fmt::Debug> fmt::Debug for Array<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl<T: PartialEq> PartialEq for Array<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Array<T> {}

impl<'a, T> IntoIterator for &'a Array<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Clone> From<Array<T>> for Vec<T> {
    fn from(array: Array<T>) -> Self {
        array.to_vec()
    }
}
