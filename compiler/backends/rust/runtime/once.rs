//! Functions of Rust's that the library calls once.

use crate::callback::CallbackError;

/// Takes a function that is called once.
pub(crate) fn take<F>(function: &mut Option<F>) -> Result<F, CallbackError> {
    function.take().ok_or_else(|| "the callback was called a second time".into())
}
