//! A driver that tries what can be done wrong with a package. The cases stand in `cases.rs`; what the compiler rules
//! out stands in the examples `types` and `borrows`, each function of which must be an error.
//!
//! What needs `unsafe` is left out: it can break any program.

mod cases;
mod journal;
mod support;

use std::panic::{self, AssertUnwindSafe};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, process, thread};

use journal::{Journal, Refusals};
use support::{Case, Conduct, How, Outcome, Trial};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    match &arguments[1..] {
        [flag, case] if flag == "--leave" => leave(case),
        [path, first] => {
            let Ok(first) = first.parse() else { return ExitCode::from(2) };
            try_all(Journal::open(path), first);
        }
        _ => {
            eprintln!("usage: driver JOURNAL FIRST_CASE");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn try_all(mut journal: Journal, first: u32) {
    panic::set_hook(Box::new(|_| {}));
    let refusals = [Refusals::read("types"), Refusals::read("borrows")];
    for case in cases::CASES.iter().filter(|case| case.number >= first) {
        journal.begin(case.number);
        let outcome = match case.how {
            How::Run(trial) => run_all(case, trial),
            How::Types => refusals[0].of(case.number),
            How::Borrows => refusals[1].of(case.number),
            How::Nothing(why) => Outcome::new("inexpressible", why),
        };
        journal.outcome(case.number, &outcome);
    }
    journal.end();
}

/// In all ways that the case has; the first that does not come out as it must is what counts.
fn run_all(case: &Case, trial: Trial) -> Outcome {
    if case.abuse == "at_exit" {
        return at_exit(case);
    }
    let mut outcome = Outcome::new("wrong", "nothing was tried");
    for conduct in Conduct::of(case.abuse) {
        outcome = case.settle(run(case, trial, *conduct));
        if !case.is_right(&outcome) {
            break;
        }
    }
    outcome
}

fn run(case: &Case, trial: Trial, conduct: Conduct) -> Outcome {
    support::prepare(case, conduct);
    let tried = panic::catch_unwind(AssertUnwindSafe(trial));
    support::disarm();
    match tried {
        Ok(Ok(outcome)) if conduct == Conduct::Behave || support::was_told() => outcome,
        Ok(Ok(_)) => Outcome::new("unreachable", "nothing called it"),
        Ok(Err(why)) => Outcome::new("unreachable", &why.0),
        Err(payload) if conduct != Conduct::Behave && support::is_mine(payload.as_ref()) => {
            let mut outcome = Outcome::new("failed", support::MINE);
            outcome.code = case.codes.split(' ').next().unwrap_or_default().to_owned();
            outcome
        }
        Err(payload) => Outcome::new("wrong", &format!("panic: {}", support::words(payload.as_ref()))),
    }
}

/// Lets a process end during the call, while other threads call, and while objects are open.
fn at_exit(case: &Case) -> Outcome {
    let Ok(program) = env::current_exe() else { return Outcome::new("unreachable", "where is this program?") };
    for way in ["return", "exit", "kept"] {
        match Command::new(&program).arg("--leave").arg(format!("{}:{way}", case.number)).output() {
            Ok(ended) if ended.status.success() => {}
            Ok(ended) => return Outcome::new("wrong", &format!("{way}: {}", ended.status)),
            Err(error) => return Outcome::new("unreachable", &error.to_string()),
        }
    }
    Outcome::new("accepted", "")
}

/// That process.
fn leave(what: &str) {
    let (number, way) = what.split_once(':').unwrap_or((what, ""));
    let found = cases::CASES.iter().find(|case| case.number.to_string() == number);
    let Some(Case { how: How::Run(trial), .. }) = found else { return };
    let trial = *trial;
    if way == "kept" {
        support::keep_at_exit(trial);
        return;
    }
    for _ in 0..4 {
        thread::spawn(move || loop {
            let _ = trial();
        });
    }
    thread::sleep(Duration::from_millis(5));
    if way == "exit" {
        process::exit(0);
    }
}
