//! What must not compile.

/// Names stay with their formula.
///
/// ```
/// let formula = jumping::Formula::parse("a + b")?;
/// let mut names = jumping::Names::new(&formula)?;
/// assert_eq!(names.take()?, "a");
/// # Ok::<(), jumping::Error>(())
/// ```
///
/// ```compile_fail,E0596
/// let formula = jumping::Formula::parse("a + b")?;
/// let names = jumping::Names::new(&formula)?;
/// names.take()?;
/// # Ok::<(), jumping::Error>(())
/// ```
pub struct Names;

/// A lookup gives numbers.
///
/// ```compile_fail,E0277
/// let formula = jumping::Formula::parse("a")?;
/// formula.work_out(|_: &str| "1")?;
/// # Ok::<(), jumping::Error>(())
/// ```
pub struct Lookups;
