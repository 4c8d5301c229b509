//! How much memory is left of operations that create, use and drop: of each kind 10,000, after as many to warm up.

use std::io::Read;

use warehouse::{Error, Result, Sheet, Shelf};

use crate::{block_on, settled, Thrown};

const OPERATIONS: usize = 10_000;
/// Bytes that may be left of so many operations.
const MOST: i64 = 1024;
/// Measured after each of so many rounds: the least in the later half against the least in the earlier one. What is in
/// use by chance does not add up; so where that is too much, more rounds tell.
const ROUNDS: usize = 2;
const MOST_ROUNDS: usize = 16;

struct Kept {
    shelf: Shelf,
    sheet: Sheet,
}

type Kind = (&'static str, fn(&mut Kept) -> Result<()>);

const KINDS: [Kind; 14] = [
    ("objects", |_| Shelf::new("grüße")?.add(1.0)),
    ("children", children),
    ("closed parents", |_| {
        let mut clerk = Shelf::new("parent")?.hire()?;
        clerk.add(2.0)
    }),
    ("consumed", |_| Shelf::new("a")?.absorb(Shelf::new("b")?)),
    ("views", |kept| {
        assert_eq!(kept.shelf.look()?.len(), 4);
        Ok(())
    }),
    ("written views", |kept| {
        kept.sheet.edit()?.fill(1.0);
        Ok(())
    }),
    ("texts", texts),
    ("arrays", |kept| {
        assert!(warehouse::sum(&kept.shelf.weights()?)? > 9.0);
        Ok(())
    }),
    ("iterators", |kept| {
        assert_eq!(kept.shelf.walk()?.count(), 4);
        Ok(())
    }),
    ("callbacks", |kept| {
        assert_eq!(kept.shelf.visit(|weight| weight < 3.0)?, 2);
        Ok(())
    }),
    ("thrown", |kept| {
        let failed = kept.shelf.visit(|_| Err::<bool, _>(warehouse::CallbackError::from(Thrown)));
        assert!(matches!(failed, Err(Error::CallbackFailed(_))));
        Ok(())
    }),
    ("stored callbacks", |kept| {
        kept.shelf.watch(Some(Box::new(|_| Ok(true))))?;
        kept.shelf.watch(None)
    }),
    ("errors", |kept| {
        assert!(matches!(kept.shelf.weight(99), Err(Error::NoSuchBox(_))));
        assert!(matches!(Shelf::new("a\0b"), Err(Error::BadText(_))));
        Ok(())
    }),
    ("awaits", |kept| {
        block_on(kept.shelf.audit_async(1))?;
        Ok(())
    }),
];

fn children(_: &mut Kept) -> Result<()> {
    let mut shelf = Shelf::new("parent")?;
    let clerk = shelf.hire()?;
    let mut bytes = Vec::new();
    assert_eq!(clerk.scan()?.read_to_end(&mut bytes).expect("a scan that can be read"), 32);
    Ok(())
}

fn texts(kept: &mut Kept) -> Result<()> {
    kept.shelf.set_label(&"ш".repeat(40))?;
    assert_eq!(kept.shelf.label()?.chars().count(), 40);
    assert!(!kept.shelf.describe()?.is_empty());
    Ok(())
}

fn in_use_after(kept: &mut Kept, kind: &Kind) -> i64 {
    for _ in 0..OPERATIONS {
        if let Err(error) = kind.1(kept) {
            panic!("{}: {error:?}", kind.0);
        }
    }
    i64::try_from(warehouse::bytes_in_use().expect("a number")).expect("as many bytes as there are")
}

fn growth(kept: &mut Kept, kind: &Kind) -> i64 {
    in_use_after(kept, kind);
    let mut measured = Vec::new();
    loop {
        measured.push(in_use_after(kept, kind));
        measured.push(in_use_after(kept, kind));
        let (earlier, later) = measured.split_at(measured.len() / 2);
        let least = |part: &[i64]| part.iter().copied().min().unwrap_or_default();
        let mean =
            (least(later) - least(earlier)) / i64::try_from(later.len()).expect("a few rounds");
        if measured.len() >= MOST_ROUNDS || (measured.len() >= ROUNDS && mean < MOST) {
            return mean;
        }
    }
}

/// The last line of what it prints is a JSON object: bytes per 10,000 operations.
pub fn measure() -> bool {
    let mut kept = Kept {
        shelf: Shelf::new("kept").expect("a shelf"),
        sheet: Sheet::new(8).expect("a sheet"),
    };
    let growths: Vec<(&str, i64)> =
        KINDS.iter().map(|kind| (kind.0, growth(&mut kept, kind))).collect();
    let lost = growth(&mut kept, &("lost", |_| warehouse::lose()));
    drop(kept);
    let live = settled();
    let texts: Vec<String> =
        growths.iter().map(|(name, bytes)| format!("\"{name}\": {bytes}")).collect();
    println!("{{\"growth\": {{{}}}, \"live\": {live}, \"lost\": {lost}}}", texts.join(", "));
    live == 0 && lost >= MOST && growths.iter().all(|(_, bytes)| *bytes < MOST)
}
