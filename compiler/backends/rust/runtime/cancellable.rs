//! Calls that are awaited, and can be stopped.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::cancel::Cancel;
use crate::pending::Pending;

/// A call that runs on another thread, once it is awaited, and that can be stopped. It needs no particular runtime.
///
/// Dropping it asks the call to stop. Nothing waits until it does; until then its objects are busy.
#[derive(Debug)]
#[must_use = "a call starts when it is awaited"]
pub struct Cancellable<'a, T> {
    pending: Pending<'a, T>,
    cancel: Cancel,
}

impl<T: Send + 'static> Cancellable<'_, T> {
    pub(crate) fn new(call: impl FnOnce(&Cancel) -> T + Send + 'static) -> Self {
        let cancel = Cancel::new();
        let token = cancel.clone();
        Self { pending: Pending::new(move || call(&token)), cancel }
    }
}

impl<T> Cancellable<'_, T> {
    /// What asks this call to stop while it is awaited, from wherever else.
    pub fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }
}

impl<T: Send + 'static> Future for Cancellable<'_, T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        Pin::new(&mut self.get_mut().pending).poll(context)
    }
}

impl<T> Drop for Cancellable<'_, T> {
    fn drop(&mut self) {
        self.cancel.request();
    }
}
