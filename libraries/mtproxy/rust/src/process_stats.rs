//! Lines of `/proc/PID/stat`.

use std::fs::File;
use std::io::Read;
use std::str::FromStr;

use memchr::{memchr, memrchr};
use mtproxy_impl::types::{ProcStats, Status};
use mtproxy_impl::{operations, Error};

use crate::refusal::refused;
use crate::scanning::{is_whitespace, number, take_word};
use crate::Provider;

/// No line is longer.
const LINE_SIZE: u64 = 4096;

/// The fields of a line, one after the other.
struct Fields<'a> {
    left: &'a [u8],
    /// Which one comes next, counted from 1.
    position: usize,
}

impl Fields<'_> {
    fn take<T: FromStr>(&mut self, name: &str) -> Result<T, Error> {
        let (word, position) = (take_word(&mut self.left), self.position);
        self.position += 1;
        if word.is_empty() {
            return Err(refused(format!("the line ends before field {position} ({name}) of 42")));
        }
        number(word)
            .ok_or_else(|| refused(format!("field {position} ({name}) is no number of its type")))
    }
}

/// From the first `(` to the last `)`: the name may hold both, and blanks. With what stands before and behind it.
fn split_at_name(line: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let open = memchr(b'(', line)?;
    let close = memrchr(b')', line).filter(|close| *close > open)?;
    Some((&line[..open], &line[open..=close], &line[close + 1..]))
}

fn read_pid(mut before: &[u8]) -> Option<i32> {
    before.last().filter(|byte| is_whitespace(**byte))?;
    let pid = number(take_word(&mut before))?;
    take_word(&mut before).is_empty().then_some(pid)
}

/// One letter, apart from the name.
fn take_state(after: &mut &[u8]) -> Option<i8> {
    after.first().filter(|byte| is_whitespace(**byte))?;
    match take_word(after) {
        [letter] if letter.is_ascii_alphabetic() => Some(letter.cast_signed()),
        _ => None,
    }
}

/// The line, and the name in it.
fn parse(line: &[u8]) -> Result<(ProcStats, &[u8]), Error> {
    let (before, name, mut after) =
        split_at_name(line).ok_or_else(|| refused("the line has no name between parentheses"))?;
    let pid = read_pid(before).ok_or_else(|| refused("field 1 (pid) is no number of its type"))?;
    let letter =
        take_state(&mut after).ok_or_else(|| refused("field 3 (state) is not one letter"))?;
    let mut fields = Fields { left: after, position: 4 };
    let stats = ProcStats {
        pid,
        state: letter,
        ppid: fields.take("ppid")?,
        pgrp: fields.take("pgrp")?,
        session: fields.take("session")?,
        tty_nr: fields.take("tty_nr")?,
        tpgid: fields.take("tpgid")?,
        flags: fields.take("flags")?,
        minflt: fields.take("minflt")?,
        cminflt: fields.take("cminflt")?,
        majflt: fields.take("majflt")?,
        cmajflt: fields.take("cmajflt")?,
        utime: fields.take("utime")?,
        stime: fields.take("stime")?,
        cutime: fields.take("cutime")?,
        cstime: fields.take("cstime")?,
        priority: fields.take("priority")?,
        nice: fields.take("nice")?,
        num_threads: fields.take("num_threads")?,
        itrealvalue: fields.take("itrealvalue")?,
        starttime: fields.take("starttime")?,
        vsize: fields.take("vsize")?,
        rss: fields.take("rss")?,
        rlim: fields.take("rlim")?,
        startcode: fields.take("startcode")?,
        endcode: fields.take("endcode")?,
        startstack: fields.take("startstack")?,
        kstkesp: fields.take("kstkesp")?,
        kstkeip: fields.take("kstkeip")?,
        signal: fields.take("signal")?,
        blocked: fields.take("blocked")?,
        sigignore: fields.take("sigignore")?,
        sigcatch: fields.take("sigcatch")?,
        wchan: fields.take("wchan")?,
        nswap: fields.take("nswap")?,
        cnswap: fields.take("cnswap")?,
        exit_signal: fields.take("exit_signal")?,
        processor: fields.take("processor")?,
        rt_priority: fields.take("rt_priority")?,
        policy: fields.take("policy")?,
        delayacct_blkio_ticks: fields.take("delayacct_blkio_ticks")?,
    };
    Ok((stats, name))
}

fn give_name(name: &[u8], comm: &mut [u8]) {
    let shown = name.len().min(comm.len().saturating_sub(1));
    comm.fill(0);
    comm[..shown].copy_from_slice(&name[..shown]);
}

impl operations::ParseProcStatLine for Provider {
    fn parse_proc_stat_line(line: &[u8], comm: &mut [u8]) -> Result<ProcStats, Error> {
        let (stats, name) = parse(line)?;
        give_name(name, comm);
        Ok(stats)
    }
}

impl operations::ReadProcStatFile for Provider {
    fn read_proc_stat_file(pid: i32, tid: i32, comm: &mut [u8]) -> Result<ProcStats, Error> {
        let path = if tid <= 0 {
            format!("/proc/{pid}/stat")
        } else {
            format!("/proc/{pid}/task/{tid}/stat")
        };
        let mut line = Vec::new();
        File::open(&path).and_then(|file| file.take(LINE_SIZE).read_to_end(&mut line)).map_err(
            |error| Error::new(Status::UNREADABLE, format!("reading {path} failed: {error}")),
        )?;
        let (stats, name) = parse(&line).map_err(|error| {
            Error::new(error.status(), format!("{path} is not as expected: {error}"))
        })?;
        give_name(name, comm);
        Ok(stats)
    }
}

#[cfg(test)]
mod tests {
    use operations::{ParseProcStatLine, ReadProcStatFile};

    use super::*;

    /// A line of 42 fields, with the numbers from 1 on behind the state.
    fn line(name: &str) -> String {
        let numbers: Vec<String> = (1..=39).map(|number| number.to_string()).collect();
        format!("123 ({name}) R {}", numbers.join(" "))
    }

    fn parsed(line: &str) -> Option<(ProcStats, String)> {
        let mut comm = [0xff; 32];
        let stats = Provider::parse_proc_stat_line(line.as_bytes(), &mut comm).ok()?;
        let end = comm.iter().position(|byte| *byte == 0).unwrap();
        Some((stats, String::from_utf8(comm[..end].to_vec()).unwrap()))
    }

    #[test]
    fn parse_proc_stat_line__of_42_fields__then_each_in_its_place() {
        let (stats, comm) = parsed(&line("cmd")).unwrap();
        assert_eq!((stats.pid, stats.ppid, stats.tpgid), (123, 1, 5));
        assert_eq!((stats.rlim, stats.delayacct_blkio_ticks), (22, 39));
        assert_eq!((stats.state.cast_unsigned(), comm.as_str()), (b'R', "(cmd)"));
    }

    #[test]
    fn parse_proc_stat_line__any_name__then_up_to_the_last_parenthesis() {
        for name in ["a b", ") R 1 (", "", "(((", "a) S"] {
            assert_eq!(parsed(&line(name)).unwrap().1, format!("({name})"));
        }
        let long = parsed(&line(&"x".repeat(60))).unwrap().1;
        assert_eq!(long.len(), 31);
    }

    #[test]
    fn parse_proc_stat_line__not_as_it_should_be__then_refused() {
        let good = line("cmd");
        assert!(parsed(&good.replace(" 22 ", " 18446744073709551615 ")).is_some());
        assert!(parsed(&good.replace(" 5 ", " -1 ")).is_some());
        for (from, to) in [
            (" 39", ""),
            (" 6 ", " -6 "),
            ("(cmd)", "cmd"),
            (" R ", " RS "),
            (" R ", " 1 "),
            (") R", ")R"),
            ("123 (", "123("),
            ("123", "x"),
            ("123", "1 2"),
            (" 1 ", " 2147483648 "),
        ] {
            assert!(parsed(&good.replacen(from, to, 1)).is_none(), "{from} {to}");
        }
    }

    #[test]
    fn read_proc_stat_file__this_process_and_none__then_its_id_and_unreadable() {
        let own = i32::try_from(std::process::id()).unwrap();
        assert_eq!(Provider::read_proc_stat_file(own, 0, &mut []).unwrap().pid, own);
        let error = Provider::read_proc_stat_file(-1, 0, &mut []).unwrap_err();
        assert_eq!(error.status(), Status::UNREADABLE);
    }
}
