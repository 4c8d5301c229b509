@HEAD@
//! Compiles the library, its boundary and the runtime between them.

use std::path::Path;

@SOURCES@

@CXX_SOURCES@@INCLUDES@

fn main() {
    let native = Path::new("native");
    cc::Build::new()
        .files(SOURCES.iter().map(|source| native.join(source)))
        .includes(INCLUDES.iter().map(|include| native.join(include)))
        // Two packages in one program have two runtimes: this one's names are its own.
        .flag("-include")
        .flag("native/rust/symbols.h")
        .std("gnu11")
        .opt_level(2)
        .pic(true)
        .flag("-fvisibility=hidden")
        .define("TENON_HOST_TEXT_IS_UTF8", "1")
        .warnings(false)
        .compile("@NATIVE@");
@CXX@@LINKS@    println!("cargo:rerun-if-changed=native");
}
