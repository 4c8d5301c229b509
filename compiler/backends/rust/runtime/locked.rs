//! Functions of Rust's that only one thread at a time may call.

use std::sync::{Mutex, TryLockError};

use crate::callback::CallbackError;
use crate::running::RUNNING;

/// A function that changes what it has captured: one call at a time, on any thread.
pub(crate) struct Locked<F>(Mutex<F>);

impl<F> Locked<F> {
    pub(crate) fn new(function: F) -> Self {
        Self(Mutex::new(function))
    }

    pub(crate) fn call<T>(
        &self,
        call: impl FnOnce(&mut F) -> Result<T, CallbackError>,
    ) -> Result<T, CallbackError> {
        match self.0.try_lock() {
            Ok(mut function) => call(&mut function),
            Err(TryLockError::Poisoned(function)) => call(&mut function.into_inner()),
            Err(TryLockError::WouldBlock) => Err(RUNNING.into()),
        }
    }
}
