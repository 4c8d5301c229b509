//! What must not compile.

/// No float is money, and no money of one kind is another's.
///
/// ```
/// let price: values::Money = "9.99".parse()?;
/// assert_eq!(values::plus(price, values::Money::new(1)).to_string(), "10.00");
/// # Ok::<(), values::Error>(())
/// ```
///
/// ```compile_fail,E0308
/// values::plus(9.99, 0.01);
/// ```
///
/// ```compile_fail,E0308
/// values::plus(values::Money::new(1), values::Weight::new(1));
/// ```
///
/// ```compile_fail,E0605
/// let price = 9.99 as values::Money;
/// ```
pub struct Exact;

/// Flags combine with their own kind only, and not with numbers.
///
/// ```compile_fail,E0308
/// let access = values::Access::READ | 2;
/// ```
pub struct Flags;

/// Every case of a variant is dealt with.
///
/// ```compile_fail,E0004
/// fn name(shape: &values::Shape) -> &str {
///     match shape {
///         values::Shape::Empty => "empty",
///         values::Shape::Circle(_) => "circle",
///     }
/// }
/// ```
pub struct Variants;
