@HEAD@
//! To implement functions of `@LIBRARY@` @VERSION@ in Rust, to be put in the place of the library's own.
//!
//! Implement any of the traits in [`operations`] and name what is implemented in [`provide!`]: that makes the one
//! function that a program loads. `README.md` shows the whole way.

@MODULES@mod exports;
mod host;
pub mod operations;
mod support;
#[doc(hidden)]
pub mod tables;
pub mod types;

@ERRORS@#[doc(hidden)]
pub use exports::provide;
pub use support::Text;

/// Makes a provider of what is implemented: once per library, in the crate that is the `cdylib` or `staticlib`.
///
/// ```ignore
/// @SNAKE@::provide! {
///     "@LIBRARY@ in Rust";
///     Mine: @FIRST@;
/// }
/// ```
///
/// Behind each type stand the operations that it implements. What is named and not implemented does not compile; what is
/// not named is not provided.
#[macro_export]
macro_rules! provide {
    ($title:expr; $($type:ty: $($operation:ident),+);+ $(;)?) => {
        /// The description of this provider: what a program loads it by.
        #[no_mangle]
        pub extern "C" fn tenon_provider_@LIBRARY@() -> *const $crate::tables::Provider {
            static TABLES: ::std::sync::OnceLock<$crate::tables::Finished> = ::std::sync::OnceLock::new();
            TABLES
                .get_or_init(|| {
                    let mut tables = $crate::tables::Tables::new($title);
                    $($($crate::provide::$operation::<$type>(&mut tables);)+)+
                    tables.finish()
                })
                .provider()
        }
    };
}
