@HEAD@
//! The errors of the program that has loaded this provider.

#![allow(dead_code)] // Not every contract has functions that fail.

use std::ffi::{c_char, CString};
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

/// `tenon_provider_host` of tenon/provider.h.
#[repr(C)]
pub struct Host {
    size: u32,
    fail: Option<unsafe extern "C" fn(i32, *const c_char)>,
    fail_because: Option<unsafe extern "C" fn(i32, *const c_char)>,
    clear: Option<unsafe extern "C" fn()>,
}

static HOST: AtomicPtr<Host> = AtomicPtr::new(ptr::null_mut());

pub(crate) unsafe extern "C" fn connect(host: *const Host) {
    HOST.store(host.cast_mut(), Ordering::Release);
}

/// Records why the call fails, where the caller looks for it.
pub(crate) fn fail(code: i32, message: &str) {
    // SAFETY: null, or what `connect` got, which lives as long as the program.
    let host = unsafe { HOST.load(Ordering::Acquire).as_ref() };
    let text = CString::new(message.replace('\0', " ")).unwrap_or_default();
    if let Some(fail) = host.and_then(|host| host.fail) {
        // SAFETY: as tenon/provider.h says.
        unsafe { fail(code, text.as_ptr()) };
    }
}
