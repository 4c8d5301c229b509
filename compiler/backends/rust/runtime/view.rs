//! Windows onto memory of an object.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

use crate::block::Block;
use crate::handle::Handle;

/// A window onto memory of an object: used as a slice, without a copy.
///
/// It borrows the object (`Owner`): nothing can change or drop that while the view lives.
pub struct View<'a, Owner, T> {
    elements: NonNull<[T]>,
    _handle: Handle,
    _owner: PhantomData<&'a Owner>,
}

impl<Owner, T> View<'_, Owner, T> {
    /// # Safety
    ///
    /// The boundary has filled the block with elements of type `T` that belong to an `Owner`, which
    /// is borrowed for the view's lifetime.
    pub(crate) unsafe fn new(block: Block) -> Self {
        let (elements, handle) = block.into_parts();
        Self { elements, _handle: handle, _owner: PhantomData }
    }
}

impl<Owner, T> Drop for View<'_, Owner, T> {
    /// The handle closes itself. That there is a `drop` makes the whole life a borrow.
    fn drop(&mut self) {}
}

// SAFETY: a view is a shared reference to its owner's memory, so it may go wherever `&Owner` may;
// any thread may close a handle.
unsafe impl<Owner: Sync, T: Sync> Send for View<'_, Owner, T> {}
// SAFETY: as above: a view has no other methods than a shared slice.
unsafe impl<Owner: Sync, T: Sync> Sync for View<'_, Owner, T> {}

impl<Owner, T> Deref for View<'_, Owner, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // SAFETY: the elements live, unchanged, until the handle is closed: as long as `self`.
        unsafe { self.elements.as_ref() }
    }
}

impl<Owner, T> AsRef<[T]> for View<'_, Owner, T> {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<Owner, T: fmt::Debug> fmt::Debug for View<'_, Owner, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl<'a, Owner, T> IntoIterator for &'a View<'_, Owner, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
