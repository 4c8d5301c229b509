//! Does not compile: what was dropped cannot be used.

fn main() {
    let packages = graph::Graph::new(true).unwrap();
    drop(packages);
    let _ = packages.node_count();
}
