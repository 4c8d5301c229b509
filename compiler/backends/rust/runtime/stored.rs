//! Functions of Rust's that the library keeps.

use std::cell::Cell;
use std::ffi::c_void;
use std::ptr;

use crate::callback::{self, Callback};

/// A function that the library keeps. The public functions see to it that all that it has captured is `'static`.
pub(crate) struct Stored<F> {
    function: Cell<Option<Box<F>>>,
    callback: Cell<Callback>,
}

impl<F> Stored<F> {
    pub(crate) fn new(function: F) -> Self {
        Self { function: Cell::new(Some(Box::new(function))), callback: Cell::new(Callback::NONE) }
    }

    /// What crosses, exactly once: the boundary owns the function from here on.
    pub(crate) fn pass<T>(&self, functions: fn(&F) -> &'static T) -> *const Callback {
        if let Some(function) = self.function.take() {
            self.callback.set(Callback {
                functions: ptr::from_ref(functions(&function)).cast(),
                host: Box::into_raw(function).cast(),
                drop: Some(Self::end),
            });
        }
        self.callback.as_ptr()
    }

    /// The boundary's last word. Any thread.
    unsafe extern "C" fn end(host: *mut c_void) {
        // SAFETY: `host` is the box that `pass` gave out, and nothing uses it any more.
        let function = unsafe { Box::from_raw(host.cast::<F>()) };
        // What a panicking `drop` has to say, the panic hook has said.
        callback::contain(|| drop(function));
    }
}
