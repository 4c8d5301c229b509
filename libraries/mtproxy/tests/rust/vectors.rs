//! The vectors of vectors.json, which every language's package is tested with.

#![allow(non_snake_case)] // names of tests: unit__condition__then_expected

use std::fmt::Debug;

use mtproxy::{
    Error, FormatLogPrefixOptions, Md5HexOptions, Md5HmacOptions, Md5Options,
    ParseProcStatLineOptions, ProcessId, Result, Sha1Options, Sha1TwoChunksOptions,
    Sha256HmacOptions, Sha256Options, Sha256TwoChunksOptions, TlParseAnswerHeaderOptions,
    TlParseQueryHeaderOptions,
};
use serde_json::Value;

fn bytes_of(text: &str) -> Vec<u8> {
    let (form, rest) = text.split_once(':').unwrap();
    let from_hex = |hex: &str| -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
    };
    match form {
        "text" => rest.as_bytes().to_vec(),
        "hex" => from_hex(rest),
        _ => {
            let (count, once) = rest.split_once(':').unwrap();
            from_hex(once).repeat(count.parse().unwrap())
        }
    }
}

/// What a function gets, by the place of the parameter.
struct With<'a>(&'a [Value]);

impl With<'_> {
    fn bytes(&self, index: usize) -> Vec<u8> {
        bytes_of(self.0[index].as_str().unwrap())
    }

    fn text(&self, index: usize) -> String {
        self.0[index].to_string().replace('"', "")
    }

    fn int(&self, index: usize) -> i32 {
        self.text(index).parse().unwrap()
    }

    fn bits(&self, index: usize) -> u32 {
        self.text(index).parse().unwrap()
    }

    fn size(&self, index: usize) -> usize {
        self.text(index).parse().unwrap()
    }

    fn double(&self, index: usize) -> f64 {
        self.text(index).parse().unwrap()
    }

    fn id(&self, index: usize) -> ProcessId {
        let field = |name: &str| self.0[index][name].to_string();
        ProcessId {
            ip: field("ip").parse().unwrap(),
            port: field("port").parse().unwrap(),
            pid: field("pid").parse().unwrap(),
            utime: field("utime").parse().unwrap(),
        }
    }
}

/// What a function gave.
enum Given {
    Nothing,
    /// A number, bool, enum, list of numbers or record, as Rust shows it.
    Shown(String),
    Bytes(Vec<u8>),
    Both(String, Vec<u8>),
}

fn shown(value: Result<impl Debug>) -> Result<Given> {
    value.map(|it| Given::Shown(format!("{it:?}")))
}

fn bytes(value: Result<Vec<u8>>) -> Result<Given> {
    value.map(Given::Bytes)
}

fn both(value: Result<(impl Debug, Vec<u8>)>) -> Result<Given> {
    value.map(|(record, text)| Given::Both(format!("{record:?}"), text))
}

fn changed(mut id: ProcessId, change: impl Fn(&mut ProcessId) -> Result<()>) -> Result<Given> {
    change(&mut id)?;
    shown(Ok(id))
}

#[rustfmt::skip]
fn call(name: &str, with: &With) -> Result<Given> {
    match name {
        "api_version" => shown(mtproxy::api_version()),
        "startup_handshake" => mtproxy::startup_handshake(with.bits(0)).map(|()| Given::Nothing),
        "get_concurrency_boundary" => shown(mtproxy::get_concurrency_boundary()),
        "get_network_boundary" => shown(mtproxy::get_network_boundary()),
        "crc32_partial" => shown(mtproxy::crc32_partial(&with.bytes(0), with.bits(1))),
        "crc32c_partial" => shown(mtproxy::crc32c_partial(&with.bytes(0), with.bits(1))),
        "pid_init_common" => changed(with.id(0), mtproxy::pid_init_common),
        "pid_init_client" => changed(with.id(0), |id| mtproxy::pid_init_client(id, with.bits(1))),
        "pid_init_server" => {
            changed(with.id(0), |id| mtproxy::pid_init_server(id, with.bits(1), with.int(2)))
        }
        "matches_pid" => shown(mtproxy::matches_pid(&with.id(0), &with.id(1)).map(|it| it as i32)),
        "process_id_is_newer" => shown(mtproxy::process_id_is_newer(&with.id(0), &with.id(1))),
        "md5" => bytes(mtproxy::md5(&with.bytes(0), Md5Options { digest_size: with.size(1) })),
        "md5_hex" => bytes(mtproxy::md5_hex(&with.bytes(0), Md5HexOptions { hex_size: with.size(1) })),
        "md5_hmac" => bytes(mtproxy::md5_hmac(
            &with.bytes(0), &with.bytes(1), Md5HmacOptions { digest_size: with.size(2) },
        )),
        "sha1" => bytes(mtproxy::sha1(&with.bytes(0), Sha1Options { digest_size: with.size(1) })),
        "sha1_two_chunks" => bytes(mtproxy::sha1_two_chunks(
            &with.bytes(0), &with.bytes(1), Sha1TwoChunksOptions { digest_size: with.size(2) },
        )),
        "sha256" => bytes(mtproxy::sha256(&with.bytes(0), Sha256Options { digest_size: with.size(1) })),
        "sha256_two_chunks" => bytes(mtproxy::sha256_two_chunks(
            &with.bytes(0), &with.bytes(1), Sha256TwoChunksOptions { digest_size: with.size(2) },
        )),
        "sha256_hmac" => bytes(mtproxy::sha256_hmac(
            &with.bytes(0), &with.bytes(1), Sha256HmacOptions { digest_size: with.size(2) },
        )),
        "cfg_skipspc" => shown(mtproxy::cfg_skipspc(&with.bytes(0), with.int(1))),
        "cfg_skspc" => shown(mtproxy::cfg_skspc(&with.bytes(0), with.int(1))),
        "cfg_getword_len" => shown(mtproxy::cfg_getword_len(&with.bytes(0))),
        "cfg_getstr_len" => shown(mtproxy::cfg_getstr_len(&with.bytes(0))),
        "cfg_getint" => shown(mtproxy::cfg_getint(&with.bytes(0))),
        "cfg_getint_zero" => shown(mtproxy::cfg_getint_zero(&with.bytes(0))),
        "cfg_getint_signed_zero" => shown(mtproxy::cfg_getint_signed_zero(&with.bytes(0))),
        "tl_parse_query_header" => both(mtproxy::tl_parse_query_header(
            &with.bytes(0), TlParseQueryHeaderOptions { error_size: with.size(1) },
        )),
        "tl_parse_answer_header" => both(mtproxy::tl_parse_answer_header(
            &with.bytes(0), TlParseAnswerHeaderOptions { error_size: with.size(1) },
        )),
        "parse_proc_stat_line" => both(mtproxy::parse_proc_stat_line(
            &with.bytes(0), ParseProcStatLineOptions { comm_size: with.size(1) },
        )),
        "parse_statm" => {
            let page_size = with.text(1).parse().unwrap();
            shown(mtproxy::parse_statm(&with.bytes(0), page_size, with.int(2)))
        }
        "parse_meminfo_summary" => shown(mtproxy::parse_meminfo_summary(&with.bytes(0))),
        "format_log_prefix" => bytes(mtproxy::format_log_prefix(
            with.int(0), with.int(1), with.int(2), with.int(3), with.int(4), with.int(5), with.int(6), with.int(7),
            FormatLogPrefixOptions { prefix_size: with.size(8) },
        )),
        "net_epoll_conv_flags" => shown(mtproxy::net_epoll_conv_flags(with.int(0))),
        "net_epoll_unconv_flags" => shown(mtproxy::net_epoll_unconv_flags(with.int(0))),
        "net_timers_wait_msec" => shown(mtproxy::net_timers_wait_msec(with.double(0), with.double(1))),
        "msg_buffers_pick_size_index" => {
            let sizes: Vec<i32> = serde_json::from_value(with.0[0].clone()).unwrap();
            shown(mtproxy::msg_buffers_pick_size_index(&sizes, with.int(1)))
        }
        _ => panic!("{name} is not tested here"),
    }
}

fn is_record(shown: &str, expected: &Value) -> bool {
    expected.as_object().unwrap().iter().all(|(name, value)| {
        let field = format!(" {name}: {}", value.to_string().replace('"', ""));
        shown.contains(&(field.clone() + ",")) || shown.contains(&(field + " }"))
    })
}

fn is_shown(shown: &str, expected: &Value) -> bool {
    if expected.is_object() {
        return is_record(shown, expected);
    }
    shown.replace(' ', "") == expected.to_string().replace('"', "")
}

/// Text that lies beside a record is filled up with NULs.
fn is_bytes(bytes: &[u8], expected: &Value) -> bool {
    bytes
        .strip_prefix(bytes_of(expected.as_str().unwrap()).as_slice())
        .is_some_and(|rest| rest.iter().all(|byte| *byte == 0))
}

fn is_same(given: &Result<Given>, expected: &Value) -> bool {
    if expected["error"] == "invalid" {
        return matches!(given, Err(Error::Invalid(_)));
    }
    match given {
        Err(_) => false,
        Ok(Given::Nothing) => expected.is_null(),
        Ok(Given::Shown(text)) => is_shown(text, expected),
        Ok(Given::Bytes(bytes)) => is_bytes(bytes, expected),
        Ok(Given::Both(text, bytes)) => {
            is_shown(text, &expected[0]) && is_bytes(bytes, &expected[1])
        }
    }
}

#[test]
fn functions__their_vectors__then_as_said() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors.json")).unwrap();
    let mut count = 0;
    for vector in vectors.as_array().unwrap() {
        let with = With(vector["with"].as_array().unwrap());
        let given = call(vector["call"].as_str().unwrap(), &with);
        assert!(is_same(&given, &vector["gives"]), "{vector}");
        count += 1;
    }
    assert!(count > 300);
}

#[test]
fn times__then_those_of_the_clock() {
    let now =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs_f64();
    assert!((mtproxy::get_utime(0).unwrap() - now).abs() < 2.0);
    assert!((mtproxy::get_double_time().unwrap() - now).abs() < 2.0);
    assert!(mtproxy::get_utime_monotonic().unwrap() >= 0.0);
}

#[test]
fn read_proc_stat_file__this_process_and_none__then_its_id_and_an_error() {
    let pid = i32::try_from(std::process::id()).unwrap();
    let options = mtproxy::ReadProcStatFileOptions::default();
    let (stats, comm) = mtproxy::read_proc_stat_file(pid, 0, options).unwrap();
    assert_eq!(stats.pid, pid);
    assert_eq!(comm[0], b'(');
    assert!(matches!(
        mtproxy::read_proc_stat_file(-1, 0, mtproxy::ReadProcStatFileOptions::default()),
        Err(Error::Unreadable(_))
    ));
}
