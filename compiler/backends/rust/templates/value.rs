@HEAD@
//! Dynamic values, and the MessagePack that they cross as.

use std::slice;

use crate::block::Block;
use crate::detail::Detail;
use crate::error::{Error, Result};

/// What JSON can say, plus bytes and whole numbers of 64 bits.
///
/// The functions that read a value give `None` where it is of another kind. Most values are made with `into`.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A whole number above what an `i64` holds.
    Unsigned(u64),
    /// Any other number.
    Number(f64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Values.
    List(Vec<Value>),
    /// Values by texts, each of which stands there once, in their order.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Whether it is nothing.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The bool.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The whole number, where an `i64` holds it.
    #[must_use]
    pub const fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(value) => Some(*value),
            _ => None,
        }
    }

    /// The whole number, where a `u64` holds it.
    #[must_use]
    pub fn as_unsigned(&self) -> Option<u64> {
        match self {
            Self::Integer(value) => u64::try_from(*value).ok(),
            Self::Unsigned(value) => Some(*value),
            _ => None,
        }
    }

    /// The number; a whole one as the nearest `f64`.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // That is what it says.
    pub const fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(value) => Some(*value as f64),
            Self::Unsigned(value) => Some(*value as f64),
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => Some(value),
            _ => None,
        }
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(value) => Some(value),
            _ => None,
        }
    }

    /// The values of a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(values) => Some(values),
            _ => None,
        }
    }

    /// The keys and values of a map.
    #[must_use]
    pub fn as_map(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Map(values) => Some(values),
            _ => None,
        }
    }

    /// The value of a map under that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_map()?.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

// ---- From other types ----

impl From<()> for Value {
    fn from((): ()) -> Self {
        Self::Null
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

macro_rules! from_whole_numbers {
    ($($Number:ty),*) => {
        $(impl From<$Number> for Value {
            fn from(value: $Number) -> Self {
                Self::Integer(value.into())
            }
        })*
    };
}

from_whole_numbers!(i8, i16, i32, i64, u8, u16, u32);

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        i64::try_from(value).map_or(Self::Unsigned(value), Self::Integer)
    }
}

impl From<f32> for Value {
    fn from(value: f32) -> Self {
        Self::Number(value.into())
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        values.into_iter().collect()
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(values: [T; N]) -> Self {
        values.into_iter().collect()
    }
}

impl<K: Into<String>, V: Into<Value>, const N: usize> From<[(K, V); N]> for Value {
    fn from(values: [(K, V); N]) -> Self {
        values.into_iter().collect()
    }
}

/// A list.
impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

/// A map.
impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Value {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(values: I) -> Self {
        let pairs = values.into_iter().map(|(key, value)| (key.into(), value.into()));
        Self::Map(pairs.collect())
    }
}

// ---- As MessagePack ----

impl Value {
    /// What crosses.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.append(&mut bytes);
        bytes
    }

    fn append(&self, to: &mut Vec<u8>) {
        match self {
            Self::Null => to.push(0xc0),
            Self::Bool(value) => to.push(0xc2 + u8::from(*value)),
            Self::Integer(value) => append_integer(to, *value),
            Self::Unsigned(value) => append_number(to, 0xcf, value.to_be_bytes()),
            Self::Number(value) => append_number(to, 0xcb, value.to_be_bytes()),
            Self::Text(text) => append_text(to, text),
            Self::Bytes(bytes) => {
                append_length(to, bytes.len(), [0xc4, 0xc5, 0xc6]);
                to.extend_from_slice(bytes);
            }
            Self::List(values) => {
                append_length(to, values.len(), [0, 0xdc, 0xdd]);
                for value in values {
                    value.append(to);
                }
            }
            Self::Map(values) => {
                append_length(to, values.len(), [0, 0xde, 0xdf]);
                for (key, value) in values {
                    append_text(to, key);
                    value.append(to);
                }
            }
        }
    }

    /// What has crossed.
    pub(crate) fn decode(block: Block) -> Result<Self> {
        let (bytes, _handle) = block.into_parts::<u8>();
        // SAFETY: the bytes live, unchanged, until the handle is closed: to the end of this function.
        let mut rest = Rest(unsafe { slice::from_raw_parts(bytes.cast().as_ptr(), bytes.len()) });
        rest.value().ok_or_else(|| {
            let message = "what has crossed is no MessagePack";
            Error::@BROKEN_CONTRACT@(Detail::new(message, "", None))
        })
    }
}

fn append_integer(to: &mut Vec<u8>, value: i64) {
    match i8::try_from(value) {
        Ok(small) if small >= -32 => to.extend_from_slice(&small.to_be_bytes()),
        _ => append_number(to, 0xd3, value.to_be_bytes()),
    }
}

fn append_number<const N: usize>(to: &mut Vec<u8>, mark: u8, bytes: [u8; N]) {
    to.push(mark);
    to.extend_from_slice(&bytes);
}

fn append_text(to: &mut Vec<u8>, text: &str) {
    append_length(to, text.len(), [0xd9, 0xda, 0xdb]);
    to.extend_from_slice(text.as_bytes());
}

/// A length of 8, 16 or 32 bits behind its mark; a mark of 0 is none. What is longer than that, the boundary
/// refuses.
fn append_length(to: &mut Vec<u8>, length: usize, marks: [u8; 3]) {
    if let (Ok(short), true) = (u8::try_from(length), marks[0] != 0) {
        append_number(to, marks[0], short.to_be_bytes());
    } else if let Ok(middle) = u16::try_from(length) {
        append_number(to, marks[1], middle.to_be_bytes());
    } else {
        append_number(to, marks[2], u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
    }
}

/// What is not read yet. Everything gives `None` where it ends too early.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        if count > self.0.len() {
            return None;
        }
        let (bytes, rest) = self.0.split_at(count);
        self.0 = rest;
        Some(bytes)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.bytes(N)?.try_into().ok()
    }

    /// A whole number of 1, 2, 4 or 8 bytes.
    fn unsigned(&mut self, count: usize) -> Option<u64> {
        Some(self.bytes(count)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn signed(&mut self, count: usize) -> Option<i64> {
        let spare = 64 - 8 * count;
        #[allow(clippy::cast_possible_wrap)] // The sign is among the bits.
        self.unsigned(count).map(|bits| (bits << spare) as i64 >> spare)
    }

    fn length(&mut self, count: usize) -> Option<usize> {
        self.unsigned(count)?.try_into().ok()
    }

    fn text(&mut self, length: usize) -> Option<String> {
        String::from_utf8(self.bytes(length)?.to_vec()).ok()
    }

    fn list(&mut self, length: usize) -> Option<Value> {
        (0..length).map(|_| self.value()).collect::<Option<_>>().map(Value::List)
    }

    fn map(&mut self, length: usize) -> Option<Value> {
        let pairs = (0..length).map(|_| match self.value()? {
            Value::Text(key) => Some((key, self.value()?)),
            _ => None,
        });
        pairs.collect::<Option<_>>().map(Value::Map)
    }

    fn value(&mut self) -> Option<Value> {
        let [mark] = self.array()?;
        Some(match mark {
            0x00..=0x7f => Value::Integer(mark.into()),
            0x80..=0x8f => self.map((mark & 0x0f).into())?,
            0x90..=0x9f => self.list((mark & 0x0f).into())?,
            0xa0..=0xbf => Value::Text(self.text((mark & 0x1f).into())?),
            0xc0 => Value::Null,
            0xc2 | 0xc3 => Value::Bool(mark == 0xc3),
            0xc4..=0xc6 => {
                let length = self.length(1 << (mark - 0xc4))?;
                Value::Bytes(self.bytes(length)?.to_vec())
            }
            0xca => Value::Number(f32::from_be_bytes(self.array()?).into()),
            0xcb => Value::Number(f64::from_be_bytes(self.array()?)),
            0xcc..=0xcf => self.unsigned(1 << (mark - 0xcc))?.into(),
            0xd0..=0xd3 => self.signed(1 << (mark - 0xd0))?.into(),
            0xd9..=0xdb => {
                let length = self.length(1 << (mark - 0xd9))?;
                Value::Text(self.text(length)?)
            }
            0xdc | 0xdd => {
                let length = self.length(2 << (mark - 0xdc))?;
                self.list(length)?
            }
            0xde | 0xdf => {
                let length = self.length(2 << (mark - 0xde))?;
                self.map(length)?
            }
            0xe0..=0xff => Value::Integer(i64::from(mark) - 256),
            _ => return None,
        })
    }
}
