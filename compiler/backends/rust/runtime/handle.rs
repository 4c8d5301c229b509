//! Ownership of one object of the library.

use std::marker::PhantomData;

use crate::sys;

/// Closes its handle when it is dropped.
///
/// By itself it stays on its thread. What may leave says so, with the contract's rule as a reason.
#[derive(Debug)]
pub(crate) struct Handle {
    /// The number that crosses.
    pub(crate) raw: u64,
    _stays: PhantomData<*mut ()>,
}

impl Handle {
    /// Takes over a handle that the boundary gave out; 0 names nothing.
    pub(crate) const fn new(raw: u64) -> Self {
        Self { raw, _stays: PhantomData }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if self.raw == 0 {
            return;
        }
        // SAFETY: `tenon_drop` takes any number, and forgetting an error is always allowed.
        unsafe {
            // A failed call may have used the object up: then nothing is left to close.
            if sys::tenon_drop(self.raw) < 0 {
                sys::tenon_error_clear();
            }
        }
    }
}
