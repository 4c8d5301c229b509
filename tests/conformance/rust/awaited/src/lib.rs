//! What must not compile.

/// An awaited call takes what the call itself takes: a price is no number, and a map has texts as keys.
///
/// ```
/// let price = awaited::OfferNewOptions { price: awaited::Money::new(100), ..Default::default() };
/// let offer = awaited::Offer::new_async(price);
/// let sum = awaited::sum_async(Some(&[("a", 1)]), awaited::SumOptions::default());
/// # drop((offer, sum));
/// ```
///
/// ```compile_fail,E0308
/// let price = awaited::OfferNewOptions { price: 100, ..Default::default() };
/// ```
///
/// ```compile_fail,E0308
/// awaited::sum_async(Some(&[1]), awaited::SumOptions::default());
/// ```
pub struct Values;
