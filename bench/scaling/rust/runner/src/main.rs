//! Calls from Rust: by several threads at once, and with arrays of any length.
//!
//! Usage: `runner threads ROUNDS MILLISECONDS COUNT...`, or `runner arrays ROUNDS LENGTH...`. It says one JSON object per
//! line: what was measured, for which x, and the y.

use std::env;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const BATCH: u64 = 256;
const LEAST: Duration = Duration::from_millis(5);

fn say(id: &str, variant: &str, x: usize, y: f64) {
    println!(r#"{{"id": "{id}", "variant": "{variant}", "x": {x}, "y": {y}}}"#);
}

/// Calls per second of all threads together, each with its own of `objects`, or all with the only one.
fn calls_per_second<T: Sync>(
    objects: &[T],
    threads: usize,
    time: Duration,
    call: impl Fn(&T) -> i64 + Sync,
) -> f64 {
    let is_over = AtomicBool::new(false);
    let start = Instant::now();
    let work = |number: usize| {
        let object = &objects[number % objects.len()];
        let mut calls = 0;
        while !is_over.load(Ordering::Relaxed) {
            for _ in 0..BATCH {
                assert_eq!(call(black_box(object)), 42);
            }
            calls += BATCH;
        }
        calls
    };
    let work = &work;
    let calls: u64 = thread::scope(|scope| {
        let running: Vec<_> =
            (0..threads).map(|number| scope.spawn(move || work(number))).collect();
        thread::sleep(time);
        is_over.store(true, Ordering::Relaxed);
        running.into_iter().map(|one| one.join().expect("a thread panicked")).sum()
    });
    #[allow(clippy::cast_precision_loss)]
    let calls = calls as f64;
    calls / start.elapsed().as_secs_f64()
}

fn time_threads(rounds: usize, time: Duration, counts: &[usize]) {
    let most = counts.iter().copied().max().unwrap_or(1);
    for (id, objects) in [("threads_one", 1), ("threads_many", most)] {
        let tenon: Vec<_> = (0..objects).map(|_| tally::Tally::new(42).expect("memory")).collect();
        let floor: Vec<_> =
            (0..objects).map(|_| handwritten::Tally::new(42).expect("memory")).collect();
        for _ in 0..rounds {
            for &threads in counts {
                let by_tenon = calls_per_second(&tenon, threads, time, |object| {
                    object.value().expect("a value")
                });
                let by_hand = calls_per_second(&floor, threads, time, handwritten::Tally::value);
                say(id, "tenon", threads, by_tenon);
                say(id, "handwritten", threads, by_hand);
            }
        }
    }
}

/// Nanoseconds of a call.
fn nanoseconds(call: impl Fn() -> f64) -> f64 {
    let mut calls = 1_u32;
    loop {
        let start = Instant::now();
        for _ in 0..calls {
            assert!((call() - 2.0).abs() < f64::EPSILON);
        }
        let spent = start.elapsed();
        if spent > LEAST {
            return 1e9 * spent.as_secs_f64() / f64::from(calls);
        }
        calls *= 4;
    }
}

/// What `tally_ends()` would say.
fn ends(values: &[f64]) -> f64 {
    values[0] + values[values.len() - 1]
}

fn time_arrays(rounds: usize, lengths: &[usize]) {
    for &length in lengths {
        let mut values = vec![0.0; length];
        values[0] = 1.0;
        values[length - 1] = 1.0;
        for _ in 0..rounds {
            say("arrays_in", "tenon", length, nanoseconds(|| tally::ends(black_box(&values))));
            say(
                "arrays_in",
                "handwritten",
                length,
                nanoseconds(|| handwritten::ends(black_box(&values))),
            );
            say(
                "arrays_out",
                "tenon",
                length,
                nanoseconds(|| ends(&tally::values(length).expect("memory"))),
            );
            say(
                "arrays_out",
                "handwritten",
                length,
                nanoseconds(|| ends(&handwritten::values(length).expect("memory"))),
            );
        }
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let numbers: Vec<usize> =
        arguments.iter().skip(1).map(|text| text.parse().expect("a number")).collect();
    match (arguments.first().map(String::as_str), numbers.as_slice()) {
        (Some("threads"), [rounds, milliseconds, counts @ ..]) => {
            time_threads(*rounds, Duration::from_millis(*milliseconds as u64), counts);
        }
        (Some("arrays"), [rounds, lengths @ ..]) => time_arrays(*rounds, lengths),
        _ => panic!("write threads ROUNDS MILLISECONDS COUNT... or arrays ROUNDS LENGTH..."),
    }
}
