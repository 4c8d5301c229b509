//! Nothing is used here but a function that the boundary would only pass on.

fn main() {
    println!("started");
    println!("{}", conformance::same_i32(1));
}
