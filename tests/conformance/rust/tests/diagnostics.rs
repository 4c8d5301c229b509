#![allow(non_snake_case)] // unit__condition__then_expected

use std::env;
use std::fs;
use std::process::{Command, Output};

use conformance::diagnostics::{ledger, ledger_json, violation_count, EntryKind};
use conformance::List;

/// How many lists `List::new` has made, and how many of them live.
fn lists() -> (u64, u64) {
    let found = ledger().into_iter().find(|entry| entry.site == "conformance_list_new");
    found.map_or((0, 0), |entry| {
        assert_eq!((entry.kind, entry.type_name), (EntryKind::Object, "list"));
        (entry.made, entry.live)
    })
}

/// Runs one test of this file in a process of its own.
fn run(test: &str, debug: &str) -> Output {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--ignored"])
        .env("TENON_DEBUG", debug)
        .output()
        .unwrap()
}

#[test]
#[ignore = "run by the tests below"]
fn another_process() {
    let (made, live) = lists();
    let list = List::new("a").unwrap();
    assert_eq!(lists(), (made + 1, live + 1));
    drop(list);
    assert_eq!(lists(), (made + 1, live));
    assert!(ledger_json().starts_with("{\"library\": \"conformance\", \"version\": \"1.2\", "));
    assert_eq!(violation_count(), 0);
}

#[test]
fn debug__ledger_to_a_file__then_a_line_at_exit() {
    let file = env::temp_dir().join(format!("tenon-ledger-{}.jsonl", std::process::id()));
    let done = run("another_process", &format!("ledger={}", file.display()));
    assert!(done.status.success(), "{done:?}");
    let text = fs::read_to_string(&file).unwrap();
    fs::remove_file(&file).unwrap();
    assert_eq!(text.lines().count(), 1);
    let made = "\"site\": \"conformance_list_new\", \"made\": 1, \"live\": 0, \"peak\": 1}";
    assert!(text.contains(made), "{text}");
}

#[test]
fn debug__unknown_word__then_the_program_does_not_start() {
    let done = run("another_process", "ledgr");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(!done.status.success());
    assert!(said.contains("TENON_DEBUG: "), "{said}");
    assert!(said.contains("is no word of it; write ledger, "), "{said}");
}

#[test]
fn debug__live_object_under_the_monitor__then_the_report_says_where_it_was_made() {
    let done = run("keeps_a_list", "monitor,ledger=/dev/stderr");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    assert!(said.contains("\"site\": \"conformance_list_new\", \"handle\": "), "{said}");
    assert!(said.contains("\"place\": \"diagnostics::keeps_a_list"), "{said}");
    assert!(said.contains("\"violations\": {\"count\": 0, "), "{said}");
}

#[test]
#[ignore = "run by the test above"]
fn keeps_a_list() {
    std::mem::forget(List::new("kept").unwrap());
}
