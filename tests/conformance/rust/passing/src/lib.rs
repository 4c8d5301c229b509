//! What must not compile.

/// Messages are lent for the call; a copy may be kept.
///
/// ```
/// let kept = std::sync::Mutex::new(Vec::new());
/// passing::deliver(&["a"], |message: &passing::Message, _: Option<&passing::Message>| {
///     kept.lock().unwrap().push(message.clone());
/// })?;
/// assert_eq!(kept.into_inner().unwrap()[0].text, "a");
/// # Ok::<(), passing::Error>(())
/// ```
///
/// ```compile_fail,E0521
/// let kept = std::sync::Mutex::new(Vec::new());
/// passing::deliver(&["a"], |message: &passing::Message, _: Option<&passing::Message>| {
///     kept.lock().unwrap().push(message);
/// })?;
/// # Ok::<(), passing::Error>(())
/// ```
pub struct Lent;

/// A card is the closure's own: given away once.
///
/// ```
/// passing::give(&["a"], |card: passing::Card| {
///     drop(card);
///     true
/// })?;
/// # Ok::<(), passing::Error>(())
/// ```
///
/// ```compile_fail,E0382
/// passing::give(&["a"], |card: passing::Card| {
///     drop(card);
///     card.text().is_ok()
/// })?;
/// # Ok::<(), passing::Error>(())
/// ```
pub struct Owned;

/// A price is money, and every event is dealt with.
///
/// ```compile_fail,E0271
/// let now = std::time::SystemTime::now();
/// passing::cost(now, 0, 0, |_, _, _, _| 9.99)?;
/// # Ok::<(), passing::Error>(())
/// ```
///
/// ```compile_fail,E0004
/// passing::happen(1, "x", |event: &passing::Event| match event {
///     passing::Event::Rang => passing::Choice::GoOn,
/// })?;
/// # Ok::<(), passing::Error>(())
/// ```
pub struct Values;
