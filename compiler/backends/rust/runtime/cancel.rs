//! The token by which a call learns that it should stop.

use std::fmt;
use std::sync::Arc;

use crate::handle::Handle;
use crate::sys;

/// Asks calls to stop. Clones of a token are the same token.
///
/// A call that takes a token looks at it now and then, and fails with an error of [`Kind::Cancelled`] once a stop was
/// requested. Nothing takes a request back.
///
/// [`Kind::Cancelled`]: crate::Kind::Cancelled
#[derive(Clone)]
pub struct Cancel(Arc<Token>);

struct Token(Handle);

// SAFETY: any thread may request, pass and close a token.
unsafe impl Send for Token {}
// SAFETY: as above.
unsafe impl Sync for Token {}

impl Cancel {
    /// A token with nothing requested.
    ///
    /// # Panics
    ///
    /// When memory is used up.
    #[must_use]
    pub fn new() -> Self {
        // SAFETY: nothing crosses.
        let raw = unsafe { sys::tenon_token_new() };
        assert_ne!(raw, 0, "there is no memory for a token");
        Self(Arc::new(Token(Handle::new(raw))))
    }

    /// Asks the calls that hold this token to stop, those that run and those to come.
    pub fn request(&self) {
        // SAFETY: the runtime takes any number.
        unsafe { sys::tenon_token_request(self.0 .0.raw) };
    }

    /// The number that crosses; 0 for no token.
    pub(crate) fn raw(token: Option<&Self>) -> u64 {
        token.map_or(0, |token| token.0 .0.raw)
    }
}

impl Default for Cancel {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Cancel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Cancel").finish_non_exhaustive()
    }
}
