//! Functions of Rust's that the library calls.

use std::any::Any;
use std::ffi::{c_char, c_void, CString};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, PoisonError, RwLock};
use std::{mem, ptr};

use crate::detail::Link;
use crate::error::Error;
use crate::sys;

/// Why a function that the library called has failed: any error, with `?` or `.into()`.
pub type CallbackError = Box<dyn std::error::Error + Send + Sync>;

/// Mirrors `tenon_callback`: what crosses for a function of Rust's.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Callback {
    pub(crate) functions: *const c_void,
    pub(crate) host: *mut c_void,
    pub(crate) drop: Option<unsafe extern "C" fn(host: *mut c_void)>,
}

impl Callback {
    /// What is not passed yet.
    pub(crate) const NONE: Self =
        Self { functions: ptr::null(), host: ptr::null_mut(), drop: None };
}

/// Runs a function of Rust's: neither an error nor a panic of it goes through C.
///
/// Returns what the boundary wants to know: 0, or below 0 with the failure recorded.
pub(crate) fn run(function: impl FnOnce() -> Result<(), CallbackError>) -> i32 {
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| {
        function().map_err(|error| (error.to_string(), Foreign::Error(error)))
    }));
    let (message, foreign) = match outcome {
        Ok(Ok(())) => return 0,
        Ok(Err(failure)) => failure,
        Err(payload) => (panic_message(&*payload).to_owned(), Foreign::Panic(payload)),
    };
    let message = CString::new(message.replace('\0', "\u{fffd}")).unwrap_or_default();
    let foreign = Box::into_raw(Box::new(foreign)).cast();
    // SAFETY: the message is copied, and the runtime owns `foreign` from here on.
    unsafe { sys::tenon_fail_foreign(message.as_ptr(), foreign, Foreign::release) }
}

/// Runs what must not unwind into C. What a panic throws may itself panic when it is dropped: it is leaked.
pub(crate) fn contain(function: impl FnOnce()) {
    if let Err(payload) = panic::catch_unwind(AssertUnwindSafe(function)) {
        mem::forget(payload);
    }
}

fn panic_message(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("a callback panicked")
}

/// What a function of Rust's failed with, while it is on its way through C.
pub(crate) enum Foreign {
    Error(CallbackError),
    Panic(Box<dyn Any + Send>),
}

/// Mirrors `tenon_error`, as far as callbacks are concerned.
#[repr(C)]
struct Failure {
    _code: i32,
    _kind: i32,
    _texts: [*const c_char; 3],
    cause: *mut Failure,
    foreign: *mut c_void,
}

impl Foreign {
    unsafe extern "C" fn release(foreign: *mut c_void) {
        // SAFETY: `foreign` is the box that `run` gave out; the runtime gives it back once.
        let foreign = unsafe { Box::from_raw(foreign.cast::<Self>()) };
        contain(|| drop(foreign));
    }

    /// Takes what a callback failed with out of the chain of the call that it was called in.
    ///
    /// # Safety
    ///
    /// `newest` is null or the first link of a chain of the runtime's that is ours.
    pub(crate) unsafe fn take(newest: *const Link) -> Option<Self> {
        let mut at = newest.cast_mut().cast::<Failure>();
        // SAFETY: every link of a chain is null or valid, and `foreign` is what `run` gave the runtime.
        unsafe {
            while let Some(failure) = at.as_mut() {
                let foreign = mem::replace(&mut failure.foreign, ptr::null_mut());
                if !foreign.is_null() {
                    return Some(*Box::from_raw(foreign.cast()));
                }
                at = failure.cause;
            }
        }
        None
    }
}

type Hook = Arc<dyn Fn(&Error) + Send + Sync>;

static HOOK: RwLock<Option<Hook>> = RwLock::new(None);

/// Sets what happens with the errors of callbacks that no caller is waiting for: those that the library called
/// on a thread of its own after the call that passed them had returned.
///
/// At first they are printed to standard error.
pub fn set_unraisable_hook(hook: impl Fn(&Error) + Send + Sync + 'static) {
    *HOOK.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(hook));
}

/// What the runtime calls for such an error, which is ours.
pub(crate) unsafe extern "C" fn unraisable(
    _functions: *const c_void,
    _host: *mut c_void,
    chain: *const Link,
) {
    // SAFETY: the chain is ours until we free it.
    let (failure, error) = unsafe {
        let read = (Foreign::take(chain), Link::read(chain));
        sys::tenon_error_free(chain);
        read
    };
    let Some(mut error) = error else {
        return;
    };
    match failure {
        Some(Foreign::Error(failure)) => error.fail_with(failure),
        Some(Foreign::Panic(payload)) => contain(|| drop(payload)),
        None => {}
    }
    let hook = HOOK.read().unwrap_or_else(PoisonError::into_inner).clone();
    contain(|| match hook {
        Some(hook) => hook(&error),
        None => eprintln!("{}: a callback failed: {error}", env!("CARGO_PKG_NAME")),
    });
}
