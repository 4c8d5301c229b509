//! What must not compile.

/// A state is read, never made.
///
/// ```
/// let states = bridged::diagnostics::bridges();
/// assert!(states.iter().any(|one| one.operation == "bridged_next_u32"));
/// ```
///
/// ```compile_fail,E0639
/// let state = bridged::diagnostics::Bridge { operation: "mine" };
/// ```
pub struct States;
