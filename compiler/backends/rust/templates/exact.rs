@HEAD@
//! Exact numbers.

use std::fmt;

use crate::detail::Detail;
use crate::error::{Error, Result};

/// What every type of exact numbers can do. The type is a struct of one `i64`.
macro_rules! exact {
    ($Exact:ident, $digits:literal) => {
        impl $Exact {
            /// How many digits stand after the decimal point.
            pub const DIGITS: usize = $digits;

            /// A number of units, each of which is the smallest number above 0.
            #[must_use]
            pub const fn new(units: i64) -> Self {
                Self(units)
            }

            /// How many units it is.
            #[must_use]
            pub const fn units(self) -> i64 {
                self.0
            }

            /// The sum, if it can be said.
            #[must_use]
            pub const fn checked_add(self, other: Self) -> Option<Self> {
                match self.0.checked_add(other.0) {
                    Some(units) => Some(Self(units)),
                    None => None,
                }
            }

            /// The difference, if it can be said.
            #[must_use]
            pub const fn checked_sub(self, other: Self) -> Option<Self> {
                match self.0.checked_sub(other.0) {
                    Some(units) => Some(Self(units)),
                    None => None,
                }
            }

            /// So many times as much, if it can be said.
            #[must_use]
            pub const fn checked_mul(self, times: i64) -> Option<Self> {
                match self.0.checked_mul(times) {
                    Some(units) => Some(Self(units)),
                    None => None,
                }
            }
        }

        impl std::fmt::Display for $Exact {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::exact::write(formatter, self.0, Self::DIGITS)
            }
        }

        impl std::fmt::Debug for $Exact {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "{}({self})", stringify!($Exact))
            }
        }

        /// From decimal digits, not one of which is rounded away.
        impl std::str::FromStr for $Exact {
            type Err = $crate::error::Error;

            fn from_str(text: &str) -> $crate::error::Result<Self> {
                $crate::exact::parse(text, Self::DIGITS).map(Self)
            }
        }
    };
}

pub(crate) use exact;

/// Writes the units as a decimal number, padded as the formatter says.
pub(crate) fn write(formatter: &mut fmt::Formatter<'_>, units: i64, digits: usize) -> fmt::Result {
    let number = format!("{:0>1$}", units.unsigned_abs(), digits + 1);
    let (whole, part) = number.split_at(number.len() - digits);
    let point = if digits == 0 { "" } else { "." };
    formatter.pad_integral(units >= 0, "", &format!("{whole}{point}{part}"))
}

/// The units of a decimal number.
pub(crate) fn parse(text: &str, digits: usize) -> Result<i64> {
    read(text, digits).ok_or_else(|| {
        let message = format!("{text:?} has not at most {digits} digits after its decimal point");
        Error::@BAD_VALUE@(Detail::new(&message, "", None))
    })
}

fn read(text: &str, digits: usize) -> Option<i64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let is_decimal = whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit());
    if !is_decimal || whole.is_empty() || unsigned.ends_with('.') || part.len() > digits {
        return None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    format!("{sign}{whole}{part:0<digits$}").parse().ok()
}
