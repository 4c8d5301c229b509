//! Windows onto memory of an object that can be changed through them.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

use crate::block::Block;
use crate::handle::Handle;

/// A window onto memory of an object: used as a slice that is written, without a copy.
///
/// It borrows the object (`Owner`) mutably: nothing else can use that while the view lives.
pub struct ViewMut<'a, Owner, T> {
    elements: NonNull<[T]>,
    _handle: Handle,
    _owner: PhantomData<&'a mut Owner>,
}

impl<Owner, T> ViewMut<'_, Owner, T> {
    /// # Safety
    ///
    /// The boundary has filled the block with elements of type `T` that belong to an `Owner`, which
    /// is mutably borrowed for the view's lifetime, and that the library lets others change.
    pub(crate) unsafe fn new(block: Block) -> Self {
        let (elements, handle) = block.into_parts();
        Self { elements, _handle: handle, _owner: PhantomData }
    }
}

impl<Owner, T> Drop for ViewMut<'_, Owner, T> {
    /// The handle closes itself. That there is a `drop` makes the whole life a borrow.
    fn drop(&mut self) {}
}

// SAFETY: a view is a mutable reference to its owner's memory, so it may go wherever `&mut Owner` may;
// any thread may close a handle.
unsafe impl<Owner: Send, T: Send> Send for ViewMut<'_, Owner, T> {}
// SAFETY: a shared view has no other methods than a shared slice.
unsafe impl<Owner: Sync, T: Sync> Sync for ViewMut<'_, Owner, T> {}

impl<Owner, T> Deref for ViewMut<'_, Owner, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // SAFETY: the elements live until the handle is closed: as long as `self`.
        unsafe { self.elements.as_ref() }
    }
}

impl<Owner, T> DerefMut for ViewMut<'_, Owner, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as above, and nobody else uses the owner meanwhile.
        unsafe { self.elements.as_mut() }
    }
}

impl<Owner, T> AsRef<[T]> for ViewMut<'_, Owner, T> {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<Owner, T> AsMut<[T]> for ViewMut<'_, Owner, T> {
    fn as_mut(&mut self) -> &mut [T] {
        self
    }
}

impl<Owner, T: fmt::Debug> fmt::Debug for ViewMut<'_, Owner, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl<'a, Owner, T> IntoIterator for &'a ViewMut<'_, Owner, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, Owner, T> IntoIterator for &'a mut ViewMut<'_, Owner, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}
