//! Examples are part of the docs, where `cargo test --doc` runs them (see run.sh). Here: that they are there.
#![allow(non_snake_case)] // unit__condition__then_expected

#[test]
fn examples__of_class_and_method__then_in_the_docs() {
    let root = env!("CARGO_MANIFEST_DIR");
    let manifest = std::fs::read_to_string(format!("{root}/Cargo.toml")).unwrap();
    let path = manifest.lines().find(|line| line.starts_with("drawn-shapes")).unwrap();
    let path = path.split("path = \"").nth(1).unwrap().split('"').next().unwrap();
    let source = std::fs::read_to_string(format!("{root}/{path}/src/polygon.rs")).unwrap();
    assert_eq!(source.matches("/// # Examples\n").count(), 2);
    let package = std::fs::read_to_string(format!("{root}/{path}/Cargo.toml")).unwrap();
    assert!(!package.contains("doctest = false"));
}
