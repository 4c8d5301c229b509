@HEAD@
//! What can go wrong.

@STD@
@USES@use crate::detail::{Detail, Link};
use crate::kind::Kind;
use crate::sys;

/// What a call gives that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed.
///
/// `source()` leads to what made it happen.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error {
@VARIANTS@
}

impl Error {
    /// The error of a code, the contract's or the boundary's. Any other breaks the contract.
    pub(crate) fn new(code: i32, detail: Detail) -> Self {
        match code {
@NEW_ARMS@
        }
    }

    /// What a status means: below 0 the call has failed, and this thread's error says why.
    #[inline]
    pub(crate) fn check(status: i32) -> Result<()> {
        if status < 0 {
            return Err(Self::take());
        }
        Ok(())
    }

    #[cold]
    fn take() -> Self {
@TAKE@
    }

    /// The constant of the C library that this error stands for.
    #[must_use]
    pub fn code_name(&self) -> &'static str {
        match self {
@NAME_ARMS@
        }
    }

    /// What sort of failure it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
@KIND_ARMS@
        }
    }

    /// What the error says.
    #[must_use]
    pub fn detail(&self) -> &Detail {
        match self {
@DETAIL_ARM@
        }
    }

@FAILURE@    /// One sentence for a person.
    #[must_use]
    pub fn message(&self) -> &str {
        self.detail().message()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        @SOURCE@
    }
}
