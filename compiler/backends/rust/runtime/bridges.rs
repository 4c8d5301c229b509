
/// Mirrors `tenon_bridge_state`.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct BridgeState {
    operation: *const c_char,
    mode: i32,
    serving: *const c_char,
    calls: u64,
    candidate_calls: u64,
    checks: u64,
    compared: u64,
    differences: u64,
    saved_seconds: f64,
}

const UNKNOWN: BridgeState = BridgeState {
    operation: ptr::null(),
    mode: -1,
    serving: ptr::null(),
    calls: 0,
    candidate_calls: 0,
    checks: 0,
    compared: 0,
    differences: 0,
    saved_seconds: 0.0,
};

/// What becomes of the calls of a bridged function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BridgeMode {
    /// The library's own code serves.
    Reference,
    /// A candidate serves.
    Swapped,
    /// The library's own code serves, and some calls are compared with a candidate's.
    Shadowed,
    /// Calls are also written to a file.
    Recorded,
}

/// Who serves a bridged function, and what is known of the others.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bridge {
    /// The function's name in C.
    pub operation: &'static str,
    /// What becomes of its calls.
    pub mode: BridgeMode,
    /// Who serves: "reference", or the provider's name.
    pub serving: &'static str,
    /// How many calls there were, whoever served.
    pub calls: u64,
    /// How many of them a candidate served, or was compared on.
    pub candidate_calls: u64,
    /// How many calls the checks compared before.
    pub checks: u64,
    /// How many live calls were compared.
    pub compared: u64,
    /// How many of all these differed.
    pub differences: u64,
    /// The time that candidates saved, by what the checks measured.
    pub saved_seconds: f64,
}

const MODES: [BridgeMode; 4] =
    [BridgeMode::Reference, BridgeMode::Swapped, BridgeMode::Shadowed, BridgeMode::Recorded];

fn bridge_of(raw: &BridgeState) -> Option<Bridge> {
    Some(Bridge {
        operation: name_of(raw.operation),
        mode: *MODES.get(usize::try_from(raw.mode).ok()?)?,
        serving: name_of(raw.serving),
        calls: raw.calls,
        candidate_calls: raw.candidate_calls,
        checks: raw.checks,
        compared: raw.compared,
        differences: raw.differences,
        saved_seconds: raw.saved_seconds,
    })
}

/// Who serves each bridged function: see `docs/bridges.md` of tenon.
#[must_use]
pub fn bridges() -> Vec<Bridge> {
    handshake::require();
    // SAFETY: without room nothing is written.
    let count = unsafe { sys::bridges_states(ptr::null_mut(), 0) };
    let mut raw = vec![UNKNOWN; count];
    // SAFETY: there is room for as many operations as is said.
    unsafe { sys::bridges_states(raw.as_mut_ptr(), raw.len()) };
    raw.iter().filter_map(bridge_of).collect()
}

/// The same as JSON, with the candidates and where they lie; empty where there is no memory for it.
#[must_use]
pub fn bridges_json() -> String {
    handshake::require();
    // SAFETY: it can be asked at any time.
    let text = unsafe { sys::bridges_json() };
    if text.is_null() {
        return String::new();
    }
    // SAFETY: it is a text that ends with a NUL, and ours.
    let json = unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned();
    // SAFETY: nobody else frees it, and nobody reads it any more.
    unsafe { sys::tenon_text_memory_free(text.cast()) };
    json
}
