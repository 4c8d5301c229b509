
/// A panic is the status `internal`.
pub(crate) fn guarded_status(
    function: &str,
    internal: i32,
    call: impl FnOnce() -> Result<(), Error>,
) -> i32 {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(())) => 0,
        Ok(Err(error)) => {
            host::fail(error.status().0, error.message());
            error.status().0
        }
        Err(_) => {
            host::fail(internal, &format!("{function}: its implementation in Rust panicked"));
            internal
        }
    }
}
