//! What crosses here does so through the boundary.

fn main() {
    println!("started");
    println!("{:?}", conformance::List::new("a").is_ok());
}
