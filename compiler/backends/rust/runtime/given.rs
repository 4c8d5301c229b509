//! What functions of Rust's give the library.

use crate::callback::CallbackError;
use crate::sys;
use crate::text::Text;

/// Copies a text to where the library wants it, if there is one.
///
/// # Safety
///
/// `to` is a text of the boundary's that nobody has filled.
pub(crate) unsafe fn text(text: Option<&str>, to: *mut Text) -> Result<(), CallbackError> {
    let Some(text) = text else {
        // SAFETY: the caller's promise.
        unsafe { to.write(Text::NONE) };
        return Ok(());
    };
    // SAFETY: the text is there, and the caller's promise.
    let status =
        unsafe { sys::tenon_text_copy(text.as_ptr().cast(), text.len(), c"".as_ptr(), to) };
    if status < 0 {
        return Err("there is no memory for a text".into());
    }
    Ok(())
}
