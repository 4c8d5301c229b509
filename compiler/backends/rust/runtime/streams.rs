//! Streams of Rust's that the library reads and writes.

// Not every contract does both.
#![allow(dead_code)]

use std::io::{ErrorKind, Read, Write};

use crate::callback::CallbackError;

/// The next bytes; none at the end.
pub(crate) fn read(stream: &mut impl Read, bytes: &mut [u8]) -> Result<usize, CallbackError> {
    loop {
        match stream.read(bytes) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            outcome => return outcome.map_err(Into::into),
        }
    }
}

/// All of the bytes.
pub(crate) fn write(stream: &mut impl Write, bytes: &[u8]) -> Result<(), CallbackError> {
    stream.write_all(bytes).map_err(Into::into)
}
