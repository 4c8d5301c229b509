//! What is deprecated, and since when what is there. That using it warns is tested in src/lib.rs.
#![allow(deprecated)]
#![allow(non_snake_case)] // unit__condition__then_expected

use drawn_shapes::{Fill, Legend, Polygon, Style, LEAST_CORNERS, TOLERANCE};

#[test]
fn deprecated__everything__then_works() {
    assert_eq!(Polygon::regular(5, 1.0).unwrap().size().unwrap(), 5);
    assert_eq!(Legend::new().unwrap().lines().unwrap(), 1);
    assert_eq!(TOLERANCE, 1e-9);
    assert_eq!(Fill::try_from(2).unwrap(), Fill::Hatch);
    let style = Style { color: 0xff, width: 1.0, hairline: true, fill: Fill::Solid };
    assert!(style.hairline);
}

#[test]
fn since__a_constant__then_works() {
    assert_eq!(LEAST_CORNERS, 3);
}

#[test]
fn since__in_the_docs__then_said() {
    let root = env!("CARGO_MANIFEST_DIR");
    let manifest = std::fs::read_to_string(format!("{root}/Cargo.toml")).unwrap();
    let path = manifest.lines().find(|line| line.starts_with("drawn-shapes")).unwrap();
    let path = path.split("path = \"").nth(1).unwrap().split('"').next().unwrap();
    let source = |name: &str| std::fs::read_to_string(format!("{root}/{path}/src/{name}")).unwrap();
    assert!(source("constants.rs").contains("/// Since version 1.1.\npub const LEAST_CORNERS"));
    assert!(source("drawing.rs").contains("/// Since version 1.1.\n"));
    assert!(source("polygon.rs")
        .contains("#[deprecated(note = \"use corner_count\")]\n    #[inline]\n    pub fn size"));
}
