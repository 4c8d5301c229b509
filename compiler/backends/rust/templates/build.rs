@HEAD@
//! Compiles the library, its boundary and the runtime between them.

use std::path::Path;

@SOURCES@

@CXX_SOURCES@@INCLUDES@

/// Defences for what might be wrong in C all the same; what a compiler lacks is left out.
@DEFENCES@

/// What all files have in common.
fn start(sources: &[&str]) -> cc::Build {
    let native = Path::new("native");
    let mut build = cc::Build::new();
    build
        .files(sources.iter().map(|source| native.join(source)))
        .includes(INCLUDES.iter().map(|include| native.join(include)))
        // Two packages in one program have two runtimes: this one's names are its own.
        .flag("-include")
        .flag("native/rust/symbols.h")
        .opt_level(2)
        .pic(true)
        .flag("-fvisibility=hidden")
        .warnings(false);
    for flag in DEFENCES {
        build.flag_if_supported(flag);
    }
    build
}

fn main() {
    start(SOURCES)
        .std("gnu11")
        .define("TENON_HOST_BORROWS", "1")
        .define("TENON_HOST_READS_AT_ONCE", "1")
        .define("TENON_HOST_TEXT_IS_UTF8", "1")
        .compile("@NATIVE@");
@CXX@@LINKS@    println!("cargo:rerun-if-changed=native");
}
