//! What must not compile.

/// A table changes for one at a time.
///
/// ```
/// let mut table = throwing::Table::parse("1,2")?;
/// table.double()?;
/// assert_eq!(table.at(0, 1)?, 4.0);
/// # Ok::<(), throwing::Error>(())
/// ```
///
/// ```compile_fail,E0596
/// let table = throwing::Table::parse("1,2")?;
/// table.double()?;
/// # Ok::<(), throwing::Error>(())
/// ```
pub struct Tables;

/// What might be thrown is no value before somebody has looked.
///
/// ```compile_fail,E0308
/// let number: i64 = throwing::parse("1");
/// ```
pub struct Results;
