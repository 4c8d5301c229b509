//! Compiles the library, with what the Tenon package's build.rs says.

fn main() {
    let mut build = cc::Build::new();
    build
        .file("../library/tally.c")
        .include("../library")
        .include("../include")
        .std("gnu11")
        .opt_level(2)
        .pic(true)
        .flag("-fvisibility=hidden");
    for flag in [
        "-U_FORTIFY_SOURCE",
        "-D_FORTIFY_SOURCE=3",
        "-fstack-protector-strong",
        "-fstack-clash-protection",
        "-fcf-protection",
    ] {
        build.flag_if_supported(flag);
    }
    build.compile("tally_handwritten");
    println!("cargo:rerun-if-changed=../library");
}
