@HEAD@
//! Why a call fails.

use std::fmt;

use crate::types::Status;

/// Why a call fails: the status that the caller gets, and a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    status: Status,
    message: String,
}

impl Error {
    /// A failure.
    ///
    /// # Panics
    ///
    /// Where the status is 0, which is none.
    #[must_use]
    pub fn new(status: Status, message: impl Into<String>) -> Self {
        assert!(status.0 != 0, "the status 0 is no failure");
        Self { status, message: message.into() }
    }

    /// What the caller gets.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// The sentence; may be empty.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl From<Status> for Error {
    fn from(status: Status) -> Self {
        Self::new(status, String::new())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.message.is_empty() {
            return write!(formatter, "status {}", self.status.0);
        }
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
