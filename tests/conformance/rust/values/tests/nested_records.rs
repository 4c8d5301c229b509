//! Records in records, and texts in them.
#![allow(non_snake_case)] // unit__condition__then_expected

use values::{Access, Address, Error, Holder, Line, Person, Point, Side, Style};

fn diagonal() -> Line {
    let style = Style { width: 2, arrow: Side::Right, access: Access::READ };
    Line { from: Point::default(), to: Point { x: 3.0, y: 4.0 }, style }
}

fn ada() -> Person {
    Person {
        name: "Ada Lövelace".to_owned(),
        age: 36,
        home: Address {
            street: "St James's Square 12".to_owned(),
            city: Some("London".to_owned()),
        },
        position: Point { x: 1.0, y: 2.0 },
    }
}

#[test]
fn plain__in_and_out__then_unchanged_but_for_what_changes() {
    let reversed = values::reversed(diagonal()).unwrap();
    assert_eq!((reversed.from, reversed.to), (diagonal().to, diagonal().from));
    assert_eq!(reversed.style.width, 2);
    assert_eq!(values::line_length(&diagonal()), 5.0);
    assert_eq!(values::total_length(&[diagonal(), diagonal()]), 10.0);
    let (from, to) = (Point { x: 1.0, y: 0.0 }, Point { x: 2.0, y: 0.0 });
    assert_eq!(values::connect(&from, &to).unwrap().to, to);
    let mut line = diagonal();
    values::line_shift(&mut line, 1.0, 1.0).unwrap();
    assert_eq!(line.from, Point { x: 1.0, y: 1.0 });
    assert_eq!(values::square(2.0).unwrap().len(), 4);
}

#[test]
fn texts__in__then_as_long_as_they_are() {
    let bytes = "Ada Lövelace".len() + "St James's Square 12".len() + "London".len();
    assert_eq!(values::person_bytes(&ada()).unwrap(), bytes);
    assert_eq!(values::person_bytes_of(&ada()).unwrap(), bytes);
    assert_eq!(values::persons_bytes(&[ada(), ada()]).unwrap(), 2 * bytes);
    assert_eq!(values::persons_bytes(&[]).unwrap(), 0);
}

#[test]
fn texts__in_place__then_kept() {
    let mut person = ada();
    values::birthday(&mut person).unwrap();
    assert_eq!(person, Person { age: 37, ..ada() });
    person.home.city = None;
    values::birthday(&mut person).unwrap();
    assert_eq!((person.age, person.home.city), (38, None));
}

#[test]
fn texts__of_the_librarys__then_copied() {
    assert!(!values::someone(0).unwrap().unwrap().name.is_empty());
    assert_eq!(values::someone(2).unwrap(), None);
    assert!(!values::anyone().unwrap().name.is_empty());
}

#[test]
fn texts__that_c_cannot_have__then_refused_with_their_place() {
    let mut person = ada();
    person.home.street = "a\0b".to_owned();
    let error = values::person_bytes(&person).unwrap_err();
    assert!(matches!(error, Error::BadText(_)));
    assert_eq!(error.message(), "values_address.street: the text holds a NUL at byte 1");
    assert!(matches!(values::persons_bytes(&[ada(), person]), Err(Error::BadText(_))));
}

#[test]
fn library__giving_no_text__then_a_broken_contract() {
    assert!(matches!(values::broken_person(true), Err(Error::BrokenContract(_))));
    assert!(matches!(values::broken_person(false), Err(Error::BrokenContract(_))));
}

#[test]
fn properties__often__then_the_same() {
    let mut holder = Holder::new().unwrap();
    holder.set_line(&diagonal()).unwrap();
    assert_eq!(holder.line().unwrap(), diagonal());
    for _ in 0..10_000 {
        holder.set_owner(&ada()).unwrap();
        assert_eq!(holder.owner().unwrap(), ada());
    }
}
