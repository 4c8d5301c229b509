//! What a peer takes beside time.

use crate::rows::Row;

/// `mallinfo2` of the GNU C library.
#[repr(C)]
#[derive(Clone, Copy)]
struct MallocInfo {
    _before: [usize; 4],
    mapped_bytes: usize,
    _between: [usize; 2],
    used_bytes: usize,
    _after: [usize; 2],
}

extern "C" {
    fn mallinfo2() -> MallocInfo;
}

fn bytes() -> usize {
    // SAFETY: it only looks.
    let info = unsafe { mallinfo2() };
    info.mapped_bytes + info.used_bytes
}

const OBJECTS: usize = 1 << 16;

/// Bytes of memory per object, in the language and in C.
pub fn bytes_per_object<T>(make: impl Fn() -> T) -> usize {
    let before = bytes();
    let objects: Vec<T> = (0..OBJECTS).map(|_| make()).collect();
    let took = bytes() - before;
    drop(objects);
    took / OBJECTS
}

/// A program that uses one peer and no other: how large it is, how soon its first call has returned, and (said
/// with the argument `bytes`) how large an object is.
pub fn run_alone<T>(rows: fn() -> Vec<Row>, make: impl Fn() -> T, add: impl Fn(i64, i64) -> i64) {
    match std::env::args().nth(1).as_deref() {
        Some("start") => assert_eq!(add(20, 22), 42),
        Some("bytes") => println!("{}", bytes_per_object(make)),
        _ => rows().iter().for_each(|row| (row.run)(1)),
    }
}
