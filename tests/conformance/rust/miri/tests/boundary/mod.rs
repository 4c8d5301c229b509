//! A boundary in Rust, in place of the one in C: as much of it as the tests use, and as strict with what it gets.

use std::cell::Cell;
use std::collections::HashMap;
use std::ffi::{c_char, c_void, CStr, CString};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{mem, ptr, slice, thread};

// ---- Errors ----

type Release = unsafe extern "C" fn(*mut c_void);

/// Mirrors `tenon_error`; what stands behind it is ours.
#[repr(C)]
pub struct Failure {
    code: i32,
    kind: i32,
    name: *const c_char,
    message: *mut c_char,
    function: *const c_char,
    cause: *mut Failure,
    foreign: *mut c_void,
    release: Option<Release>,
    is_constant: bool,
}

thread_local! {
    static RECORDED: Cell<*mut Failure> = const { Cell::new(ptr::null_mut()) };
}

const CALLBACK_FAILED: i32 = -1_000_011;
const CLOSED: i32 = -1_000_001;

fn fail(code: i32, text: CString, foreign: *mut c_void, release: Option<Release>) -> i32 {
    calling_tenon_error_clear();
    let message = text.into_raw();
    let (name, function, cause) = (c"NAME".as_ptr(), c"".as_ptr(), ptr::null_mut());
    let failure = Failure {
        code,
        kind: 1,
        name,
        message,
        function,
        cause,
        foreign,
        release,
        is_constant: false,
    };
    RECORDED.set(Box::into_raw(Box::new(failure)));
    -1
}

#[no_mangle]
extern "C" fn calling_tenon_error_take() -> *mut Failure {
    RECORDED.replace(ptr::null_mut())
}

#[no_mangle]
extern "C" fn calling_tenon_error_free(failure: *mut Failure) {
    if failure.is_null() {
        return;
    }
    let failure = unsafe { Box::from_raw(failure) };
    if let (Some(release), false) = (failure.release, failure.foreign.is_null()) {
        unsafe { release(failure.foreign) };
    }
    drop(unsafe { CString::from_raw(failure.message) });
}

/// Nobody watches here: the debug runtime is C.
#[no_mangle]
extern "C" fn calling_tenon_is_monitored() -> bool {
    false
}

#[no_mangle]
extern "C" fn calling_tenon_error_clear() {
    calling_tenon_error_free(calling_tenon_error_take());
}

#[no_mangle]
extern "C" fn calling_tenon_fail_foreign(
    message: *const c_char,
    foreign: *mut c_void,
    release: Release,
) -> i32 {
    let text = unsafe { CStr::from_ptr(message) }.to_owned();
    fail(CALLBACK_FAILED, text, foreign, Some(release))
}

// ---- Callbacks ----

/// Mirrors `tenon_callback`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Callback {
    functions: *const c_void,
    host: *mut c_void,
    drop: Option<Release>,
}

unsafe impl Send for Callback {}

impl Callback {
    /// The only function of its table, which has this type.
    unsafe fn function<F: Copy>(&self) -> F {
        unsafe { *self.functions.cast::<F>() }
    }

    fn end(self) {
        unsafe { self.drop.unwrap()(self.host) };
    }
}

type Visit = unsafe extern "C" fn(*mut c_void, i64, *mut bool) -> i32;

fn visit_all(from: i64, to: i64, visit: Callback) -> (i32, usize) {
    let function: Visit = unsafe { visit.function() };
    let (mut status, mut count, mut goes_on) = (0, 0, true);
    for number in from..to {
        status = unsafe { function(visit.host, number, &mut goes_on) };
        count += 1;
        if status < 0 || !goes_on {
            break;
        }
    }
    (status, count)
}

#[no_mangle]
unsafe extern "C" fn boundary_calling_each(
    from: i64,
    to: i64,
    visit: *const Callback,
    result: *mut usize,
) -> i32 {
    let visit = unsafe { *visit };
    let (status, count) = visit_all(from, to, visit);
    visit.end();
    unsafe { *result = count };
    status
}

/// The callback ends on the other thread, while the caller waits for nothing but that.
#[no_mangle]
unsafe extern "C" fn boundary_calling_each_elsewhere(
    from: i64,
    to: i64,
    visit: *const Callback,
    result: *mut usize,
) -> i32 {
    let visit = unsafe { *visit };
    let (told, heard) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let visit: Callback = visit;
        let outcome = visit_all(from, to, visit);
        calling_tenon_error_clear();
        told.send(outcome).unwrap();
        visit.end();
    });
    unsafe { *result = heard.recv().unwrap().1 };
    0
}

type Fill = unsafe extern "C" fn(*mut c_void, *mut f64, usize, usize) -> i32;

#[no_mangle]
unsafe extern "C" fn boundary_calling_sum_filled(
    count: usize,
    fill: *const Callback,
    result: *mut f64,
) -> i32 {
    let fill = unsafe { *fill };
    let mut values: Vec<mem::MaybeUninit<f64>> = vec![mem::MaybeUninit::uninit(); count];
    let function: Fill = unsafe { fill.function() };
    let status = unsafe { function(fill.host, values.as_mut_ptr().cast(), count, count) };
    fill.end();
    if status == 0 {
        unsafe { *result = values.iter().map(|value| value.assume_init()).sum() };
    }
    status
}

type TakeTexts = unsafe extern "C" fn(
    *mut c_void,
    *const c_char,
    usize,
    *const c_char,
    usize,
    *const c_char,
    usize,
    *const [usize; 2],
    usize,
) -> i32;

#[no_mangle]
unsafe extern "C" fn boundary_calling_give_texts(
    text: *const c_char,
    length: usize,
    take: *const Callback,
) -> i32 {
    let take = unsafe { *take };
    let function: TakeTexts = unsafe { take.function() };
    let status =
        unsafe { function(take.host, text, length, ptr::null(), 0, text, 1, ptr::null(), 0) };
    take.end();
    status
}

// ---- Texts ----

/// Mirrors `tenon_text`.
#[repr(C)]
pub struct Text {
    data: *const u8,
    length: usize,
    inline: [u8; 48],
    is_inline: bool,
    is_lent: bool,
    is_held: bool,
    is_ascii: bool,
}

#[no_mangle]
unsafe extern "C" fn calling_tenon_text_copy(
    data: *const u8,
    length: usize,
    _position: *const c_char,
    text: *mut Text,
) -> i32 {
    let copied: Box<[u8]> = unsafe { slice::from_raw_parts(data, length) }.into();
    let mut inline = [0; 48];
    let is_inline = length < inline.len();
    let mut data = ptr::null();
    if is_inline {
        inline[..length].copy_from_slice(&copied);
    } else {
        data = Box::into_raw(copied).cast_const().cast();
    }
    unsafe { text.write(Text { data, length, inline, is_inline, ..NO_TEXT }) };
    0
}

#[no_mangle]
unsafe extern "C" fn calling_tenon_text_free(text: *mut Text) {
    let text = unsafe { &mut *text };
    let data = mem::replace(&mut text.data, ptr::null()).cast_mut();
    drop(unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(data, text.length)) });
}

const NO_TEXT: Text = Text {
    data: ptr::null(),
    length: 0,
    inline: [0; 48],
    is_inline: false,
    is_lent: false,
    is_held: false,
    is_ascii: false,
};

type NameIt = unsafe extern "C" fn(*mut c_void, i64, *mut Text) -> i32;

/// The name of the last number alone.
#[no_mangle]
unsafe extern "C" fn boundary_calling_name_all(
    count: i64,
    name_it: *const Callback,
    result: *mut Text,
) -> i32 {
    let name_it = unsafe { *name_it };
    let function: NameIt = unsafe { name_it.function() };
    let mut name = NO_TEXT;
    let status = unsafe { function(name_it.host, count - 1, &mut name) };
    name_it.end();
    unsafe { result.write(name) };
    status
}

// ---- Objects ----

enum Object {
    Station(Option<Callback>),
    Tank(*mut u8, usize),
    View,
}

unsafe impl Send for Object {}

static NEXT: AtomicU64 = AtomicU64::new(1);
static OBJECTS: Mutex<Option<HashMap<u64, Object>>> = Mutex::new(None);

fn with_objects<R>(work: impl FnOnce(&mut HashMap<u64, Object>) -> R) -> R {
    let mut objects: MutexGuard<'_, _> = OBJECTS.lock().unwrap_or_else(PoisonError::into_inner);
    work(objects.get_or_insert_default())
}

fn wrap(object: Object) -> u64 {
    with_objects(|objects| {
        let handle = NEXT.fetch_add(1, Ordering::Relaxed);
        objects.insert(handle, object);
        handle
    })
}

/// How many objects there are.
pub fn live() -> usize {
    with_objects(|objects| objects.len())
}

#[no_mangle]
extern "C" fn calling_tenon_drop(handle: u64) -> i32 {
    match with_objects(|objects| objects.remove(&handle)) {
        None => return fail(CLOSED, c"closed".to_owned(), ptr::null_mut(), None),
        Some(Object::Station(Some(judge))) => judge.end(),
        Some(Object::Tank(data, size)) => {
            drop(unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(data, size)) });
        }
        Some(Object::Station(None) | Object::View) => {}
    }
    0
}

#[no_mangle]
unsafe extern "C" fn boundary_calling_station_new(result: *mut u64) -> i32 {
    unsafe { *result = wrap(Object::Station(None)) };
    0
}

#[no_mangle]
unsafe extern "C" fn boundary_calling_station_set_judge(
    station: u64,
    _accepts: bool,
    judge: *const Callback,
) -> i32 {
    let judge = unsafe { *judge };
    let before = with_objects(|objects| match objects.get_mut(&station) {
        Some(Object::Station(kept)) => kept.replace(judge),
        _ => unreachable!("it is a station"),
    });
    if let Some(before) = before {
        before.end();
    }
    0
}

type Judge = unsafe extern "C" fn(*mut c_void, f64, *mut i32) -> i32;

#[no_mangle]
unsafe extern "C" fn boundary_calling_station_ask(
    station: u64,
    level: f64,
    result: *mut i32,
) -> i32 {
    let judge = with_objects(|objects| match objects.get(&station) {
        Some(Object::Station(Some(judge))) => *judge,
        _ => unreachable!("it is a station with a judge"),
    });
    let function: Judge = unsafe { judge.function() };
    unsafe { function(judge.host, level, result) }
}

#[no_mangle]
unsafe extern "C" fn boundary_calling_tank_new(capacity: usize, result: *mut u64) -> i32 {
    let bytes = Box::into_raw(vec![0_u8; capacity].into_boxed_slice());
    unsafe { *result = wrap(Object::Tank(bytes.cast(), capacity)) };
    0
}

/// Mirrors `tenon_block`.
#[repr(C)]
pub struct Block {
    handle: u64,
    data: *const u8,
    count: usize,
}

#[no_mangle]
unsafe extern "C" fn boundary_calling_tank_content(tank: u64, result: *mut Block) -> i32 {
    let (data, count) = with_objects(|objects| match objects.get(&tank) {
        Some(Object::Tank(data, size)) => (data.cast_const(), *size),
        _ => unreachable!("it is a tank"),
    });
    unsafe { result.write(Block { handle: wrap(Object::View), data, count }) };
    0
}

#[no_mangle]
unsafe extern "C" fn boundary_calling_tank_stir(tank: u64, rounds: u32) -> i32 {
    with_objects(|objects| match objects.get(&tank) {
        Some(Object::Tank(data, size)) => {
            for byte in unsafe { slice::from_raw_parts_mut(*data, *size) } {
                *byte += rounds as u8;
            }
            0
        }
        _ => fail(CLOSED, c"closed".to_owned(), ptr::null_mut(), None),
    })
}

// ---- What every package asks first ----

#[no_mangle]
extern "C" fn boundary_calling_handshake(_expected: *const c_char) -> i32 {
    0
}

#[no_mangle]
extern "C" fn calling_tenon_set_unraisable(_hook: *const c_void) {}

#[no_mangle]
unsafe extern "C" fn boundary_calling_add_up(last: u32, result: *mut u64) -> i32 {
    unsafe { *result = (1..=u64::from(last)).sum() };
    0
}
