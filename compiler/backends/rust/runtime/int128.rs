//! Whole numbers of 128 bits, as C passes them.

// Not every contract has both, each in both directions.
#![allow(dead_code)]

/// Mirrors `tenon_int128`.
#[derive(Debug, Clone, Copy, Default)]
#[repr(C)]
pub(crate) struct Int128 {
    low: u64,
    high: i64,
}

/// Mirrors `tenon_uint128`.
#[derive(Debug, Clone, Copy, Default)]
#[repr(C)]
pub(crate) struct Uint128 {
    low: u64,
    high: u64,
}

impl Int128 {
    pub(crate) const ZERO: Self = Self { low: 0, high: 0 };
}

impl Uint128 {
    pub(crate) const ZERO: Self = Self { low: 0, high: 0 };
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Halves are what is wanted.
impl From<i128> for Int128 {
    fn from(value: i128) -> Self {
        Self { low: value as u64, high: (value >> 64) as i64 }
    }
}

impl From<Int128> for i128 {
    fn from(parts: Int128) -> Self {
        Self::from(parts.high) << 64 | Self::from(parts.low)
    }
}

#[allow(clippy::cast_possible_truncation)] // Halves are what is wanted.
impl From<u128> for Uint128 {
    fn from(value: u128) -> Self {
        Self { low: value as u64, high: (value >> 64) as u64 }
    }
}

impl From<Uint128> for u128 {
    fn from(parts: Uint128) -> Self {
        Self::from(parts.high) << 64 | Self::from(parts.low)
    }
}
