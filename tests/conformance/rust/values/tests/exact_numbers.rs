//! Money and the like.
#![allow(non_snake_case)] // unit__condition__then_expected

use values::{Count, Error, Holder, Item, Money, PriceOptions, ShareOptions, Weight};

#[test]
fn money__reckoned_with__then_exact() {
    assert_eq!(values::plus(Money::new(10), Money::new(20)), Money::new(30));
    assert_eq!(values::plus(Money::new(i64::MAX), Money::new(0)).units(), i64::MAX);
    let shares = values::share(Money::new(100), ShareOptions { parts: 3 });
    assert_eq!(shares, (Money::new(33), Money::new(1)));
    assert_eq!(
        values::share(Money::new(5), ShareOptions::default()),
        (Money::new(2), Money::new(1))
    );
    assert_eq!(values::price(PriceOptions::default()), "9.99".parse().unwrap());
    assert_eq!(values::total(&[1, 2, 3].map(Money::new)), Money::new(6));
    let mut amount = Money::new(10_000);
    values::add_interest(&mut amount, 250);
    assert_eq!(amount, Money::new(10_250));
}

#[test]
fn money__by_itself__then_never_wraps() {
    assert_eq!(Money::new(1).checked_add(Money::new(2)), Some(Money::new(3)));
    assert_eq!(Money::new(i64::MAX).checked_add(Money::new(1)), None);
    assert_eq!(Money::new(i64::MIN).checked_sub(Money::new(1)), None);
    assert_eq!(Money::new(7).checked_mul(-3), Some(Money::new(-21)));
    assert!(Money::new(1) < Money::new(2));
    assert_eq!(Money::default(), Money::new(0));
    assert_eq!((Money::DIGITS, Weight::DIGITS, Count::DIGITS), (2, 6, 0));
}

#[test]
fn money__as_text__then_with_all_its_digits() {
    let texts = [
        ("0.00", 0),
        ("0.05", 5),
        ("-0.05", -5),
        ("12.34", 1234),
        ("92233720368547758.07", i64::MAX),
        ("-92233720368547758.08", i64::MIN),
    ];
    for (text, units) in texts {
        assert_eq!(Money::new(units).to_string(), text);
        assert_eq!(text.parse::<Money>().unwrap().units(), units);
    }
    assert_eq!(format!("{:>8}|{:?}", Money::new(-5), Money::new(5)), "   -0.05|Money(0.05)");
    assert_eq!("7".parse::<Money>().unwrap(), Money::new(700));
    assert_eq!("+7.5".parse::<Money>().unwrap(), Money::new(750));
    assert_eq!(Count::new(-3).to_string(), "-3");
    assert_eq!(
        values::weight_text(Weight::new(1_500_000)).unwrap(),
        format!("{} g", Weight::new(1_500_000))
    );
}

#[test]
fn text__that_is_none__then_an_error() {
    let texts = [
        "",
        "-",
        ".",
        "1.",
        ".5",
        "1.234",
        "1e3",
        "1,5",
        "0x10",
        "1_000",
        " 1",
        "--1",
        "1.-5",
        "92233720368547758.08",
    ];
    for text in texts {
        assert!(matches!(text.parse::<Money>(), Err(Error::BadValue(_))), "{text}");
    }
    assert!("1.0".parse::<Count>().is_err());
}

#[test]
fn optional__then_none_is_least() {
    let (one, two) = (Money::new(1), Money::new(2));
    assert_eq!(values::larger(Some(one), Some(two)), Some(two));
    assert_eq!(values::larger(None, Some(one)), Some(one));
    assert_eq!(values::larger(None, None), None);
}

#[test]
fn record__with_exact_numbers__then_in_and_out() {
    let item = Item { price: Money::new(250), count: Count::new(4), weight: Some(Weight::new(7)) };
    assert_eq!(values::cost(&item), Money::new(1000));
    let two = values::two(item).unwrap();
    assert_eq!((two.count, two.weight), (Count::new(8), Some(Weight::new(7))));
    assert_eq!(values::two(Item { weight: None, ..item }).unwrap().weight, None);
}

#[test]
fn property__then_kept() {
    let mut holder = Holder::new().unwrap();
    holder.set_balance(Money::new(-1)).unwrap();
    assert_eq!(holder.balance().unwrap(), Money::new(-1));
}
