//! The scanner of the configuration: what to skip, how long words are, which numbers stand there.

use mtproxy_impl::types::{CfgIntResult, CfgScanResult};
use mtproxy_impl::{operations, Error};

use crate::scanning::leading_digits;
use crate::Provider;

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

/// How many bytes at the beginning are like that.
fn count_while(text: &[u8], is_like_that: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|byte| is_like_that(**byte)).count()
}

fn after_blanks(cur: &[u8]) -> &[u8] {
    &cur[count_while(cur, is_blank)..]
}

// ---- Skipping ----

fn scanned(cur: &[u8], advance: usize, line_no: i32) -> CfgScanResult {
    CfgScanResult { advance, line_no, ch: cur.get(advance).map_or(0, |byte| i32::from(*byte)) }
}

impl operations::CfgSkipspc for Provider {
    fn cfg_skipspc(cur: &[u8], mut line_no: i32) -> Result<CfgScanResult, Error> {
        let mut at = 0;
        while let Some(byte) = cur.get(at) {
            match byte {
                b'#' => at += count_while(&cur[at..], |byte| byte != b'\n'),
                b'\n' => {
                    line_no = line_no.saturating_add(1);
                    at += 1;
                }
                b' ' | b'\t' | b'\r' => at += 1,
                _ => break,
            }
        }
        Ok(scanned(cur, at, line_no))
    }
}

impl operations::CfgSkspc for Provider {
    fn cfg_skspc(cur: &[u8], line_no: i32) -> Result<CfgScanResult, Error> {
        Ok(scanned(cur, count_while(cur, is_blank), line_no))
    }
}

// ---- Lengths ----

fn length_as_int(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

impl operations::CfgGetwordLen for Provider {
    fn cfg_getword_len(cur: &[u8]) -> i32 {
        let text = after_blanks(cur);
        let Some(inside) = text.strip_prefix(b"[") else {
            return length_as_int(count_while(text, is_word_byte));
        };
        let length = count_while(inside, |byte| is_word_byte(byte) || byte == b':');
        length_as_int(1 + length + usize::from(inside.get(length) == Some(&b']')))
    }
}

impl operations::CfgGetstrLen for Provider {
    fn cfg_getstr_len(cur: &[u8]) -> i32 {
        let text = after_blanks(cur);
        if text.starts_with(b"\"") {
            return 1;
        }
        length_as_int(count_while(text, |byte| byte > b' ' && byte != b';'))
    }
}

// ---- Numbers ----

/// What is too large stops at the largest number, which the parser of the configuration refuses.
fn unsigned_number(text: &[u8], missing: i64) -> CfgIntResult {
    match leading_digits(text) {
        (0, _) => CfgIntResult { value: missing, consumed: 0 },
        (consumed, number) => {
            CfgIntResult { value: i64::try_from(number).unwrap_or(i64::MAX), consumed }
        }
    }
}

impl operations::CfgGetint for Provider {
    fn cfg_getint(cur: &[u8]) -> Result<CfgIntResult, Error> {
        Ok(unsigned_number(after_blanks(cur), 0))
    }
}

impl operations::CfgGetintZero for Provider {
    fn cfg_getint_zero(cur: &[u8]) -> Result<CfgIntResult, Error> {
        Ok(unsigned_number(after_blanks(cur), -1))
    }
}

impl operations::CfgGetintSignedZero for Provider {
    fn cfg_getint_signed_zero(cur: &[u8]) -> Result<CfgIntResult, Error> {
        let text = after_blanks(cur);
        let Some(digits) = text.strip_prefix(b"-") else {
            return Ok(unsigned_number(text, i64::MIN));
        };
        Ok(match leading_digits(digits) {
            (0, _) => CfgIntResult { value: i64::MIN, consumed: 0 },
            (consumed, number) => CfgIntResult {
                value: i64::try_from(number).map_or(i64::MIN, |number| -number),
                consumed: consumed + 1,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use operations::{CfgGetint, CfgGetintSignedZero, CfgGetintZero, CfgGetstrLen, CfgGetwordLen};
    use operations::{CfgSkipspc, CfgSkspc};

    use super::*;

    fn skipspc(cur: &[u8]) -> (usize, i32, i32) {
        let result = Provider::cfg_skipspc(cur, 7).unwrap();
        (result.advance, result.line_no, result.ch)
    }

    fn numbers(cur: &[u8]) -> [(i64, usize); 3] {
        [
            Provider::cfg_getint(cur).unwrap(),
            Provider::cfg_getint_zero(cur).unwrap(),
            Provider::cfg_getint_signed_zero(cur).unwrap(),
        ]
        .map(|result| (result.value, result.consumed))
    }

    #[test]
    fn skipspc__blanks_lines_and_comments__then_skipped_and_counted() {
        for (cur, expected) in [
            (&b""[..], (0, 7, 0)),
            (b"  \t# c1\nproxy 1;", (8, 8, i32::from(b'p'))),
            (b"#x", (2, 7, 0)),
            (b"#x\n", (3, 8, 0)),
            (b"\r\n\n a", (4, 9, i32::from(b'a'))),
            (b"[::1]:443;", (0, 7, i32::from(b'['))),
            (b"\xc3\xa9x y", (0, 7, 195)),
            (b"#\0x\n\0", (4, 8, 0)),
        ] {
            assert_eq!(skipspc(cur), expected, "{cur:?}");
        }
        assert_eq!(Provider::cfg_skipspc(b"\n", i32::MAX).unwrap().line_no, i32::MAX);
        let blanks = Provider::cfg_skspc(b"  \t# c1\n", 7).unwrap();
        assert_eq!((blanks.advance, blanks.line_no, blanks.ch), (3, 7, i32::from(b'#')));
    }

    #[test]
    fn lengths__the_specifications_vectors__then_equal() {
        for (cur, word, string) in [
            (&b""[..], 0, 0),
            (b"  \t# c1\nproxy 1;", 0, 1),
            (b"[::1]:443;", 5, 9),
            (b"[::1:443", 8, 8),
            (b"[]", 2, 2),
            (b"[", 1, 1),
            (b"abc.d-e_f:1", 9, 11),
            (b"\"q\" ;", 0, 1),
            (b"  -123;", 4, 4),
            (b"\xc3\xa9x y", 0, 3),
        ] {
            assert_eq!(Provider::cfg_getword_len(cur), word, "{cur:?}");
            assert_eq!(Provider::cfg_getstr_len(cur), string, "{cur:?}");
        }
    }

    #[test]
    fn numbers__the_specifications_vectors__then_equal() {
        let missing = [(0, 0), (-1, 0), (i64::MIN, 0)];
        for cur in [&b""[..], b"-;", b"\"q\"", b"[::1]"] {
            assert_eq!(numbers(cur), missing);
        }
        assert_eq!(numbers(b"  -123;"), [(0, 0), (-1, 0), (-123, 4)]);
        assert_eq!(numbers(b"007x"), [(7, 3); 3]);
        assert_eq!(numbers(&[b'9'; 24]), [(i64::MAX, 24); 3]);
        let negative = [&b"-"[..], &[b'9'; 24]].concat();
        assert_eq!(numbers(&negative), [(0, 0), (-1, 0), (i64::MIN, 25)]);
    }
}
