#![allow(non_snake_case)] // unit__condition__then_expected

use conformance::{turn_right, Direction, Error, Kind};

const ALL: [Direction; 4] = [Direction::North, Direction::East, Direction::South, Direction::West];

#[test]
fn direction__cast__then_the_numbers_of_c() {
    assert_eq!(ALL.map(|direction| direction as i32), [0, 5, 6, -3]);
}

#[test]
fn direction__from_its_number__then_itself() {
    for direction in ALL {
        assert_eq!(Direction::try_from(direction as i32).unwrap(), direction);
    }
}

#[test]
fn direction__from_another_number__then_bad_value() {
    let error = Direction::try_from(1).unwrap_err();
    assert!(matches!(error, Error::BadValue(_)));
    assert_eq!(error.kind(), Kind::InvalidArgument);
    assert!(error.message().contains("conformance_direction"));
}

#[test]
fn turn_right__four_times__then_all_round() {
    let mut direction = Direction::North;
    for expected in [Direction::East, Direction::South, Direction::West, Direction::North] {
        direction = turn_right(direction).unwrap();
        assert_eq!(direction, expected);
    }
}
