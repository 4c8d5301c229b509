//! The C library is compiled into the module.

fn main() {
    cc::Build::new()
        .file("../../library/tally.c")
        .include("../../library")
        .include("../../../../include")
        .compile("tally");
}
