//! Errors of streams.

use std::io::{self, ErrorKind};

use crate::error::Error;
use crate::kind::Kind;

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let kind = match error.kind() {
            Kind::NotFound => ErrorKind::NotFound,
            Kind::InvalidArgument | Kind::OutOfRange => ErrorKind::InvalidInput,
            Kind::AlreadyExists => ErrorKind::AlreadyExists,
            Kind::Permission => ErrorKind::PermissionDenied,
            Kind::Timeout => ErrorKind::TimedOut,
            Kind::OutOfMemory => ErrorKind::OutOfMemory,
            Kind::Unsupported => ErrorKind::Unsupported,
            _ => ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}
