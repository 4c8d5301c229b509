//! UniFFI's generator, of the version that the library uses.

fn main() {
    uniffi::uniffi_bindgen_main();
}
