//! What sorts of failures there are.

/// What sort of failure an error is, the same for every library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// What was asked for is not there.
    NotFound,
    /// An argument makes no sense.
    InvalidArgument,
    /// It cannot be done now.
    InvalidState,
    /// A number is past its limits.
    OutOfRange,
    /// It is there already.
    AlreadyExists,
    /// It is not allowed.
    Permission,
    /// It took too long.
    Timeout,
    /// Something else is using it.
    Busy,
    /// Memory is used up.
    OutOfMemory,
    /// The operating system failed to read or write.
    Io,
    /// It cannot be done here.
    Unsupported,
    /// A defect, not the caller's fault.
    Internal,
    /// The caller wanted it to stop.
    Cancelled,
}
