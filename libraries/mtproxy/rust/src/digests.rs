//! The digests, by the crates of `RustCrypto`. What is left of a computation is wiped: their features `zeroize`.

use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use mtproxy_impl::{operations, Error};
use sha1::Sha1;
use sha2::digest::Digest;
use sha2::Sha256;
use zeroize::Zeroize;

use crate::refusal::refused;
use crate::Provider;

const LONGEST_KEY: usize = i32::MAX as usize;

/// Fails where a digest cannot have that many bytes.
fn check_room(name: &str, room: usize, largest: usize) -> Result<(), Error> {
    if (1..=largest).contains(&room) {
        return Ok(());
    }
    Err(refused(format!("{name} has {room} bytes; it can have 1 to {largest}")))
}

/// Copies as much of a digest as there is room for, and wipes it.
fn give(mut full: impl AsMut<[u8]>, digest: &mut [u8]) {
    let full = full.as_mut();
    digest.copy_from_slice(&full[..digest.len()]);
    full.zeroize();
}

fn digest_of<D: Digest>(pieces: &[&[u8]], digest: &mut [u8]) -> Result<(), Error> {
    check_room("digest", digest.len(), <D as Digest>::output_size())?;
    let mut hasher = D::new();
    for piece in pieces {
        hasher.update(piece);
    }
    give(hasher.finalize(), digest);
    Ok(())
}

fn check_key<D: Digest>(key: &[u8], room: usize) -> Result<(), Error> {
    check_room("digest", room, <D as Digest>::output_size())?;
    if key.len() > LONGEST_KEY {
        return Err(refused(format!("key has {} bytes; it can have {LONGEST_KEY}", key.len())));
    }
    Ok(())
}

impl operations::Md5 for Provider {
    fn md5(data: &[u8], digest: &mut [u8]) -> Result<(), Error> {
        digest_of::<Md5>(&[data], digest)
    }
}

impl operations::Md5Hex for Provider {
    fn md5_hex(data: &[u8], hex: &mut [u8]) -> Result<(), Error> {
        const LETTERS: &[u8; 16] = b"0123456789abcdef";
        check_room("hex", hex.len(), 2 * <Md5 as Digest>::output_size())?;
        let mut digest = [0; 16];
        digest_of::<Md5>(&[data], &mut digest)?;
        for (pair, byte) in hex.chunks_mut(2).zip(digest) {
            for (letter, half) in pair.iter_mut().zip([byte >> 4, byte & 0xf]) {
                *letter = LETTERS[usize::from(half)];
            }
        }
        digest.zeroize();
        Ok(())
    }
}

impl operations::Md5Hmac for Provider {
    fn md5_hmac(key: &[u8], data: &[u8], digest: &mut [u8]) -> Result<(), Error> {
        check_key::<Md5>(key, digest.len())?;
        let mac = Hmac::<Md5>::new_from_slice(key).expect("keys may have any length");
        give(mac.chain_update(data).finalize().into_bytes(), digest);
        Ok(())
    }
}

impl operations::Sha1 for Provider {
    fn sha1(data: &[u8], digest: &mut [u8]) -> Result<(), Error> {
        digest_of::<Sha1>(&[data], digest)
    }
}

impl operations::Sha1TwoChunks for Provider {
    fn sha1_two_chunks(first: &[u8], second: &[u8], digest: &mut [u8]) -> Result<(), Error> {
        digest_of::<Sha1>(&[first, second], digest)
    }
}

impl operations::Sha256 for Provider {
    fn sha256(data: &[u8], digest: &mut [u8]) -> Result<(), Error> {
        digest_of::<Sha256>(&[data], digest)
    }
}

impl operations::Sha256TwoChunks for Provider {
    fn sha256_two_chunks(first: &[u8], second: &[u8], digest: &mut [u8]) -> Result<(), Error> {
        digest_of::<Sha256>(&[first, second], digest)
    }
}

impl operations::Sha256Hmac for Provider {
    fn sha256_hmac(key: &[u8], data: &[u8], digest: &mut [u8]) -> Result<(), Error> {
        check_key::<Sha256>(key, digest.len())?;
        let mac = Hmac::<Sha256>::new_from_slice(key).expect("keys may have any length");
        give(mac.chain_update(data).finalize().into_bytes(), digest);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use operations::{Md5 as _, Md5Hex, Md5Hmac, Sha1 as _, Sha1TwoChunks, Sha256 as _};
    use operations::{Sha256Hmac, Sha256TwoChunks};

    use super::*;

    fn hex<const N: usize>(fill: impl FnOnce(&mut [u8]) -> Result<(), Error>) -> String {
        let mut digest = [0; N];
        fill(&mut digest).unwrap();
        digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }

    #[test]
    fn digests__the_standards_vectors__then_equal() {
        for (data, expected) in [
            (&b""[..], "d41d8cd98f00b204e9800998ecf8427e"),
            (b"abc", "900150983cd24fb0d6963f7d28e17f72"),
            (b"123456789", "25f9e794323b453885f5181f1b624d0b"),
        ] {
            assert_eq!(hex::<16>(|to| Provider::md5(data, to)), expected);
            let mut letters = [0; 32];
            Provider::md5_hex(data, &mut letters).unwrap();
            assert_eq!(&letters, expected.as_bytes());
        }
        let sha1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
        assert_eq!(hex::<20>(|to| Provider::sha1(b"abc", to)), sha1);
        assert_eq!(hex::<20>(|to| Provider::sha1_two_chunks(b"a", b"bc", to)), sha1);
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex::<32>(|to| Provider::sha256(b"abc", to)), sha256);
        assert_eq!(hex::<32>(|to| Provider::sha256_two_chunks(b"ab", b"c", to)), sha256);
    }

    #[test]
    fn hmacs__the_standards_vectors__then_equal() {
        for (key, data, expected) in [
            (&[0x0b; 16][..], &b"Hi There"[..], "9294727a3638bb1c13f48ef8158bfc9d"),
            (
                &[0xaa; 80],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd",
            ),
            (&[], &[], "74e6f7298a9c2d168935f58c001bad88"),
        ] {
            assert_eq!(hex::<16>(|to| Provider::md5_hmac(key, data, to)), expected);
        }
        for (key, data, expected) in [
            (
                &b"Jefe"[..],
                &b"what do ya want for nothing?"[..],
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (b"", b"", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
        ] {
            assert_eq!(hex::<32>(|to| Provider::sha256_hmac(key, data, to)), expected);
        }
    }

    #[test]
    fn digests__cut_or_without_room__then_its_beginning_or_refused() {
        assert_eq!(hex::<3>(|to| Provider::md5(b"abc", to)), "900150");
        let mut letters = [0; 3];
        Provider::md5_hex(b"abc", &mut letters).unwrap();
        assert_eq!(&letters, b"900");
        assert!(Provider::sha1(b"", &mut []).is_err());
        assert!(Provider::sha256(b"", &mut [0; 33]).is_err());
        assert!(Provider::md5_hex(b"", &mut [0; 33]).is_err());
        assert!(Provider::md5_hmac(b"", b"", &mut [0; 17]).is_err());
    }
}
