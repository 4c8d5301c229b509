//! Compiles the library and has it linked.

fn main() {
    cc::Build::new()
        .file("../../library/tally.c")
        .include("../../library")
        .include("../../../../include")
        .opt_level(2)
        .compile("tally_library");
    napi_build::setup();
}
