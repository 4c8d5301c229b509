//! What must not compile.

/// What may be missing has to be looked at, however deep it lies.
///
/// ```
/// let parcel = nesting::Parcel { label: None, sender: None, amount: nesting::Amount::Pieces(1) };
/// assert_eq!(nesting::same(&parcel)?.sender.unwrap_or_default(), "");
/// # Ok::<(), nesting::Error>(())
/// ```
///
/// ```compile_fail,E0308
/// let parcel = nesting::Parcel { label: None, sender: None, amount: nesting::Amount::Pieces(1) };
/// let sender: String = parcel.sender;
/// ```
///
/// ```compile_fail,E0308
/// nesting::Parcel { label: nesting::Label::Blank, sender: None, amount: nesting::Amount::Pieces(1) };
/// ```
pub struct Parcels;
