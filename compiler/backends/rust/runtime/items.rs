//! What collections give one by one.

use crate::error::{Error, Result};

/// What a collection gives one by one. Where it could not even begin, the reason is the only item.
#[derive(Debug)]
pub struct Items<I>(std::result::Result<I, Option<Error>>);

impl<I> Items<I> {
    pub(crate) fn new(begun: Result<I>) -> Self {
        Self(begun.map_err(Some))
    }
}

impl<T, I: Iterator<Item = Result<T>>> Iterator for Items<I> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Ok(items) => items.next(),
            Err(error) => error.take().map(Err),
        }
    }
}
