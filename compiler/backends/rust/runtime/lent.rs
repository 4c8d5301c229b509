//! Functions of Rust's that the library calls during a call.

use std::cell::Cell;
use std::ffi::c_void;
use std::marker::PhantomPinned;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Thread};

use crate::callback::Callback;

/// A function that the library may call until the call returns.
///
/// The library gets its address: it stays where it is from `pass` on. It ends when the boundary says that no
/// thread can be inside any more; going out of scope waits for that.
#[repr(C)]
pub(crate) struct Lent<F> {
    function: F,
    callback: Cell<Callback>,
    caller: Thread,
    is_out: AtomicBool,
    /// Other threads use it while `drop(&mut self)` waits for them: that must not mean "nobody else".
    _shared: PhantomPinned,
}

impl<F> Lent<F> {
    pub(crate) fn new(function: F) -> Self {
        let callback = Cell::new(Callback::NONE);
        let (caller, is_out) = (thread::current(), AtomicBool::new(false));
        Self { function, callback, caller, is_out, _shared: PhantomPinned }
    }

    /// What crosses. Between this and the end of `self`, the boundary gets it exactly once.
    pub(crate) fn pass<T>(&self, functions: fn(&F) -> &'static T) -> *const Callback {
        self.is_out.store(true, Ordering::Relaxed);
        self.callback.set(Callback {
            functions: ptr::from_ref(functions(&self.function)).cast(),
            host: ptr::from_ref(self).cast_mut().cast(),
            drop: Some(Self::come_back),
        });
        self.callback.as_ptr()
    }

    /// The boundary's last word. Any thread.
    unsafe extern "C" fn come_back(host: *mut c_void) {
        // SAFETY: `host` is the address that `pass` gave out, and its owner waits for what follows.
        let lent = unsafe { &*host.cast_const().cast::<Self>() };
        let caller = lent.caller.clone();
        lent.is_out.store(false, Ordering::Release);
        caller.unpark();
    }
}

impl<F> Drop for Lent<F> {
    fn drop(&mut self) {
        while self.is_out.load(Ordering::Acquire) {
            thread::park();
        }
    }
}
