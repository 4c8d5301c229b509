//! Compiles the library, the C++ that stands before it, and what cxx makes of the bridge.

const DEFENCES: [&str; 5] = [
    "-U_FORTIFY_SOURCE",
    "-D_FORTIFY_SOURCE=3",
    "-fstack-protector-strong",
    "-fstack-clash-protection",
    "-fcf-protection",
];

fn settle(build: &mut cc::Build) {
    build.include("../library").include("../include").opt_level(2).pic(true);
    for flag in DEFENCES {
        build.flag_if_supported(flag);
    }
}

fn main() {
    let mut library = cc::Build::new();
    settle(library.file("../library/tally.c").std("gnu11").flag("-fvisibility=hidden"));
    let mut bridge = cxx_build::bridge("src/lib.rs");
    settle(bridge.file("src/shim.cc").include("src").std("c++17"));
    bridge.compile("tally_bridge");
    library.compile("tally_cxx_library");
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=../library");
}
