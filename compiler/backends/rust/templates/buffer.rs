@HEAD@
//! Arrays that the caller provides, as long as a number says.

use crate::detail::Detail;
use crate::error::{Error, Result};

/// An array of `count` times the same value. Any number may come: failing is no reason to panic.
pub(crate) fn filled<T: Clone>(value: T, count: impl TryInto<usize>) -> Result<Vec<T>> {
    let Ok(count) = count.try_into() else {
        let message = "an array cannot have that many elements";
        return Err(Error::@BAD_ARRAY@(Detail::new(message, "", None)));
    };
    let mut array = Vec::new();
    if array.try_reserve_exact(count).is_err() {
        let message = "there is no memory for an array of that length";
        return Err(Error::@OUT_OF_MEMORY@(Detail::new(message, "", None)));
    }
    array.resize(count, value);
    Ok(array)
}
