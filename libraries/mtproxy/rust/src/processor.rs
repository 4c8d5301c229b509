//! What the processor says of itself.

use mtproxy_impl::types::{Cpuid, Status};
use mtproxy_impl::{operations, Error};

use crate::Provider;

#[cfg(target_arch = "x86_64")]
#[allow(clippy::unnecessary_wraps)] // Others have none.
fn leaf_1() -> Option<[u32; 3]> {
    let registers = raw_cpuid::cpuid!(1);
    Some([registers.ebx, registers.ecx, registers.edx])
}

#[cfg(not(target_arch = "x86_64"))]
fn leaf_1() -> Option<[u32; 3]> {
    None
}

impl operations::CpuidFill for Provider {
    fn cpuid_fill() -> Result<Cpuid, Error> {
        const MAGIC: i32 = 0x2801_47b8;
        let [ebx, ecx, edx] = leaf_1().ok_or_else(|| {
            Error::new(Status::UNSUPPORTED, "this processor has no instruction CPUID")
        })?;
        Ok(Cpuid {
            magic: MAGIC,
            ebx: ebx.cast_signed(),
            ecx: ecx.cast_signed(),
            edx: edx.cast_signed(),
        })
    }
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use operations::CpuidFill;

    use super::*;

    #[test]
    fn cpuid_fill__on_x86__then_bits_that_every_64_bit_one_has() {
        let filled = Provider::cpuid_fill().unwrap();
        assert_eq!(filled.magic, 0x2801_47b8);
        assert_eq!(filled.edx >> 26 & 1, 1, "SSE2");
    }
}
