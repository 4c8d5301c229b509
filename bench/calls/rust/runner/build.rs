//! Compiles the marks between which instructions are counted.

fn main() {
    cc::Build::new()
        .file("../count/bench_marks.c")
        .include("../count")
        .opt_level(2)
        .compile("marks");
    println!("cargo:rerun-if-changed=../count");
}
