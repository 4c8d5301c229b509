//! Reading numbers and words from bytes.

use std::str::{self, FromStr};

/// Space, tab, LF, VT, FF or CR.
pub(crate) fn is_whitespace(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The next word between whitespace, which is taken from the text; empty where there is none.
pub(crate) fn take_word<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    let start = text.iter().position(|byte| !is_whitespace(*byte)).unwrap_or(text.len());
    let rest = &text[start..];
    let end = rest.iter().position(|byte| is_whitespace(*byte)).unwrap_or(rest.len());
    let (word, rest) = rest.split_at(end);
    *text = rest;
    word
}

/// How many digits the text begins with, and their number, which stops at the largest.
pub(crate) fn leading_digits(text: &[u8]) -> (usize, u64) {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let value = text[..count].iter().fold(0_u64, |value, byte| {
        let digit = u64::from(byte - b'0');
        value.checked_mul(10).and_then(|tens| tens.checked_add(digit)).unwrap_or(u64::MAX)
    });
    (count, value)
}

/// The number, where the whole word is one: a sign (of unsigned ones only `+`) and digits that fit.
pub(crate) fn number<T: FromStr>(word: &[u8]) -> Option<T> {
    str::from_utf8(word).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn take_word__several__then_one_after_the_other() {
        let mut text: &[u8] = b" \t a\x0bbc\n";
        assert_eq!(take_word(&mut text), b"a");
        assert_eq!(take_word(&mut text), b"bc");
        assert_eq!(take_word(&mut text), b"");
        assert_eq!(take_word(&mut text), b"");
    }

    #[test]
    fn leading_digits__too_large__then_the_largest() {
        assert_eq!(leading_digits(b"007x"), (3, 7));
        assert_eq!(leading_digits(b"18446744073709551615"), (20, u64::MAX));
        assert_eq!(leading_digits(b"184467440737095516160"), (21, u64::MAX));
        assert_eq!(leading_digits(b"-1"), (0, 0));
    }

    #[test]
    fn number__signs_and_ends_of_the_range__then_as_in_c() {
        assert_eq!(number::<i64>(b"-9223372036854775808"), Some(i64::MIN));
        assert_eq!(number::<i64>(b"9223372036854775808"), None);
        assert_eq!(number::<u64>(b"+0018446744073709551615"), Some(u64::MAX));
        for word in [&b""[..], b"+", b"-", b"-1", b"--1", b"1x", b"\xff"] {
            assert_eq!(number::<u64>(word), None);
        }
    }
}
