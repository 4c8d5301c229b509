//! Calls go through slots: the same results whoever serves, and the diagnostics say who does.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, UNIX_EPOCH};
use std::{env, fs};

use bridged::diagnostics::{bridges, bridges_json, Bridge, BridgeMode};
use bridged::{Access, Color, Error, Money, Point, Shape, Tally};

fn state(operation: &str) -> Bridge {
    let name = format!("bridged_{operation}");
    bridges().into_iter().find(|one| one.operation == name).unwrap()
}

fn use_numbers() {
    assert!(bridged::not(false));
    assert_eq!((bridged::next_i8(127), bridged::next_u8(255)), (-128, 0));
    assert_eq!((bridged::next_i16(-1), bridged::next_u16(65535)), (0, 0));
    assert_eq!((bridged::next_i32(i32::MAX), bridged::next_u32(u32::MAX)), (i32::MIN, 0));
    assert_eq!((bridged::next_i64(i64::MAX), bridged::next_u64(u64::MAX)), (i64::MIN, 0));
    assert_eq!((bridged::next_i128(-1), bridged::next_u128(41)), (0, 42));
    assert_eq!(bridged::next_size(41), 42);
    assert_eq!((bridged::half_f32(3.0), bridged::half_f64(5.0)), (1.5, 2.5));
    assert_eq!(bridged::sum_of_all(-1, 1, -2, 2, -3, 3, 10, true, 1.5, 2.5), 14);
    bridged::do_nothing();
    assert_eq!((bridged::answer(), bridged::plain(7)), (42, 7));
}

fn use_meanings_and_optionals() -> Result<(), Error> {
    assert_eq!(bridged::next_color(Color::Green)?, Color::Blue);
    assert_eq!(bridged::without(Access::READ | Access::SHARE, Access::SHARE)?, Access::READ);
    assert_eq!(bridged::double_money(Money::new(150)), Money::new(300));
    assert_eq!(bridged::day_of(UNIX_EPOCH + Duration::from_secs(2 * 86400))?, 2);
    assert_eq!(bridged::longer(1, 2), 2);
    assert_eq!((bridged::half_or_none(Some(8)), bridged::half_or_none(None)), (4, -1));
    assert_eq!(bridged::limit_or_infinity(None), f64::INFINITY);
    assert_eq!(bridged::name_length(Some(Color::Green)), 5);
    assert_eq!((bridged::parse("-12")?, bridged::parse("12x")?), (Some(-12), None));
    let mut counter = Some(2);
    bridged::step(&mut counter, 3)?;
    assert_eq!(counter, Some(3));
    bridged::step(&mut counter, 3)?;
    assert_eq!(counter, None);
    assert_eq!((bridged::largest(&[3, 9])?, bridged::largest(&[])?), (Some(9), None));
    assert_eq!((bridged::prime(3), bridged::prime(10)), (Some(7), None));
    Ok(())
}

fn use_records() -> Result<(), Error> {
    let (here, there) = (Point { x: 1, y: -2 }, Point { x: -3, y: 4 });
    let line = bridged::join(Some(&here), Some(&there))?.unwrap();
    assert_eq!((line.from, line.label.as_str(), line.note.as_deref()), (here, "joined", None));
    assert_eq!(bridged::join(Some(&here), None)?, None);
    assert_eq!(bridged::turn(&line)?.from, there);
    assert_eq!(bridged::steps_along(&line)?, 10);
    assert_eq!(bridged::mirror(here), Point { x: -1, y: 2 });
    let mut moved = here;
    bridged::move_(&mut moved, 1, 2);
    assert_eq!(moved, Point { x: 2, y: 0 });
    assert_eq!((bridged::corner(2), bridged::corner(4)), (Some(Point { x: 1, y: 1 }), None));
    assert_eq!(bridged::size_of(&Shape::Text("four".into()))?, 4);
    assert_eq!(bridged::change(&Shape::Circle(3))?, Shape::Rectangle(Point { x: 3, y: 3 }));
    assert_eq!(bridged::spiral(2, 9)?, Point { x: 1, y: 1 });
    assert!(matches!(bridged::spiral(9, 9), Err(Error::NotFound(_))));
    Ok(())
}

fn use_texts_and_arrays() -> Result<(), Error> {
    assert_eq!((bridged::count_blanks("a b\tc")?, bridged::sum_bytes("a\0b")), (2, 195));
    assert_eq!((bridged::length_or_none(Some("four"))?, bridged::length_or_none(None)?), (4, -1));
    assert_eq!(bridged::capitals("größe")?, "GRößE");
    assert_eq!(bridged::color_name(Color::Blue)?.as_deref(), Some("blue"));
    assert_eq!(bridged::split(" one two  three")?, ("one".into(), Some("two  three".into())));
    assert!(matches!(bridged::split("  "), Err(Error::NotFound(_))));
    assert_eq!(bridged::longest(&["a", "abc", ""])?, 3);
    assert_eq!(bridged::color_names()?, ["red", "green", "blue"]);
    assert_eq!(bridged::sum(&[1, -2, 300])?, 299);
    assert_eq!(bridged::checksum(b"ab", 1), (31 + 97) * 31 + 98);
    assert_eq!(bridged::add(&[1, 2], &[3, u32::MAX])?, [4, 1]);
    assert_eq!((bridged::weigh(&[1, 2], Some(&[3, 4]))?, bridged::weigh(&[1, 2], None)?), (11, 3));
    let mut data = *b"abc";
    bridged::reverse(&mut data)?;
    assert_eq!(&data, b"cba");
    let mut points = [Point { x: 1, y: 2 }];
    bridged::move_all(&mut points, 1, 1);
    assert_eq!(points, [Point { x: 2, y: 3 }]);
    assert_eq!(bridged::count_red(&[Color::Red, Color::Blue]), 1);
    assert_eq!(bridged::count_up(3)?, [0, 1, 2]);
    assert_eq!(bridged::even(&[1, 2, 4], 2)?, [2, 4]);
    assert!(matches!(bridged::even(&[1, 2, 4], 1), Err(Error::Full(_))));
    assert_eq!(&bridged::squares(4)?.unwrap()[..], [0, 1, 4, 9]);
    assert_eq!(&bridged::bytes_of(258)?[..], [2, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(bridged::dot([(2_u32, 10_u64), (3, 100)]), 320);
    Ok(())
}

fn use_tallies() -> Result<(), Error> {
    let mut tally = Tally::new(2)?;
    let other = Tally::of("x y x", 5)?;
    tally.count("x")?;
    tally.merge(&other)?;
    assert_eq!((tally.of_word("x")?, tally.size()?, tally.top()?.as_deref()), (3, 2, Some("x")));
    assert!(matches!(tally.count("z"), Err(Error::Full(_))));
    tally.set_limit(tally.limit()? + 1)?;
    tally.count("z")?;
    assert_eq!(tally.copy()?.finish()?, 5);
    Ok(())
}

fn use_everything() -> Result<(), Error> {
    use_numbers();
    use_meanings_and_optionals()?;
    use_records()?;
    use_texts_and_arrays()?;
    use_tallies()
}

/// Runs one of the ignored tests in a process of its own, with a provider named in its environment.
fn load(test: &str, provider: &str, options: &[(&str, &str)]) -> Output {
    let path = Path::new(&env::var("BRIDGED_PROVIDERS").unwrap()).join(provider);
    let name = format!("bridged-{}-{test}-{}", std::process::id(), options.len());
    let folder = env::temp_dir().join(name);
    fs::create_dir_all(&folder).unwrap();
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env("TENON_BRIDGE", path)
        .env("TENON_BRIDGE_CALLS", "50")
        .envs(options.iter().copied())
        .current_dir(&folder)
        .output()
        .unwrap();
    fs::remove_dir_all(&folder).unwrap();
    output
}

fn says(output: &Output, text: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(text), "{text:?} is not said in:\n{said}");
}

#[test]
fn reference__every_form__then_right_and_counted() -> Result<(), Error> {
    let before = state("next_i32");
    use_everything()?;
    let after = state("next_i32");
    assert_eq!((after.mode, after.serving), (BridgeMode::Reference, "reference"));
    assert_eq!((after.calls, after.candidate_calls), (before.calls + 1, before.candidate_calls));
    assert!(bridges().iter().all(|one| one.operation != "bridged_plain"));
    Ok(())
}

#[test]
fn json__asked__then_says_the_same() {
    let json = bridges_json();
    assert!(json.starts_with("{\"library\": \"bridged\", \"linked\": null, "), "{json}");
    assert_eq!(json.matches("{\"operation\": ").count(), bridges().len());
}

#[test]
#[ignore = "part of another test"]
fn swapped() {
    assert_eq!(state("next_u32").mode, BridgeMode::Swapped, "before the first call");
    use_everything().unwrap();
    for one in bridges() {
        assert_eq!((one.mode, one.serving), (BridgeMode::Swapped, "bridged in C"));
        assert!(one.calls > 0, "{} was not called", one.operation);
        assert_eq!(one.candidate_calls, one.calls);
    }
}

#[test]
fn provider__swapped__then_it_serves_every_call() {
    let output = load("swapped", "all.so", &[]);
    assert!(output.status.success(), "{output:?}");
    says(&output, "served by bridged in C from now on: bridged_not, ");
}

#[test]
#[ignore = "part of another test"]
fn swapped_by_the_first_call() {
    assert_eq!(bridged::next_u32(1), 2);
    assert_eq!(state("next_u32").candidate_calls, 1);
}

#[test]
fn provider__swapped__then_it_serves_the_first_call() {
    let output = load("swapped_by_the_first_call", "some.so", &[]);
    assert!(output.status.success(), "{output:?}");
}

#[test]
#[ignore = "part of another test"]
fn refused() {
    use_everything().unwrap();
    assert_eq!(state("next_u32").serving, "reference");
}

#[test]
fn provider__that_is_wrong_once__then_the_reference_stays() {
    let output = load("refused", "wrong.so", &[]);
    assert!(output.status.success(), "{output:?}");
    says(&output, "wrong.so is refused, and the reference serves: ");
}

#[test]
fn provider__that_is_wrong_and_must_not__then_nothing_is_called() {
    let output = load("refused", "wrong.so", &[("TENON_BRIDGE_MODE", "check")]);
    assert!(!output.status.success());
    says(&output, "bridged_next_u32: result is 2 with the reference and 0 with the candidate");
}

#[test]
#[ignore = "part of another test"]
fn shadowed() {
    for number in 0..20 {
        assert_eq!(bridged::next_u32(number), number + 1);
    }
    let now = state("next_u32");
    assert_eq!((now.mode, now.serving), (BridgeMode::Shadowed, "reference"));
    assert_eq!((now.compared, now.differences), (20, 0));
}

#[test]
fn provider__shadowed__then_calls_are_compared() {
    let options = [("TENON_BRIDGE_MODE", "shadow"), ("TENON_BRIDGE_ONE_IN", "1")];
    let output = load("shadowed", "all.so", &options);
    assert!(output.status.success(), "{output:?}");
}
