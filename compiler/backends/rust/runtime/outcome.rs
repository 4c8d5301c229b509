//! What callbacks give back.

use crate::callback::CallbackError;

/// What a function of a callback's gives back: a value of the type that the library wants, or a `Result` with
/// such a value.
///
/// An error makes the call fail that the library is in, and is the `source()` of that call's error.
pub trait Outcome<T> {
    /// The value, or why there is none.
    ///
    /// # Errors
    ///
    /// What the function failed with.
    fn outcome(self) -> Result<T, CallbackError>;
}

impl<T> Outcome<T> for T {
    fn outcome(self) -> Result<T, CallbackError> {
        Ok(self)
    }
}

impl<T, E: Into<CallbackError>> Outcome<T> for Result<T, E> {
    fn outcome(self) -> Result<T, CallbackError> {
        self.map_err(Into::into)
    }
}
