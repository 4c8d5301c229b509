//! What JSON can say, and bytes.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::collections::BTreeMap;

use values::{Error, Holder, OptionOptions, Value};

fn same(value: impl Into<Value>) -> Value {
    values::same_value(&value.into()).unwrap()
}

#[test]
fn values__of_every_kind__then_come_back_as_they_went() {
    let values = [
        Value::Null,
        true.into(),
        false.into(),
        0.into(),
        127.into(),
        128.into(),
        (-1).into(),
        (-32).into(),
        (-33).into(),
        i64::MAX.into(),
        i64::MIN.into(),
        u64::MAX.into(),
        0.5.into(),
        f64::NEG_INFINITY.into(),
        "".into(),
        "ä".into(),
        "x".repeat(31).into(),
        "x".repeat(256).into(),
        "x".repeat(70_000).into(),
        Value::Bytes(vec![]),
        Value::Bytes(vec![0, 255]),
        Value::Bytes(vec![7; 300]),
        Value::List(vec![]),
        Value::from_iter(0..70_000),
        Value::List(vec![1.into(), "two".into(), Value::Null, Value::from([3.5])]),
        Value::Map(vec![]),
        Value::from([("a", Value::from(1)), ("ö", Value::from([("b", Value::List(vec![]))]))]),
        (0..20).map(|number| (number.to_string(), number)).collect(),
    ];
    for value in values {
        assert_eq!(same(value.clone()), value);
    }
    assert!(same(f64::NAN).as_number().unwrap().is_nan());
}

#[test]
fn values__made_of_rusts__then_the_nearest() {
    assert_eq!(same(7_u8), Value::Integer(7));
    assert_eq!(same(7_u64), Value::Integer(7));
    assert_eq!(same(u64::MAX), Value::Unsigned(u64::MAX));
    assert_eq!(same(0.5_f32), Value::Number(0.5));
    assert_eq!(same(Some("x")), Value::Text("x".to_owned()));
    assert_eq!(same(None::<i64>), Value::Null);
    assert_eq!(same(()), Value::Null);
    assert_eq!(same(vec![1, 2]), Value::from([1, 2]));
    assert_eq!(BTreeMap::from([("k", 1)]).into_iter().collect::<Value>(), Value::from([("k", 1)]));
}

#[test]
fn values__looked_at__then_what_they_are() {
    let value =
        Value::from([("list", Value::from([1, 2])), ("text", "t".into()), ("number", 2.5.into())]);
    assert_eq!(value.get("list").unwrap().as_list().unwrap()[1].as_integer(), Some(2));
    assert_eq!(value.get("text").unwrap().as_text(), Some("t"));
    assert_eq!(value.get("number").unwrap().as_number(), Some(2.5));
    assert_eq!(value.get("nothing"), None);
    assert_eq!(value.as_map().unwrap().len(), 3);
    assert_eq!(Value::from(3).as_number(), Some(3.0));
    assert_eq!(Value::from(-1).as_unsigned(), None);
    assert_eq!(Value::from(u64::MAX).as_integer(), None);
    assert_eq!(Value::Bytes(vec![1]).as_bytes(), Some(&[1][..]));
    assert_eq!(Value::from(true).as_bool(), Some(true));
    assert!(Value::default().is_null());
}

#[test]
fn library__sees__then_the_same() {
    let value = Value::from([
        ("b", Value::from([Value::from(1), 2.5.into(), "ä".into()])),
        ("a", Value::Null),
        ("c", Value::Bytes(vec![0xab])),
    ]);
    assert_eq!(values::to_json(&value).unwrap(), r#"{"b":[1,2.5,"ä"],"a":null,"c":"b:ab"}"#);
    assert_eq!(values::count_values(&Value::from([Value::from(1), Value::from([2])])).unwrap(), 4);
}

#[test]
fn library__gives__then_every_kind() {
    let value = values::every_kind().unwrap();
    assert_eq!(value.get("integer"), Some(&Value::Integer(i64::MIN)));
    assert_eq!(value.get("unsigned"), Some(&Value::Unsigned(u64::MAX)));
    assert_eq!(value.get("number"), Some(&Value::Number(0.1)));
    assert_eq!(value.get("text"), Some(&Value::from("héllo")));
    assert_eq!(value.get("bytes"), Some(&Value::Bytes(vec![0, 1, 255])));
    assert_eq!(value.get("list").unwrap().as_list().unwrap().len(), 3);
    assert_eq!(value.get("map"), Some(&Value::Map(vec![])));
    assert_eq!(value.get("null"), Some(&Value::Null));
    assert_eq!(value.get("bool"), Some(&Value::Bool(true)));
}

#[test]
fn depth__as_far_as_it_goes__then_not_further() {
    let mut value = Value::List(vec![]);
    for _ in 0..63 {
        value = Value::List(vec![value]);
    }
    assert_eq!(same(value.clone()), value);
    let deeper = Value::List(vec![value]);
    assert!(matches!(values::same_value(&deeper), Err(Error::BadValue(_))));
    let mut depth = 0;
    let mut at = &values::nested(60).unwrap();
    while let Some(inner) = at.as_list().and_then(<[_]>::first) {
        (at, depth) = (inner, depth + 1);
    }
    assert_eq!(depth, 59);
}

#[test]
fn values__that_cannot_be__then_refused() {
    assert!(matches!(
        values::same_value(&"a\0b".into()),
        Err(Error::BadValue(_) | Error::BadText(_))
    ));
    let twice = Value::Map(vec![("a".to_owned(), 1.into()), ("a".to_owned(), 2.into())]);
    assert!(matches!(values::same_value(&twice), Err(Error::BadValue(_))));
}

#[test]
fn optional__in_and_out__then_none() {
    assert_eq!(values::lookup(&Value::from([("a", 1)]), "a").unwrap(), Some(Value::Integer(1)));
    assert_eq!(values::lookup(&Value::from([("a", 1)]), "b").unwrap(), None);
    assert_eq!(values::option("x", 2.5, OptionOptions::default()).unwrap(), 2.5);
    let options = Value::from([("x", 7)]);
    assert_eq!(values::option("x", 2.5, OptionOptions { options: Some(&options) }).unwrap(), 7.0);
}

#[test]
fn property__often__then_kept() {
    let mut holder = Holder::new().unwrap();
    assert_eq!(holder.attributes().unwrap(), None);
    let value = Value::from([("a", Value::from(["b"]))]);
    for _ in 0..1000 {
        holder.set_attributes(Some(&value)).unwrap();
        assert_eq!(holder.attributes().unwrap().as_ref(), Some(&value));
    }
    holder.set_attributes(None).unwrap();
    assert_eq!(holder.attributes().unwrap(), None);
}
