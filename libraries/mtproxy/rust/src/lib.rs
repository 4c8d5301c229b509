//! The functions of `mtproxy` in Rust, behind the same contract as those in C.
//!
//! Nothing here is unsafe: what crosses from and to C is in the crate `mtproxy-impl`, which `tenon` writes.

#![deny(unsafe_code)]
#![cfg_attr(test, allow(non_snake_case))] // unit__condition__then_expected

mod checksums;
mod configuration;
mod digests;
mod log_prefix;
mod memory;
mod network;
mod precise_time;
mod probes;
mod process_ids;
mod process_stats;
mod processor;
mod refusal;
mod scanning;
mod tl_headers;

/// Who implements the operations.
struct Provider;

#[allow(unsafe_code)] // The one symbol that a program looks for has its name in C.
mod provided {
    use super::Provider;

    mtproxy_impl::provide! {
        "mtproxy in Rust";
        Provider: api_version, startup_handshake, get_concurrency_boundary, get_network_boundary,
            crc32_partial, crc32c_partial,
            pid_init_common, pid_init_client, pid_init_server, matches_pid, process_id_is_newer,
            cpuid_fill,
            md5, md5_hex, md5_hmac, sha1, sha1_two_chunks, sha256, sha256_two_chunks, sha256_hmac,
            get_utime_monotonic, precise_now_value, precise_now_rdtsc_value, get_utime,
            get_precise_time, get_double_time, precise_time_value, precise_time_rdtsc_value,
            cfg_skipspc, cfg_skspc, cfg_getword_len, cfg_getstr_len,
            cfg_getint, cfg_getint_zero, cfg_getint_signed_zero,
            tl_parse_query_header, tl_parse_answer_header,
            parse_proc_stat_line, read_proc_stat_file, parse_statm, parse_meminfo_summary,
            format_log_prefix,
            net_epoll_conv_flags, net_epoll_unconv_flags, net_timers_wait_msec,
            msg_buffers_pick_size_index;
    }
}
