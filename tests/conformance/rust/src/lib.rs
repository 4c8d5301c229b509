//! What must not compile: the borrow checker holds the rules that other languages meet as errors at run time.

/// A view borrows its list.
///
/// ```
/// let mut list = conformance::List::new("a")?;
/// let values = list.values()?;
/// assert!(values.is_empty());
/// drop(values);
/// list.add("b", 1.0)?;
/// # Ok::<(), conformance::Error>(())
/// ```
///
/// ```compile_fail,E0502
/// let mut list = conformance::List::new("a")?;
/// let _open = list.values()?;
/// list.add("b", 1.0)?;
/// # Ok::<(), conformance::Error>(())
/// ```
///
/// ```compile_fail,E0502
/// let mut list = conformance::List::new("a")?;
/// let values = list.values()?;
/// list.add("b", 1.0)?;
/// assert!(values.is_empty());
/// # Ok::<(), conformance::Error>(())
/// ```
///
/// ```compile_fail,E0505
/// let list = conformance::List::new("a")?;
/// let values = list.values()?;
/// drop(list);
/// assert!(values.is_empty());
/// # Ok::<(), conformance::Error>(())
/// ```
pub struct Views;

/// A walk freezes its list.
///
/// ```
/// let mut list = conformance::List::new("a")?;
/// let mut walk = list.walk()?;
/// walk.next()?;
/// drop(walk);
/// list.add("b", 1.0)?;
/// # Ok::<(), conformance::Error>(())
/// ```
///
/// ```compile_fail,E0502
/// let mut list = conformance::List::new("a")?;
/// let mut walk = list.walk()?;
/// walk.next()?;
/// list.add("b", 1.0)?;
/// # Ok::<(), conformance::Error>(())
/// ```
///
/// ```compile_fail,E0502
/// let mut list = conformance::List::new("a")?;
/// let mut walk = list.walk()?;
/// list.add("b", 1.0)?;
/// walk.next()?;
/// # Ok::<(), conformance::Error>(())
/// ```
pub struct Walks;

/// What was absorbed is gone, and nothing absorbs itself.
///
/// ```compile_fail,E0382
/// let mut list = conformance::List::new("a")?;
/// let other = conformance::List::new("b")?;
/// list.absorb(other)?;
/// other.size()?;
/// # Ok::<(), conformance::Error>(())
/// ```
///
/// ```compile_fail,E0502
/// let mut list = conformance::List::new("a")?;
/// list.append(&list)?;
/// # Ok::<(), conformance::Error>(())
/// ```
///
/// ```compile_fail,E0596
/// let list = conformance::List::new("a")?;
/// list.add("b", 1.0)?;
/// # Ok::<(), conformance::Error>(())
/// ```
pub struct Objects;

/// Threads: a pen may move but not be shared, what is local stays.
///
/// ```
/// fn may_move<T: Send>() {}
/// fn may_be_shared<T: Sync>() {}
/// may_move::<conformance::Pen>();
/// may_move::<conformance::List>();
/// may_be_shared::<conformance::List>();
/// ```
///
/// ```compile_fail,E0277
/// fn may_be_shared<T: Sync>() {}
/// may_be_shared::<conformance::Pen>();
/// ```
///
/// ```compile_fail,E0277
/// fn may_move<T: Send>() {}
/// may_move::<conformance::Local>();
/// ```
///
/// ```compile_fail,E0277
/// fn may_be_shared<T: Sync>() {}
/// may_be_shared::<conformance::Local>();
/// ```
pub struct Threads;
