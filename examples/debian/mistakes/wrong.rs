//! Does not compile: a package's name is not a node.

fn main() {
    let packages = graph::Graph::new(true).unwrap();
    let _ = packages.degree("libc6");
}
