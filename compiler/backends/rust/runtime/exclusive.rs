//! Functions of Rust's that only one thread may call.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::thread::{self, ThreadId};

use crate::callback::CallbackError;
use crate::running::RUNNING;

/// A function that changes what it has captured: one call at a time, on the thread that made it.
///
/// What it has captured may belong to that thread alone: on another one it is leaked, not dropped.
pub(crate) struct Exclusive<F> {
    function: ManuallyDrop<RefCell<F>>,
    thread: ThreadId,
}

impl<F> Exclusive<F> {
    pub(crate) fn new(function: F) -> Self {
        Self { function: ManuallyDrop::new(RefCell::new(function)), thread: thread::current().id() }
    }

    pub(crate) fn call<T>(
        &self,
        call: impl FnOnce(&mut F) -> Result<T, CallbackError>,
    ) -> Result<T, CallbackError> {
        match self.function.try_borrow_mut() {
            Ok(mut function) => call(&mut function),
            Err(_) => Err(RUNNING.into()),
        }
    }
}

impl<F> Drop for Exclusive<F> {
    fn drop(&mut self) {
        if self.thread == thread::current().id() {
            // SAFETY: nothing uses it after this.
            unsafe { ManuallyDrop::drop(&mut self.function) };
        }
    }
}
