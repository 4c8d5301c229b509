//! How much memory is left of operations that create, use and drop: of each kind 10,000, after as many to warm up.

use std::io::Read;

use warehouse::{Error, Result, Sheet, Shelf};

use crate::{block_on, settled, Thrown};

const OPERATIONS: usize = 10_000;
/// Bytes that may be left of so many operations.
const MOST: i64 = 1024;
/// The median growth of so many rounds: a thread more or a table that doubles shows in one of them, a leak in all.
const ROUNDS: usize = 3;
const MOST_ROUNDS: usize = 15;

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
    let mut before = in_use_after(kept, kind);
    let mut growths = Vec::new();
    loop {
        let after = in_use_after(kept, kind);
        growths.push(after - before);
        before = after;
        growths.sort_unstable();
        let median = growths[growths.len() / 2];
        if growths.len() >= MOST_ROUNDS || (growths.len() >= ROUNDS && median < MOST) {
            return median;
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
