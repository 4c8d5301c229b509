@HEAD@
//! What the provider says of itself: the structs of tenon/provider.h.

use std::ffi::{c_char, CStr, CString};
use std::mem::{align_of, size_of};
use std::ptr;
use std::sync::atomic::AtomicU64;

use crate::host::{connect, Host};
use crate::types::LAYOUTS;

const INTERFACE: u32 = 1;

/// The contract's bridged functions, in its order.
@NAMES@

const WORDS: usize = NAMES.len().div_ceil(64);

const FINGERPRINT: &CStr = c"@FINGERPRINT@";

/// `tenon_provider_operation`
#[repr(C)]
pub struct Operation {
    name: *const c_char,
    function: *const (),
    counted: *const (),
    calls: *const AtomicU64,
}

/// `tenon_provider_field`
#[repr(C)]
pub struct Field {
    name: *const c_char,
    offset: u32,
    size: u32,
}

// SAFETY: constants.
unsafe impl Sync for Field {}

impl Field {
    #[allow(dead_code)] // Not every contract has records.
    pub(crate) const fn new<T>(name: &'static CStr, offset: usize) -> Self {
        Self { name: name.as_ptr(), offset: as_u32(offset), size: as_u32(size_of::<T>()) }
    }
}

/// `tenon_provider_layout`
#[repr(C)]
pub struct Layout {
    name: *const c_char,
    size: u32,
    alignment: u32,
    field_count: u32,
    fields: *const Field,
}

// SAFETY: constants.
unsafe impl Sync for Layout {}

impl Layout {
    #[allow(dead_code)] // Not every contract has records.
    pub(crate) const fn new<T>(name: &'static CStr, fields: &'static [Field]) -> Self {
        Self {
            name: name.as_ptr(),
            size: as_u32(size_of::<T>()),
            alignment: as_u32(align_of::<T>()),
            field_count: as_u32(fields.len()),
            fields: fields.as_ptr(),
        }
    }
}

/// `tenon_provider`
#[repr(C)]
pub struct Provider {
    interface: u32,
    size: u32,
    library: *const c_char,
    name: *const c_char,
    build: *const c_char,
    fingerprint: *const c_char,
    operation_count: u32,
    operations: *const Operation,
    contract_mask: *const u64,
    implemented_mask: *const u64,
    layout_count: u32,
    layouts: *const Layout,
    connect: unsafe extern "C" fn(*const Host),
}

/// The tables of one provider. They live as long as the program.
pub struct Tables {
    title: CString,
    operations: Vec<Operation>,
    contract: [u64; WORDS],
    implemented: [u64; WORDS],
}

/// Tables that are complete: for as long as the program runs.
pub struct Finished(&'static Provider);

// SAFETY: constants from now on.
unsafe impl Send for Finished {}
// SAFETY: as above.
unsafe impl Sync for Finished {}

impl Finished {
    /// What the program gets.
    #[must_use]
    pub fn provider(&self) -> *const Provider {
        self.0
    }
}

impl Tables {
    /// Nothing is implemented yet.
    #[must_use]
    pub fn new(title: &str) -> Self {
        let missing = |name: &&CStr| Operation {
            name: name.as_ptr(),
            function: ptr::null(),
            counted: ptr::null(),
            calls: ptr::null(),
        };
        let mut contract = [0; WORDS];
        for number in 0..NAMES.len() {
            contract[number / 64] |= 1 << (number % 64);
        }
        Self {
            title: CString::new(title.replace('\0', " ")).unwrap_or_default(),
            operations: NAMES.iter().map(missing).collect(),
            contract,
            implemented: [0; WORDS],
        }
    }

    #[allow(dead_code)] // Not every contract has functions that Rust can implement.
    pub(crate) fn add(
        &mut self,
        number: usize,
        function: *const (),
        counted: *const (),
        calls: &'static AtomicU64,
    ) {
        let operation = &mut self.operations[number];
        operation.function = function;
        operation.counted = counted;
        operation.calls = calls;
        self.implemented[number / 64] |= 1 << (number % 64);
    }

    /// Nothing is added any more.
    #[must_use]
    pub fn finish(self) -> Finished {
        let tables: &'static Self = Box::leak(Box::new(self));
        Finished(Box::leak(Box::new(Provider {
            interface: INTERFACE,
            size: as_u32(size_of::<Provider>()),
            library: c"@LIBRARY@".as_ptr(),
            name: tables.title.as_ptr(),
            build: if cfg!(debug_assertions) { c"debug" } else { c"release" }.as_ptr(),
            fingerprint: FINGERPRINT.as_ptr(),
            operation_count: as_u32(NAMES.len()),
            operations: tables.operations.as_ptr(),
            contract_mask: tables.contract.as_ptr(),
            implemented_mask: tables.implemented.as_ptr(),
            layout_count: as_u32(LAYOUTS.len()),
            layouts: LAYOUTS.as_ptr(),
            connect,
        })))
    }
}

/// Sizes and counts of a contract are small.
const fn as_u32(number: usize) -> u32 {
    assert!(number <= u32::MAX as usize);
    #[allow(clippy::cast_possible_truncation)]
    let small = number as u32;
    small
}
