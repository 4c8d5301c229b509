//! The CRCs of crates, each in its own convention and as direct as its interface lets it be called. Functions of C libraries are
//! handed over as pointers, so that nothing stands between them and the benchmark.
//!
//! In all functions here `size` bytes at `data` must be readable.
#![allow(clippy::missing_safety_doc)]

use core::slice::from_raw_parts;
use crc_fast::{CrcAlgorithm, Digest};

#[no_mangle]
pub unsafe extern "C" fn peer_crc_fast_crc32(crc: u32, data: *const u8, size: usize) -> u32 {
    let mut digest = Digest::new_with_init_state(CrcAlgorithm::Crc32IsoHdlc, u64::from(!crc));
    digest.update(from_raw_parts(data, size));
    digest.finalize() as u32
}

#[no_mangle]
pub unsafe extern "C" fn peer_crc_fast_crc32c(crc: u32, data: *const u8, size: usize) -> u32 {
    let mut digest = Digest::new_with_init_state(CrcAlgorithm::Crc32Iscsi, u64::from(!crc));
    digest.update(from_raw_parts(data, size));
    digest.finalize() as u32
}

/// The crate's shortest way, which takes no seed: it is 0.
#[no_mangle]
pub unsafe extern "C" fn peer_crc_fast_whole_crc32(_crc: u32, data: *const u8, size: usize) -> u32 {
    crc_fast::crc32_iso_hdlc(from_raw_parts(data, size))
}

/// The crate's shortest way, which takes no seed: it is 0.
#[no_mangle]
pub unsafe extern "C" fn peer_crc_fast_whole_crc32c(
    _crc: u32,
    data: *const u8,
    size: usize,
) -> u32 {
    crc_fast::crc32_iscsi(from_raw_parts(data, size))
}

#[no_mangle]
pub unsafe extern "C" fn peer_crc32fast(crc: u32, data: *const u8, size: usize) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(crc);
    hasher.update(from_raw_parts(data, size));
    hasher.finalize()
}

#[no_mangle]
pub unsafe extern "C" fn peer_crc32c(crc: u32, data: *const u8, size: usize) -> u32 {
    crc32c::crc32c_append(crc, from_raw_parts(data, size))
}

#[no_mangle]
pub unsafe extern "C" fn peer_crc32_v2(crc: u32, data: *const u8, size: usize) -> u32 {
    crc32_v2::byfour::crc32_little_16(crc, from_raw_parts(data, size))
}

#[no_mangle]
pub unsafe extern "C" fn peer_zlib_rs(crc: u32, data: *const u8, size: usize) -> u32 {
    zlib_rs::crc32::crc32(crc, from_raw_parts(data, size))
}

// isal-sys declares only what inflates and deflates; the library that it builds has these, too.
#[link(name = "isal", kind = "static")]
extern "C" {
    fn crc32_gzip_refl(crc: u32, data: *const u8, size: u64) -> u32;
    fn crc32_iscsi(data: *mut u8, size: i32, crc: u32) -> u32;
}

#[no_mangle]
pub extern "C" fn peer_isal_crc32() -> *const () {
    let _ = isal_sys::igzip_lib::isal_inflate_init as *const ();
    crc32_gzip_refl as *const ()
}

#[no_mangle]
pub extern "C" fn peer_isal_crc32c() -> *const () {
    crc32_iscsi as *const ()
}

#[no_mangle]
pub extern "C" fn peer_libdeflate() -> *const () {
    libdeflate_sys::libdeflate_crc32 as *const ()
}

#[no_mangle]
pub extern "C" fn peer_zlib_ng() -> *const () {
    libz_ng_sys::crc32 as *const ()
}
