//! What must not compile.

/// A view that is read lets others read; one that is written has the series for itself.
///
/// ```
/// let mut series = tables::Series::new(3)?;
/// let values = series.values()?;
/// assert_eq!(series.sum()?, values.iter().sum());
/// drop(values);
/// let mut edited = series.edit()?;
/// edited[0] = 2.5;
/// drop(edited);
/// assert_eq!(series.sum()?, 2.5);
/// # Ok::<(), tables::Error>(())
/// ```
///
/// ```compile_fail,E0594
/// let series = tables::Series::new(3)?;
/// let mut values = series.values()?;
/// values[0] = 2.5;
/// # Ok::<(), tables::Error>(())
/// ```
///
/// ```compile_fail,E0596
/// let series = tables::Series::new(3)?;
/// let edited = series.edit()?;
/// # Ok::<(), tables::Error>(())
/// ```
///
/// ```compile_fail,E0502
/// let mut series = tables::Series::new(3)?;
/// let mut edited = series.edit()?;
/// edited[0] = series.sum()?;
/// # Ok::<(), tables::Error>(())
/// ```
///
/// ```compile_fail,E0502
/// let mut series = tables::Series::new(3)?;
/// let values = series.values()?;
/// let edited = series.edit()?;
/// assert_eq!(edited.len(), values.len());
/// # Ok::<(), tables::Error>(())
/// ```
///
/// ```compile_fail,E0499
/// let mut series = tables::Series::new(3)?;
/// let (first, second) = (series.edit()?, series.edit()?);
/// # Ok::<(), tables::Error>(())
/// ```
///
/// ```compile_fail,E0505
/// let mut series = tables::Series::new(3)?;
/// let edited = series.edit()?;
/// drop(series);
/// assert_eq!(edited.len(), 3);
/// # Ok::<(), tables::Error>(())
/// ```
pub struct Views;

/// What is passed to the library is used up.
///
/// ```compile_fail,E0382
/// let table = tables::make(3, 3)?;
/// tables::sum(table, "id")?;
/// tables::sum(table, "id")?;
/// # Ok::<(), tables::Error>(())
/// ```
pub struct Streams;
