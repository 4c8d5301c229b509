//! The beginning of a line in the log.

use mtproxy_impl::{operations, Error};

use crate::refusal::refused;
use crate::Provider;

impl operations::FormatLogPrefix for Provider {
    fn format_log_prefix(
        pid: i32,
        year: i32,
        mon: i32,
        mday: i32,
        hour: i32,
        min: i32,
        sec: i32,
        usec: i32,
        prefix: &mut [u8],
    ) -> Result<usize, Error> {
        let Some(room) = prefix.len().checked_sub(1) else {
            return Err(refused("prefix has no room, not even for a NUL"));
        };
        let text = format!(
            "[{pid}][{year:04}-{mon:02}-{mday:02} {hour:02}:{min:02}:{sec:02}.{usec:06} local] "
        );
        let shown = text.len().min(room);
        prefix[..shown].copy_from_slice(&text.as_bytes()[..shown]);
        prefix[shown] = 0;
        Ok(shown)
    }
}

#[cfg(test)]
mod tests {
    use operations::FormatLogPrefix;

    use super::*;

    fn prefix(year: i32, room: usize) -> Result<String, Error> {
        let mut text = vec![0xff; room];
        let shown = Provider::format_log_prefix(321, year, 2, 11, 12, 34, 56, 789, &mut text)?;
        assert_eq!(text[shown], 0);
        Ok(String::from_utf8(text[..shown].to_vec()).unwrap())
    }

    #[test]
    fn format_log_prefix__by_its_room__then_whole_or_cut() {
        assert_eq!(prefix(2026, 64).unwrap(), "[321][2026-02-11 12:34:56.000789 local] ");
        assert_eq!(prefix(2026, 5).unwrap(), "[321");
        assert_eq!(prefix(2026, 1).unwrap(), "");
        assert!(prefix(2026, 0).is_err());
        assert!(prefix(7, 64).unwrap().starts_with("[321][0007-"));
        assert_eq!(prefix(12345, 64).unwrap().len(), 41);
        assert!(prefix(-7, 64).unwrap().starts_with("[321][-007-"));
    }
}
