@HEAD@
//! The native code is the one that this package was generated for, or nothing runs.

@STANDARD@

@USES@use crate::diagnostics;
use crate::error::{Error, Result};
use crate::sys;

/// The contract, item by item.
const EXPECTED: &CStr = c"@FINGERPRINT@";

/// Tells the runtime whose host it has, and compares both sides.
fn compare() -> Result<()> {
@UNRAISABLE@    diagnostics::start();
    // SAFETY: the text ends with a NUL and lives for ever.
    Error::check(unsafe { sys::@HANDSHAKE@(EXPECTED.as_ptr()) })
}
@USERS@