//! Objects whose calls run on another thread.

use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::ptr;

/// An object once more, for a call that may outlast every borrow of it.
///
/// An object of Rust's is nothing but a handle. The boundary borrows what the handle names for the time of the call, and
/// ends a dropped object only when its last call has returned; so an alias may dangle in Rust and is still safe to use.
/// It never ends the object.
pub(crate) struct Alias<T>(ManuallyDrop<T>);

impl<T> Alias<T> {
    /// # Safety
    ///
    /// `T` is a class: a handle, and nothing that is anywhere else in memory.
    pub(crate) unsafe fn new(object: &T) -> Self {
        // SAFETY: a copy of the handle, which is never dropped.
        Self(ManuallyDrop::new(unsafe { ptr::read(object) }))
    }
}

// SAFETY: only objects that any thread may use have calls that run elsewhere, and the boundary sees to it that an object
// is used by one call at a time where it has to.
unsafe impl<T> Send for Alias<T> {}

impl<T> Deref for Alias<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Alias<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
