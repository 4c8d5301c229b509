//! The two CRCs, by crc-fast, which takes the widest instructions that the processor has.

use crc_fast::{CrcAlgorithm, Digest};
use mtproxy_impl::operations;

use crate::Provider;

/// The register after `data`; neither inverted before nor after.
fn update(algorithm: CrcAlgorithm, data: &[u8], register: u32) -> u32 {
    let mut digest = Digest::new_with_init_state(algorithm, u64::from(register));
    digest.update(data);
    u32::try_from(digest.get_state()).expect("these registers have 32 bits")
}

impl operations::Crc32Partial for Provider {
    fn crc32_partial(data: &[u8], crc: u32) -> u32 {
        update(CrcAlgorithm::Crc32IsoHdlc, data, crc)
    }
}

impl operations::Crc32cPartial for Provider {
    fn crc32c_partial(data: &[u8], crc: u32) -> u32 {
        update(CrcAlgorithm::Crc32Iscsi, data, crc)
    }
}

#[cfg(test)]
mod tests {
    use operations::{Crc32Partial, Crc32cPartial};

    use super::*;

    /// Seed, then CRC-32 and CRC-32C of "123456789", "hello" and the bytes from 0 to 255.
    const VECTORS: [(u32, [u32; 3], [u32; 3]); 4] = [
        (
            0xffff_ffff,
            [0x340b_c6d9, 0xc9ef_5979, 0xd6fa_738c],
            [0x1cf9_6d7c, 0x658e_44b3, 0x63bb_e7b4],
        ),
        (
            0x0000_0000,
            [0x2dfd_2d88, 0xf032_519b, 0x2493_092b],
            [0x58e3_fa20, 0xdf03_cd79, 0x2436_a9db],
        ),
        (
            0x1234_5678,
            [0xe7fd_94d5, 0x8c60_9774, 0x8906_dcd5],
            [0x9c3d_13c9, 0x2880_6781, 0x0c6a_dcf3],
        ),
        (
            0x89ab_cdef,
            [0x55c2_f3d0, 0xe1fd_a6cd, 0x787a_67d8],
            [0x1375_ba21, 0x9405_7fab, 0xfc13_36ce],
        ),
    ];

    #[test]
    fn partial__the_specifications_vectors__then_equal() {
        let all: Vec<u8> = (0..=255).collect();
        let inputs = [&b"123456789"[..], b"hello", &all];
        for (seed, crc32, crc32c) in VECTORS {
            for (i, input) in inputs.iter().enumerate() {
                assert_eq!(Provider::crc32_partial(input, seed), crc32[i]);
                assert_eq!(Provider::crc32c_partial(input, seed), crc32c[i]);
            }
            assert_eq!(Provider::crc32_partial(&[], seed), seed);
            assert_eq!(Provider::crc32c_partial(&[], seed), seed);
        }
    }

    #[test]
    fn partial__in_two_pieces__then_as_in_one() {
        let data: Vec<u8> = (0..2000_u32).map(|i| (((i * i) >> 3) & 0xff) as u8).collect();
        for cut in (0..data.len()).step_by(37) {
            let (first, second) = data.split_at(cut);
            let together = Provider::crc32_partial(&data, 7);
            assert_eq!(
                Provider::crc32_partial(second, Provider::crc32_partial(first, 7)),
                together
            );
            let together = Provider::crc32c_partial(&data, 7);
            assert_eq!(
                Provider::crc32c_partial(second, Provider::crc32c_partial(first, 7)),
                together
            );
        }
    }
}
