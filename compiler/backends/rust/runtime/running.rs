//! Functions of Rust's that only one call at a time may use.

/// What the second of two calls fails with.
pub(crate) const RUNNING: &str = "the callback was called while it was running";
