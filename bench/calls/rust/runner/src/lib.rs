//! What is called, of which peer.

pub mod peers;
pub mod rows;
pub mod sizes;
