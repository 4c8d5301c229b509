@HEAD@
//! The native code is the one that this package was generated for, or nothing runs.

use std::ffi::CStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::OnceLock;

@USES@use crate::diagnostics;
use crate::error::{Error, Result};
use crate::sys;

/// The contract, item by item.
const EXPECTED: &CStr = c"@FINGERPRINT@";

/// Whether the comparison has been made, and has found no difference.
static IS_SAME: AtomicBool = AtomicBool::new(false);

/// Compares once; whatever could be the first to cross asks here before it does.
#[cold]
fn outcome() -> &'static Result<()> {
    static OUTCOME: OnceLock<Result<()>> = OnceLock::new();
    OUTCOME.get_or_init(|| {
@UNRAISABLE@        diagnostics::start();
        // SAFETY: the text ends with a NUL and lives for ever.
        let status = unsafe { sys::@HANDSHAKE@(EXPECTED.as_ptr()) };
        let compared = Error::check(status);
        IS_SAME.store(compared.is_ok(), Ordering::Release);
        compared
    })
}
@USERS@