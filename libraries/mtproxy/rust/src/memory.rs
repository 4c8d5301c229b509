//! `/proc/PID/statm` and `/proc/meminfo`.

use memchr::memchr_iter;
use mtproxy_impl::types::MeminfoSummary;
use mtproxy_impl::{operations, Error};

use crate::refusal::refused;
use crate::scanning::{number, take_word};
use crate::Provider;

const STATM_NUMBERS: usize = 7;
const KILOBYTE: i64 = 1024;

impl operations::ParseStatm for Provider {
    fn parse_statm(mut text: &[u8], page_size: i64, values: &mut [i64]) -> Result<(), Error> {
        let count = values.len();
        if !(1..=STATM_NUMBERS).contains(&count) {
            return Err(refused(format!("count is {count}; it can be 1 to {STATM_NUMBERS}")));
        }
        if page_size <= 0 {
            return Err(refused(format!("page_size is {page_size}; it has to be above 0")));
        }
        let mut read = [0_i64; STATM_NUMBERS];
        for (i, value) in read.iter_mut().take(count).enumerate() {
            let pages: i64 = number(take_word(&mut text)).ok_or_else(|| {
                let position = i + 1;
                refused(format!(
                    "number {position} of {count} is missing or no whole number of 64 bits"
                ))
            })?;
            *value = pages.saturating_mul(page_size);
        }
        values.copy_from_slice(&read[..count]);
        Ok(())
    }
}

/// In the order of the bits of `found_mask`.
const KEYS: [&str; 4] = ["MemFree:", "SwapTotal:", "SwapFree:", "Cached:"];

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    memchr_iter(b'\n', text).chain([text.len()]).map(move |end| {
        let line = &text[start..end];
        start = end + 1;
        line
    })
}

/// A number, `kB`, and nothing behind it.
fn read_kilobytes(mut line: &[u8]) -> Option<i64> {
    let kilobytes: i64 = number(take_word(&mut line))?;
    let is_all = take_word(&mut line) == b"kB" && take_word(&mut line).is_empty();
    is_all.then(|| kilobytes.saturating_mul(KILOBYTE))
}

impl operations::ParseMeminfoSummary for Provider {
    fn parse_meminfo_summary(text: &[u8]) -> Result<MeminfoSummary, Error> {
        let mut found = [None; KEYS.len()];
        for line in lines(text) {
            for (key, value) in KEYS.iter().zip(&mut found) {
                if let Some(rest) = line.strip_prefix(key.as_bytes()) {
                    *value = read_kilobytes(rest).or(*value);
                }
            }
        }
        let required = |i: usize| {
            found[i]
                .ok_or_else(|| refused(format!("no line says \"{}\" with a number in kB", KEYS[i])))
        };
        Ok(MeminfoSummary {
            mem_free: required(0)?,
            swap_total: required(1)?,
            swap_free: required(2)?,
            mem_cached: required(3)?,
            found_mask: (1 << KEYS.len()) - 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use operations::{ParseMeminfoSummary, ParseStatm};

    use super::*;

    #[test]
    fn parse_statm__numbers_of_pages__then_bytes_all_or_none() {
        let mut values = [0; 6];
        Provider::parse_statm(b"10 20 30 40 50 60", 4096, &mut values).unwrap();
        assert_eq!(values, [40960, 81920, 122_880, 163_840, 204_800, 245_760]);
        Provider::parse_statm(
            b"+7 -1 9223372036854775807 -9223372036854775808",
            2,
            &mut values[..4],
        )
        .unwrap();
        assert_eq!(values, [14, -2, i64::MAX, i64::MIN, 204_800, 245_760]);
        for (text, count) in
            [(&b"1 20x"[..], 2), (b"", 1), (b"1", 2), (b"1 9223372036854775808", 2), (b"1", 0)]
        {
            let mut values = [5; 2];
            assert!(Provider::parse_statm(text, 1, &mut values[..count]).is_err());
            assert_eq!(values, [5; 2]);
        }
        assert!(Provider::parse_statm(b"1 1 1 1 1 1 1 1", 1, &mut [0; 8]).is_err());
        assert!(Provider::parse_statm(b"1", 0, &mut [0; 1]).is_err());
    }

    #[test]
    fn parse_meminfo__the_four_lines__then_their_bytes() {
        let text =
            b"MemTotal: 9 kB\nMemFree:1 kB\nMemFree:  2 kB\nCached: 3 kB\nSwapCached: 8 kB\n\
            SwapTotal: 0 kB\nSwapFree: 0 kB\nCached: many kB\n";
        let summary = Provider::parse_meminfo_summary(text).unwrap();
        assert_eq!((summary.mem_free, summary.mem_cached), (2048, 3072));
        assert_eq!((summary.swap_total, summary.swap_free, summary.found_mask), (0, 0, 15));
    }

    #[test]
    fn parse_meminfo__a_line_missing_or_wrong__then_refused() {
        let text = "MemFree: 1 kB\nCached: 1 kB\nSwapTotal: 1 kB\nSwapFree: 1 kB";
        assert!(Provider::parse_meminfo_summary(text.as_bytes()).is_ok());
        for (from, to) in
            [("Cached", "cached"), ("1 kB", "1 KB"), ("1 kB", "1 kB x"), ("1 kB", "kB")]
        {
            let wrong = text.replacen(from, to, 1);
            assert!(Provider::parse_meminfo_summary(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
