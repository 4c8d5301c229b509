//! What must not compile.

/// A meter counts for one thread at a time, and not while it is read.
///
/// ```
/// let mut meter = measuring::Meter::new()?;
/// std::thread::scope(|scope| {
///     scope.spawn(|| meter.count(0));
///     scope.spawn(|| meter.count(0));
/// });
/// assert_eq!(meter.add(0)?, 1);
/// # Ok::<(), measuring::Error>(())
/// ```
///
/// ```compile_fail,E0499
/// let mut meter = measuring::Meter::new()?;
/// std::thread::scope(|scope| {
///     scope.spawn(|| meter.add(0));
///     scope.spawn(|| meter.add(0));
/// });
/// # Ok::<(), measuring::Error>(())
/// ```
///
/// ```compile_fail,E0502
/// let mut meter = measuring::Meter::new()?;
/// std::thread::scope(|scope| {
///     scope.spawn(|| meter.add(0));
///     scope.spawn(|| meter.count(0));
/// });
/// # Ok::<(), measuring::Error>(())
/// ```
///
/// Only what blocks has an awaitable form.
///
/// ```compile_fail,E0425
/// let _ = measuring::long_async(1);
/// ```
pub struct Meters;
