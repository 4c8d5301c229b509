//! Times every row of every peer in one process, in turn, or counts its instructions.
//!
//! Usage: runner time ROUNDS [PEER...]    a line of JSON per row and peer: nanoseconds per call, one per round
//!        runner count [PEER...]          under bench/count/count.py: marks each row as "peer row calls"

use std::ffi::CString;
use std::time::{Duration, Instant};

use runner::rows::{empty, of, Row};

const PEERS: [(&str, fn() -> Vec<Row>); 3] =
    [("handwritten", of::handwritten), ("tenon", of::tenon), ("cxx", of::cxx)];

/// What one row's turn takes in one round.
const TURN: Duration = Duration::from_millis(4);

extern "C" {
    fn bench_count_begin();
    fn bench_count_end(label: *const std::ffi::c_char);
}

fn chosen(arguments: &[String]) -> Vec<(&'static str, Vec<Row>)> {
    let wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|other| other == name);
    PEERS.iter().filter(|(name, _)| wanted(name)).map(|(name, rows)| (*name, rows())).collect()
}

fn time(row: &Row, calls: u64) -> f64 {
    let start = Instant::now();
    (row.run)(calls);
    start.elapsed().as_secs_f64() * 1e9 / calls as f64
}

/// How many calls fit into a turn.
fn calls_of(row: &Row) -> u64 {
    let mut calls = 1;
    loop {
        let took = time(row, calls) * calls as f64 / 1e9;
        if took > TURN.as_secs_f64() / 4.0 {
            return ((calls as f64 * TURN.as_secs_f64() / took) as u64).max(1);
        }
        calls *= 4;
    }
}

struct Timed {
    peer: &'static str,
    row: Row,
    calls: u64,
    nanoseconds: Vec<String>,
}

fn time_all(rounds: usize, arguments: &[String]) {
    let empty = empty().remove(0);
    let empty_calls = calls_of(&empty);
    let mut all: Vec<Timed> = Vec::new();
    for (peer, rows) in chosen(arguments) {
        for row in rows {
            let calls = calls_of(&row);
            all.push(Timed { peer, row, calls, nanoseconds: Vec::new() });
        }
    }
    // The peers of a row one after the other, so that they meet the same machine.
    let order: Vec<&'static str> = all.iter().map(|timed| timed.row.id).collect();
    all.sort_by_key(|timed| order.iter().position(|id| *id == timed.row.id));
    for _ in 0..rounds {
        let nothing = time(&empty, empty_calls);
        for timed in &mut all {
            let nanoseconds = (time(&timed.row, timed.calls) - nothing).max(0.0);
            timed.nanoseconds.push(format!("{nanoseconds:.3}"));
        }
    }
    for timed in all {
        let (peer, row, nanoseconds) = (timed.peer, timed.row.id, timed.nanoseconds.join(","));
        println!(r#"{{"peer":"{peer}","row":"{row}","nanoseconds":[{nanoseconds}]}}"#);
    }
}

fn count(label: &str, row: &Row, calls: u64) {
    (row.run)(2); // what only the first call does
    let label = CString::new(format!("{label} {} {calls}", row.id)).unwrap();
    // SAFETY: the marks do nothing but speak to valgrind, and the label lives.
    unsafe {
        bench_count_begin();
        (row.run)(calls);
        bench_count_end(label.as_ptr());
    }
}

fn count_all(arguments: &[String]) {
    const CALLS: u64 = 100;
    count("none", &empty()[0], 1); // lets callgrind start
    count("empty", &empty()[0], CALLS);
    for (peer, rows) in chosen(arguments) {
        for row in rows {
            let large = row.id.ends_with("000000") && row.id.contains("out");
            count(peer, &row, if large { 4 } else { CALLS });
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    match (arguments.first().map(String::as_str), rest) {
        (Some("time"), [rounds, peers @ ..]) => time_all(rounds.parse().expect("a number"), peers),
        (Some("count"), peers) => count_all(peers),
        _ => panic!("usage: runner time ROUNDS [PEER...] | count [PEER...]"),
    }
}
