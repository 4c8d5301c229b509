//! What must not compile.

/// An iteration holds its drawing still.
///
/// ```
/// let mut drawing = drawn_shapes::Drawing::new()?;
/// assert_eq!(drawing.iter().count(), 0);
/// drawing.set_style(drawing.style()?)?;
/// # Ok::<(), drawn_shapes::Error>(())
/// ```
///
/// ```compile_fail,E0502
/// let mut drawing = drawn_shapes::Drawing::new()?;
/// for name in &drawing {
///     drawing.set_style(drawing.style()?)?;
///     name?;
/// }
/// # Ok::<(), drawn_shapes::Error>(())
/// ```
///
/// ```compile_fail,E0505
/// let drawing = drawn_shapes::Drawing::new()?;
/// let names = drawing.iter();
/// drop(drawing);
/// assert_eq!(names.count(), 0);
/// # Ok::<(), drawn_shapes::Error>(())
/// ```
pub struct Iterations;

/// What is deprecated is only used by those who say so.
///
/// ```compile_fail
/// #![deny(deprecated)]
/// let tolerance = drawn_shapes::TOLERANCE;
/// ```
///
/// ```compile_fail
/// #![deny(deprecated)]
/// let fill = drawn_shapes::Fill::Hatch;
/// ```
///
/// ```compile_fail
/// #![deny(deprecated)]
/// let legend = drawn_shapes::Legend::new();
/// ```
///
/// ```compile_fail
/// #![deny(deprecated)]
/// fn size(polygon: &drawn_shapes::Polygon) -> drawn_shapes::Result<usize> {
///     polygon.size()
/// }
/// ```
///
/// ```
/// #![deny(deprecated)]
/// fn size(polygon: &drawn_shapes::Polygon) -> drawn_shapes::Result<usize> {
///     polygon.corner_count()
/// }
/// assert!(matches!(drawn_shapes::Fill::Solid, drawn_shapes::Fill::Solid));
/// ```
pub struct Deprecations;
