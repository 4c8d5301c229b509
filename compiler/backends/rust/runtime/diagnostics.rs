//! What crossed between Rust and the library, counted, and what the debug runtime found.
//!
//! The counts are always there. With `TENON_DEBUG=monitor` in the environment when the program
//! begins, broken rules are found as well.

use std::backtrace::Backtrace;
use std::ffi::{c_char, CStr};
use std::ptr;

use crate::sys;

/// Mirrors `tenon_ledger_entry`.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct LedgerEntry {
    kind: i32,
    type_name: *const c_char,
    site: *const c_char,
    made: u64,
    live: u64,
    peak: u64,
}

const EMPTY: LedgerEntry =
    LedgerEntry { kind: -1, type_name: ptr::null(), site: ptr::null(), made: 0, live: 0, peak: 0 };

/// What an entry of the ledger counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EntryKind {
    /// An object of a class.
    Object,
    /// A window onto an object's memory.
    View,
    /// An array of the library's that the program owns.
    Array,
    /// A closure or trait object that the library can call.
    Callback,
    /// A cancellation token.
    Token,
    /// An Arrow stream that looks at an object's memory.
    Stream,
    /// A copy of text that needed memory of its own.
    Text,
    /// A link of an error chain.
    Error,
}

/// What was made of one type by one function.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// The class's name in the contract, the constant of an error, or the kind again.
    pub type_name: &'static str,
    /// The contract's function that made it; empty where none did.
    pub site: &'static str,
    /// How many since the program began.
    pub made: u64,
    /// How many have not ended yet.
    pub live: u64,
    /// The most that were live at a time.
    pub peak: u64,
}

const KINDS: [EntryKind; 8] = [
    EntryKind::Object,
    EntryKind::View,
    EntryKind::Array,
    EntryKind::Callback,
    EntryKind::Token,
    EntryKind::Stream,
    EntryKind::Text,
    EntryKind::Error,
];

fn name_of(text: *const c_char) -> &'static str {
    // SAFETY: the ledger's names are constants of the native code, which is never unloaded.
    unsafe { CStr::from_ptr(text) }.to_str().unwrap_or_default()
}

fn entry_of(raw: &LedgerEntry) -> Option<Entry> {
    let kind = *KINDS.get(usize::try_from(raw.kind).ok()?)?;
    Some(Entry {
        kind,
        type_name: name_of(raw.type_name),
        site: name_of(raw.site),
        made: raw.made,
        live: raw.live,
        peak: raw.peak,
    })
}

/// What was made up to now, by kind, type and function.
#[must_use]
pub fn ledger() -> Vec<Entry> {
    // SAFETY: without room nothing is written.
    let count = unsafe { sys::tenon_ledger(ptr::null_mut(), 0) };
    // Some more may come meanwhile.
    let mut raw = vec![EMPTY; count + 16];
    // SAFETY: there is room for as many entries as is said.
    let count = unsafe { sys::tenon_ledger(raw.as_mut_ptr(), raw.len()) };
    raw.truncate(count);
    raw.iter().filter_map(entry_of).collect()
}

/// The same as JSON, with more than that where `TENON_DEBUG=monitor` is set; empty where there is no
/// memory for it.
#[must_use]
pub fn ledger_json() -> String {
    // SAFETY: it can be asked at any time.
    let text = unsafe { sys::tenon_ledger_json() };
    if text.is_null() {
        return String::new();
    }
    // SAFETY: it is a text that ends with a NUL, and ours.
    let json = unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned();
    // SAFETY: nobody else frees it, and nobody reads it any more.
    unsafe { sys::tenon_text_memory_free(text.cast()) };
    json
}

/// How often a rule was broken that the monitor looks after; [`ledger_json`] says which.
#[must_use]
pub fn violation_count() -> u64 {
    // SAFETY: it can be asked at any time.
    unsafe { sys::tenon_violation_count() }
}

/// Whether a line of a backtrace names a function of the program's.
fn is_of_program(name: &str) -> bool {
    let own = concat!(env!("CARGO_CRATE_NAME"), "::");
    let others = [own, "std::", "core::", "alloc::", "__rust", "_"];
    let name = name.trim_start_matches('<');
    name.contains("::") && !others.iter().any(|other| name.starts_with(other))
}

/// "main at src/main.rs:12:5": the innermost function of the program's, from a backtrace as it is printed.
fn innermost(trace: &str) -> Option<String> {
    let mut lines = trace.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((number, name)) = line.trim_start().split_once(": ") else { continue };
        if number.parse::<u32>().is_err() || !is_of_program(name) {
            continue;
        }
        let place = lines.peek().map_or("", |next| next.trim());
        let is_known = place.starts_with("at ");
        return Some(if is_known { format!("{name} {place}") } else { name.into() });
    }
    None
}

/// Tells the monitor where the program is.
unsafe extern "C" fn place(text: *mut c_char, room: usize) -> bool {
    let Some(found) = innermost(&Backtrace::force_capture().to_string()) else { return false };
    let mut length = found.len().min(room - 1);
    while !found.is_char_boundary(length) {
        length -= 1;
    }
    // SAFETY: the runtime gives room for so many bytes.
    unsafe {
        ptr::copy_nonoverlapping(found.as_ptr().cast(), text, length);
        *text.add(length) = 0;
    }
    true
}

/// Before anything else crosses.
pub(crate) fn start() {
    // SAFETY: both can be called at any time; the function lives for ever.
    unsafe {
        if sys::tenon_is_monitored() {
            sys::tenon_set_host(Some(place), None);
        }
    }
}
