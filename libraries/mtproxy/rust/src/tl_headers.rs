//! The headers of TL queries and answers.
//!
//! What cannot be read leaves the packet where it was, and the verdict says so: no packet is read beyond its end, and
//! every turn of a loop takes some of it.

use mtproxy_impl::types::TlHeader;
use mtproxy_impl::{operations, Error};

use crate::Provider;

const INVOKE_REQ: u32 = 0x2374_df3d;
const INVOKE_KPHP_REQ: u32 = 0x99a3_7fda;
const REQ_ERROR: u32 = 0x7ae4_32f5;
const REQ_ERROR_WRAPPED: u32 = REQ_ERROR + 1;
const REQ_RESULT: u32 = 0x63ae_da4e;
const DEST_ACTOR: u32 = 0x7568_aabd;
const DEST_ACTOR_FLAGS: u32 = 0xf0a5_acf7;
const DEST_FLAGS: u32 = 0xe352_035e;
const REQ_RESULT_FLAGS: u32 = 0x8cc8_4ce1;

/// The header is wrong.
const ERROR_HEADER: i32 = -1002;

const QUERY_SHAPE: &str = "Expected RPC_INVOKE_REQ or RPC_INVOKE_KPHP_REQ";
const ANSWER_SHAPE: &str = "Expected RPC_REQ_ERROR or RPC_REQ_RESULT";

/// Longer packets do not exist, and what has been read of a header is counted with 31 bits.
const LONGEST_PACKET: usize = i32::MAX as usize;

/// Why a header is rejected.
type Rejection = String;

/// A packet, and what has been read of it.
struct Parser<'a> {
    left: &'a [u8],
    header: TlHeader,
    /// Why the packet is rejected where it is not what it should be, or ends too early.
    shape: &'static str,
}

impl Parser<'_> {
    fn misshapen(&self) -> Rejection {
        self.shape.to_owned()
    }

    fn peek_int(&self) -> Option<u32> {
        self.left.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
    }

    fn read_int(&mut self) -> Option<u32> {
        let (bytes, rest) = self.left.split_first_chunk()?;
        self.left = rest;
        Some(u32::from_le_bytes(*bytes))
    }

    fn read_long(&mut self) -> Result<i64, Rejection> {
        let (bytes, rest) = self.left.split_first_chunk().ok_or_else(|| self.misshapen())?;
        self.left = rest;
        Ok(i64::from_le_bytes(*bytes))
    }

    /// The first int, which is one of two, and the query's id.
    fn read_beginning(&mut self, one: u32, other: u32) -> Result<u32, Rejection> {
        let op = self.read_int().ok_or_else(|| self.misshapen())?;
        self.header.op = op.cast_signed();
        self.header.real_op = op.cast_signed();
        if op != one && op != other {
            return Err(self.misshapen());
        }
        self.header.qid = self.read_long()?;
        Ok(op)
    }

    /// No flag has a meaning yet.
    fn read_flags(&mut self) -> Result<(), Rejection> {
        let flags =
            self.read_int().ok_or_else(|| "Trying to read 4 bytes at header flags".to_owned())?;
        self.header.flags = flags.cast_signed();
        if flags == 0 {
            Ok(())
        } else {
            Err(format!("Unsupported flags in header 0x{flags:08x}"))
        }
    }

    fn parse_query(&mut self) -> Result<(), Rejection> {
        if self.read_beginning(INVOKE_REQ, INVOKE_KPHP_REQ)? == INVOKE_KPHP_REQ {
            return Ok(());
        }
        while let Some(magic) = self.peek_int() {
            if !matches!(magic, DEST_ACTOR | DEST_ACTOR_FLAGS | DEST_FLAGS) {
                return Ok(());
            }
            self.read_int();
            if magic != DEST_FLAGS {
                self.header.actor_id = self.read_long()?;
            }
            if magic != DEST_ACTOR {
                self.read_flags()?;
            }
        }
        Err(self.misshapen())
    }

    fn parse_answer(&mut self) -> Result<(), Rejection> {
        if self.read_beginning(REQ_ERROR, REQ_RESULT)? == REQ_ERROR {
            return Ok(());
        }
        while let Some(magic) = self.peek_int() {
            if matches!(magic, REQ_ERROR | REQ_ERROR_WRAPPED) {
                self.header.op = REQ_ERROR_WRAPPED.cast_signed();
            }
            if !matches!(magic, REQ_ERROR | REQ_RESULT_FLAGS) {
                return Ok(());
            }
            self.read_int();
            if magic == REQ_RESULT_FLAGS {
                self.read_flags()?;
            } else {
                self.read_long()?;
            }
        }
        Err(self.misshapen())
    }
}

fn parse<'a>(
    data: &'a [u8],
    shape: &'static str,
    error: &mut [u8],
    parse: impl FnOnce(&mut Parser<'a>) -> Result<(), Rejection>,
) -> TlHeader {
    let packet = &data[..data.len().min(LONGEST_PACKET)];
    let header = TlHeader {
        status: 0,
        consumed: 0,
        op: 0,
        real_op: 0,
        flags: 0,
        qid: 0,
        actor_id: 0,
        errnum: 0,
        error_len: 0,
    };
    let mut parser = Parser { left: packet, header, shape };
    error.fill(0);
    let verdict = parse(&mut parser);
    let Parser { left, mut header, .. } = parser;
    match verdict {
        Ok(()) => header.consumed = counted(packet.len() - left.len()),
        Err(text) => {
            header.status = -1;
            header.errnum = ERROR_HEADER;
            header.error_len = counted(text.len());
            let shown = text.len().min(error.len().saturating_sub(1));
            error[..shown].copy_from_slice(&text.as_bytes()[..shown]);
        }
    }
    header
}

fn counted(size: usize) -> i32 {
    i32::try_from(size).unwrap_or(i32::MAX)
}

impl operations::TlParseQueryHeader for Provider {
    fn tl_parse_query_header(data: &[u8], error: &mut [u8]) -> Result<TlHeader, Error> {
        Ok(parse(data, QUERY_SHAPE, error, Parser::parse_query))
    }
}

impl operations::TlParseAnswerHeader for Provider {
    fn tl_parse_answer_header(data: &[u8], error: &mut [u8]) -> Result<TlHeader, Error> {
        Ok(parse(data, ANSWER_SHAPE, error, Parser::parse_answer))
    }
}

#[cfg(test)]
mod tests {
    use operations::{TlParseAnswerHeader, TlParseQueryHeader};

    use super::*;

    const R: &str = "3ddf7423";
    const K: &str = "da7fa399";
    const Q: &str = "8877665544332211";
    const A: &str = "bdaa6875";
    const AF: &str = "f7aca5f0";
    const DF: &str = "5e0352e3";
    const N: &str = "c6b76b16";
    const I: &str = "0807060504030201";
    const RES: &str = "4edaae63";
    const ERR: &str = "f532e47a";
    const ERRW: &str = "f632e47a";
    const RF: &str = "e14cc88c";
    const ZERO: &str = "00000000";

    fn bytes(parts: &[&str]) -> Vec<u8> {
        let text = parts.concat();
        (0..text.len())
            .step_by(2)
            .map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap())
            .collect()
    }

    fn query(parts: &[&str]) -> (TlHeader, String) {
        let mut error = [0xff; 192];
        let header = Provider::tl_parse_query_header(&bytes(parts), &mut error).unwrap();
        (header, text_of(&error))
    }

    fn answer(parts: &[&str]) -> (TlHeader, String) {
        let mut error = [0xff; 192];
        let header = Provider::tl_parse_answer_header(&bytes(parts), &mut error).unwrap();
        (header, text_of(&error))
    }

    fn text_of(error: &[u8]) -> String {
        let end = error.iter().position(|byte| *byte == 0).unwrap();
        assert!(error[end..].iter().all(|byte| *byte == 0));
        String::from_utf8(error[..end].to_vec()).unwrap()
    }

    #[test]
    fn query__well_formed__then_parsed() {
        for (parts, consumed, actor) in [
            (&[R, Q, N][..], 12, 0),
            (&[R, Q, A, I, N], 24, 0x0102_0304_0506_0708),
            (&[R, Q, A, I, A, Q, N], 36, 0x1122_3344_5566_7788),
            (&[R, Q, AF, I, ZERO, N], 28, 0x0102_0304_0506_0708),
            (&[R, Q, DF, ZERO, DF, ZERO, N], 28, 0),
            (&[K, Q], 12, 0),
            (&[K, Q, "0102"], 12, 0),
        ] {
            let (header, error) = query(parts);
            assert_eq!((header.status, header.consumed), (0, consumed), "{parts:?}");
            assert_eq!((header.qid, header.actor_id), (0x1122_3344_5566_7788, actor));
            assert_eq!(error, "");
        }
    }

    #[test]
    fn query__malformed__then_rejected_with_the_words_of_the_specification() {
        for parts in [
            &[R, Q][..],
            &[R, Q, "010203"],
            &[R],
            &[],
            &["3ddf74"],
            &[ZERO],
            &[R, Q, A, "01020304"],
        ] {
            let (header, error) = query(parts);
            assert_eq!(
                (header.status, header.consumed, header.errnum),
                (-1, 0, -1002),
                "{parts:?}"
            );
            assert_eq!((header.error_len, error.as_str()), (46, QUERY_SHAPE));
        }
        assert_eq!(query(&[R, Q, DF, "01000000", N]).1, "Unsupported flags in header 0x00000001");
        assert_eq!(query(&[R, Q, DF, "00000080", N]).1, "Unsupported flags in header 0x80000000");
        assert_eq!(query(&[R, Q, DF, "0000"]).1, "Trying to read 4 bytes at header flags");
    }

    #[test]
    fn answer__well_formed__then_parsed() {
        for (parts, consumed, op) in [
            (&[ERR, I][..], 12, REQ_ERROR),
            (&[ERR, I, N], 12, REQ_ERROR),
            (&[RES, I, N], 12, REQ_RESULT),
            (&[RES, I, ERR, Q, N, N], 24, REQ_ERROR_WRAPPED),
            (&[RES, I, ERRW, N], 12, REQ_ERROR_WRAPPED),
            (&[RES, I, RF, ZERO, N], 20, REQ_RESULT),
            (&[RES, I, RF, ZERO, ERR, Q, N], 32, REQ_ERROR_WRAPPED),
        ] {
            let (header, _) = answer(parts);
            assert_eq!((header.status, header.consumed), (0, consumed), "{parts:?}");
            assert_eq!(header.op.cast_unsigned(), op);
        }
        assert_eq!(answer(&[RES, I, ERR, Q, N]).0.real_op.cast_unsigned(), REQ_RESULT);
    }

    #[test]
    fn answer__malformed__then_rejected() {
        for parts in [&[RES, I][..], &[RES, I, ERR, Q], &[RES, I, ERR, "01020304"], &[R, I, N]] {
            let (header, error) = answer(parts);
            assert_eq!(
                (header.status, header.consumed, header.errnum),
                (-1, 0, -1002),
                "{parts:?}"
            );
            assert_eq!((header.error_len, error.as_str()), (40, ANSWER_SHAPE));
        }
    }

    #[test]
    fn error__with_little_room__then_cut() {
        let mut error = [0xff; 5];
        Provider::tl_parse_query_header(&[], &mut error).unwrap();
        assert_eq!(&error, b"Expe\0");
        assert_eq!(Provider::tl_parse_query_header(&[], &mut []).unwrap().error_len, 46);
    }
}
