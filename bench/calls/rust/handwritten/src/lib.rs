//! tally as one would bind it by hand: raw `extern "C"`, and around it what safe Rust needs, no more.

use std::ffi::{c_char, c_void, CStr, CString, NulError};
use std::future::Future;
use std::ops::Deref;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::ptr::{self, NonNull};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::{fmt, slice, str, thread};

#[repr(C)]
struct RawTally {
    _opaque: [u8; 0],
}

/// A place with a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub weight: i64,
}

extern "C" {
    fn tally_new(start: i64) -> *mut RawTally;
    fn tally_free(tally: *mut RawTally);
    fn tally_value(tally: *const RawTally) -> i64;
    fn tally_column(tally: *const RawTally, name: *const c_char, value: *mut f64) -> i32;
    fn tally_nothing();
    fn tally_add(left: i64, right: i64) -> i64;
    fn tally_text_size(text: *const c_char) -> usize;
    fn tally_short_text() -> *const c_char;
    fn tally_long_text() -> *const c_char;
    fn tally_point_sum(point: Point) -> f64;
    fn tally_point_at(distance: f64) -> Point;
    fn tally_ends(values: *const f64, count: usize) -> f64;
    fn tally_values(count: usize, values: *mut *mut f64, made: *mut usize) -> i32;
    fn tally_call_back(
        number: i64,
        change: unsafe extern "C" fn(i64, *mut c_void) -> i64,
        context: *mut c_void,
    ) -> i64;
    fn tally_fail() -> i32;
    fn tally_add_slowly(left: i64, right: i64) -> i64;
    fn free(memory: *mut c_void);
}

/// Why a call failed.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    NoSuchColumn,
    Refused,
    OutOfMemory,
    Unknown(i32),
    /// The text holds a NUL character.
    Text(NulError),
}

impl Error {
    #[inline]
    fn check(status: i32) -> Result<(), Self> {
        match status {
            0 => Ok(()),
            1 => Err(Self::NoSuchColumn),
            2 => Err(Self::Refused),
            3 => Err(Self::OutOfMemory),
            other => Err(Self::Unknown(other)),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchColumn => formatter.write_str("no column has that name"),
            Self::Refused => formatter.write_str("the call was asked to fail"),
            Self::OutOfMemory => formatter.write_str("memory is used up"),
            Self::Unknown(status) => write!(formatter, "status {status}"),
            Self::Text(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Error {}

impl From<NulError> for Error {
    fn from(error: NulError) -> Self {
        Self::Text(error)
    }
}

/// A count with named columns.
pub struct Tally(NonNull<RawTally>);

// SAFETY: the library uses nothing but the object.
unsafe impl Send for Tally {}
// SAFETY: what takes it as const only reads.
unsafe impl Sync for Tally {}

impl Tally {
    #[inline]
    pub fn new(start: i64) -> Result<Self, Error> {
        // SAFETY: only a value crosses.
        NonNull::new(unsafe { tally_new(start) }).map(Self).ok_or(Error::OutOfMemory)
    }

    #[inline]
    pub fn value(&self) -> i64 {
        // SAFETY: the object lives as long as `self`.
        unsafe { tally_value(self.0.as_ptr()) }
    }

    #[inline]
    pub fn column(&self, name: &str) -> Result<f64, Error> {
        let name = CString::new(name)?;
        let mut value = 0.0;
        // SAFETY: the object lives, and both pointers are valid for the call.
        Error::check(unsafe { tally_column(self.0.as_ptr(), name.as_ptr(), &mut value) })?;
        Ok(value)
    }
}

impl Drop for Tally {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the object is ours and is not used again.
        unsafe { tally_free(self.0.as_ptr()) }
    }
}

#[inline]
pub fn nothing() {
    // SAFETY: nothing crosses.
    unsafe { tally_nothing() }
}

#[inline]
pub fn add(left: i64, right: i64) -> i64 {
    // SAFETY: only values cross.
    unsafe { tally_add(left, right) }
}

#[inline]
pub fn text_size(text: &str) -> Result<usize, NulError> {
    let text = CString::new(text)?;
    // SAFETY: the text lives during the call.
    Ok(unsafe { tally_text_size(text.as_ptr()) })
}

/// # Safety
///
/// `text` ends with a NUL.
unsafe fn owned(text: *const c_char) -> Result<String, str::Utf8Error> {
    // SAFETY: as the caller promises.
    unsafe { CStr::from_ptr(text) }.to_str().map(str::to_owned)
}

#[inline]
pub fn short_text() -> Result<String, str::Utf8Error> {
    // SAFETY: the library's text lives for ever.
    unsafe { owned(tally_short_text()) }
}

#[inline]
pub fn long_text() -> Result<String, str::Utf8Error> {
    // SAFETY: the library's text lives for ever.
    unsafe { owned(tally_long_text()) }
}

#[inline]
pub fn point_sum(point: Point) -> f64 {
    // SAFETY: only values cross.
    unsafe { tally_point_sum(point) }
}

#[inline]
pub fn point_at(distance: f64) -> Point {
    // SAFETY: only values cross.
    unsafe { tally_point_at(distance) }
}

#[inline]
pub fn ends(values: &[f64]) -> f64 {
    // SAFETY: the slice lives during the call.
    unsafe { tally_ends(values.as_ptr(), values.len()) }
}

/// Values in the library's memory, which are not copied.
pub struct Values {
    elements: NonNull<f64>,
    count: usize,
}

// SAFETY: the elements are nobody else's.
unsafe impl Send for Values {}
// SAFETY: shared, they are only read.
unsafe impl Sync for Values {}

impl Deref for Values {
    type Target = [f64];

    #[inline]
    fn deref(&self) -> &[f64] {
        // SAFETY: the library made as many.
        unsafe { slice::from_raw_parts(self.elements.as_ptr(), self.count) }
    }
}

impl Drop for Values {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the memory is ours and is not used again.
        unsafe { free(self.elements.as_ptr().cast()) }
    }
}

#[inline]
pub fn values(count: usize) -> Result<Values, Error> {
    let (mut elements, mut made) = (ptr::null_mut(), 0);
    // SAFETY: both pointers are valid for the call.
    Error::check(unsafe { tally_values(count, &mut elements, &mut made) })?;
    let elements = NonNull::new(elements).ok_or(Error::OutOfMemory)?;
    Ok(Values { elements, count: made })
}

struct Lent<F> {
    change: F,
    panic: Option<Box<dyn std::any::Any + Send>>,
}

unsafe extern "C" fn call_lent<F: Fn(i64) -> i64>(number: i64, context: *mut c_void) -> i64 {
    // SAFETY: the context is what `call_back` passed and waits for.
    let lent = unsafe { &mut *context.cast::<Lent<F>>() };
    panic::catch_unwind(AssertUnwindSafe(|| (lent.change)(number))).unwrap_or_else(|payload| {
        lent.panic = Some(payload);
        0
    })
}

#[inline]
pub fn call_back<F: Fn(i64) -> i64>(number: i64, change: F) -> i64 {
    let mut lent = Lent { change, panic: None };
    // SAFETY: the function is called during the call only, with the context that belongs to it.
    let result = unsafe { tally_call_back(number, call_lent::<F>, (&raw mut lent).cast()) };
    if let Some(payload) = lent.panic {
        panic::resume_unwind(payload);
    }
    result
}

#[inline]
pub fn fail() -> Result<(), Error> {
    // SAFETY: nothing crosses.
    Error::check(unsafe { tally_fail() })
}

// ---- Awaited ----

type Job = Box<dyn FnOnce() + Send>;

/// One thread for all calls, as long as the program runs.
static WORKER: LazyLock<Sender<Job>> = LazyLock::new(|| {
    let (sender, receiver) = mpsc::channel::<Job>();
    thread::spawn(move || receiver.into_iter().for_each(|job| job()));
    sender
});

enum Answer {
    Waiting(Option<Waker>),
    Given(i64),
}

/// A call on another thread, which starts when it is first polled.
pub struct Sum {
    numbers: (i64, i64),
    answer: Option<Arc<Mutex<Answer>>>,
}

impl Future for Sum {
    type Output = i64;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<i64> {
        if let Some(answer) = &self.answer {
            return match &mut *answer.lock().unwrap_or_else(PoisonError::into_inner) {
                Answer::Given(sum) => Poll::Ready(*sum),
                Answer::Waiting(waker) => {
                    *waker = Some(context.waker().clone());
                    Poll::Pending
                }
            };
        }
        let answer = Arc::new(Mutex::new(Answer::Waiting(Some(context.waker().clone()))));
        self.answer = Some(Arc::clone(&answer));
        let (left, right) = self.numbers;
        let job = move || {
            // SAFETY: only values cross.
            let sum = unsafe { tally_add_slowly(left, right) };
            let mut place = answer.lock().unwrap_or_else(PoisonError::into_inner);
            let before = std::mem::replace(&mut *place, Answer::Given(sum));
            drop(place);
            if let Answer::Waiting(Some(waker)) = before {
                waker.wake();
            }
        };
        WORKER.send(Box::new(job)).expect("the worker lives as long as the program");
        Poll::Pending
    }
}

#[inline]
pub fn add_slowly(left: i64, right: i64) -> Sum {
    Sum { numbers: (left, right), answer: None }
}
