//! Streams of the library's, and of the caller's.
#![allow(non_snake_case)] // unit__condition__then_expected

mod support;

use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read, Write};
use std::panic::{self, AssertUnwindSafe};

use calling::{Error, Source, Tank};
use support::block_on;

fn bytes(count: usize) -> Vec<u8> {
    (0..count).map(|it| (it % 256) as u8).collect()
}

#[test]
fn reader__read_to_its_end__then_all_bytes() {
    let mut content = Vec::new();
    let mut source = Source::new(10_000, u64::MAX).unwrap();
    assert_eq!(source.read_to_end(&mut content).unwrap(), 10_000);
    assert_eq!(content, bytes(10_000));
    assert_eq!(source.read(&mut [0; 8]).unwrap(), 0);
    assert_eq!(source.read(&mut []).unwrap(), 0);
}

#[test]
fn reader__behind_a_buffer__then_read_line_by_line() {
    let mut line = Vec::new();
    let mut reader = BufReader::new(Source::new(100, u64::MAX).unwrap());
    reader.read_until(b'\n', &mut line).unwrap();
    assert_eq!(line, bytes(11));
}

#[test]
fn reader__that_fails__then_an_io_error_around_its_own() {
    let mut content = Vec::new();
    let error = Source::new(100, 50).unwrap().read_to_end(&mut content).unwrap_err();
    assert_eq!(content, bytes(50));
    let source = error.get_ref().unwrap().downcast_ref::<Error>().unwrap();
    assert!(matches!(source, Error::HungUp(_)));
}

#[test]
fn writer__until_it_is_full__then_an_io_error() {
    let mut tank = Tank::new(10).unwrap();
    tank.write_all(&bytes(6)).unwrap();
    write!(tank, "abc").unwrap();
    tank.flush().unwrap();
    assert_eq!(tank.write(&[]).unwrap(), 0);
    let error = tank.write(&[1, 2]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutOfMemory);
    assert_eq!(&tank.content().unwrap()[6..], b"abc");
}

#[test]
fn copy__from_a_class_to_another__then_everything() {
    let mut tank = Tank::new(100_000).unwrap();
    let mut source = Source::new(100_000, u64::MAX).unwrap();
    assert_eq!(io::copy(&mut source, &mut tank).unwrap(), 100_000);
    assert_eq!(*tank.content().unwrap(), *bytes(100_000));
}

#[test]
fn callers_reader__any__then_read_to_its_end() {
    let sum = bytes(1500).iter().map(|it| u64::from(*it)).sum();
    assert_eq!(calling::add_bytes(&*bytes(1500)).unwrap(), (sum, 1500));
    assert_eq!(calling::add_bytes(Cursor::new(bytes(1500))).unwrap(), (sum, 1500));
    assert_eq!(calling::add_bytes(Source::new(1500, u64::MAX).unwrap()).unwrap(), (sum, 1500));
    assert_eq!(calling::add_bytes(io::empty()).unwrap(), (0, 0));
}

#[test]
fn callers_reader__that_is_interrupted__then_asked_again() {
    struct Interrupted(u32);

    impl Read for Interrupted {
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            self.0 += 1;
            match self.0 {
                1 | 3 => Err(ErrorKind::Interrupted.into()),
                2 => {
                    bytes[0] = 7;
                    Ok(1)
                }
                _ => Ok(0),
            }
        }
    }

    assert_eq!(calling::add_bytes(Interrupted(0)).unwrap(), (7, 1));
}

#[test]
fn callers_writer__any__then_written_to() {
    let mut content = Vec::new();
    calling::pour(2500, &mut content).unwrap();
    assert_eq!(content, bytes(2500));
    let mut tank = Tank::new(2500).unwrap();
    calling::pour(2500, &mut tank).unwrap();
    assert_eq!(*tank.content().unwrap(), *content);
}

#[test]
fn callers_stream__that_fails__then_its_error_is_the_source() {
    let error = calling::add_bytes(Source::new(10, 5).unwrap()).unwrap_err();
    let source = std::error::Error::source(&error).unwrap().downcast_ref::<io::Error>().unwrap();
    assert!(matches!(source.get_ref().unwrap().downcast_ref(), Some(Error::HungUp(_))));
    let mut room = [0; 1500];
    let error = calling::pour(2500, &mut room[..]).unwrap_err();
    let source = std::error::Error::source(&error).unwrap().downcast_ref::<io::Error>().unwrap();
    assert_eq!(source.kind(), ErrorKind::WriteZero);
}

#[test]
fn callers_stream__that_panics__then_goes_on_at_the_caller() {
    struct Panicking;

    impl Read for Panicking {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            panic::resume_unwind(Box::new(3))
        }
    }

    let payload =
        panic::catch_unwind(AssertUnwindSafe(|| calling::add_bytes(Panicking))).unwrap_err();
    assert_eq!(payload.downcast_ref::<i32>(), Some(&3));
}

#[test]
fn callers_reader__that_claims_too_much__then_an_error() {
    struct Boasting;

    impl Read for Boasting {
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            Ok(bytes.len() + 1)
        }
    }

    let error = calling::add_bytes(Boasting).unwrap_err();
    assert!(matches!(error, Error::BadArray(_) | Error::CallbackFailed(_)), "{error:?}");
}

#[test]
fn callers_streams__on_another_thread__then_copied() {
    let mut content = Vec::new();
    assert_eq!(calling::copy(&*bytes(5000), &mut content).unwrap(), 5000);
    assert_eq!(content, bytes(5000));
    assert_eq!(block_on(calling::copy_async(Cursor::new(bytes(5000)), io::sink())).unwrap(), 5000);
}
