//! How the functions fail.

use mtproxy_impl::types::Status;
use mtproxy_impl::Error;

/// An argument has a value it cannot have.
pub(crate) fn refused(why: impl Into<String>) -> Error {
    Error::new(Status::INVALID, why)
}
