//! Texts that are passed to the library together.

/// Mirrors `tenon_text_view`.
#[repr(C)]
pub(crate) struct TextView {
    data: *const u8,
    length: usize,
}

impl TextView {
    /// Views of all the texts, valid as long as these live.
    pub(crate) fn all(texts: &[&str]) -> Vec<Self> {
        texts.iter().map(|text| Self { data: text.as_ptr(), length: text.len() }).collect()
    }
}
