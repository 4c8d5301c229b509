//! What the cases have in common: valid values, what callbacks do, and what came back.

#![allow(dead_code)] // Not every package has use for everything.

use std::any::Any;
use std::cell::Cell;
use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};
use std::{env, thread};

use crate::cases::CODES;

/// What the driver's own callbacks fail with.
pub const MINE: &str = "the driver's own error";

/// For what a function may give or not.
pub const NOTHING: Stop = Stop(String::new());

/// A case that is tried at run time.
pub type Trial = fn() -> Tried;
/// What came back, or why the call could not be made.
pub type Tried = Result<Outcome, Stop>;
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How a case is tried.
pub enum How {
    /// At run time.
    Run(Trial),
    /// By the compiler, which checks types.
    Types,
    /// By the compiler, which checks borrows.
    Borrows,
    /// Not at all.
    Nothing(&'static str),
}

/// One thing to try.
pub struct Case {
    pub number: u32,
    pub abuse: &'static str,
    pub outcome: &'static str,
    pub codes: &'static str,
    pub stand_in: &'static str,
    pub method: &'static str,
    pub how: How,
}

/// What came back.
pub struct Outcome {
    pub got: &'static str,
    pub code: String,
    pub message: String,
}

/// Why the valid rest of a call could not be made.
pub struct Stop(pub String);

impl<E: std::fmt::Display> From<E> for Stop {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

impl Outcome {
    pub fn new(got: &'static str, message: &str) -> Self {
        Self { got, code: String::new(), message: message.to_owned() }
    }
}

fn is_boundary(code: &str) -> bool {
    CODES.iter().any(|(_, name, is_boundary)| *name == code && *is_boundary)
}

impl Case {
    /// An error of the boundary before the library was called is a refusal.
    pub fn settle(&self, mut outcome: Outcome) -> Outcome {
        if outcome.got == "accepted" && self.abuse == "out_of_range" {
            return Outcome::new("inexpressible", "the type holds what C's number does");
        }
        if outcome.got == "accepted" && self.abuse == "null_array" {
            return Outcome::new("inexpressible", "None has no elements to be missing");
        }
        if outcome.got == "failed" {
            outcome.got = match (self.outcome, is_boundary(&outcome.code)) {
                ("accepted" | "harmless", false) => "accepted",
                ("refused" | "accepted" | "harmless", true) => "refused",
                ("type_error", true) => "type_error",
                _ => outcome.got,
            };
        }
        outcome
    }

    /// Whether this is what must come back.
    pub fn is_right(&self, outcome: &Outcome) -> bool {
        let has_code = self.codes.split(' ').any(|code| code == outcome.code);
        match self.outcome {
            "refused" | "failed" => outcome.got == self.outcome && has_code,
            "accepted" => outcome.got == "accepted" || has_code,
            _ => outcome.got != "wrong",
        }
    }
}

/// What the result of a call says.
pub fn settle<T, E: Coded>(result: Result<T, E>) -> Tried {
    let Err(error) = result else { return Ok(Outcome::new("accepted", "")) };
    let (code, message) = error.told();
    let known = CODES.iter().find(|(c_name, _, _)| *c_name == code);
    let mut outcome = Outcome::new(if known.is_some() && !message.is_empty() { "failed" } else { "wrong" }, &message);
    outcome.code = known.map_or(code, |(_, name, _)| *name).to_owned();
    Ok(outcome)
}

/// The same for a call that cannot fail.
pub fn value<T>(_: T) -> Tried {
    Ok(Outcome::new("accepted", ""))
}

/// An error of the package, or of what hands one on.
pub trait Coded {
    fn told(&self) -> (&'static str, String);
}

impl Coded for @CRATE@::Error {
    fn told(&self) -> (&'static str, String) {
        (self.code_name(), self.to_string())
    }
}

impl Coded for io::Error {
    fn told(&self) -> (&'static str, String) {
        let inner = self.get_ref().and_then(|inner| inner.downcast_ref::<@CRATE@::Error>());
        inner.map_or(("", self.to_string()), Coded::told)
    }
}

// ---- What callbacks do ----

/// What the driver's functions do when the library calls them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Conduct {
    Behave,
    Fail,
    Panic,
    Lie,
}

impl Conduct {
    /// Those that belong to an abuse.
    pub fn of(abuse: &str) -> &'static [Self] {
        match abuse {
            "callback_fails" | "kept_fails" => &[Self::Fail, Self::Panic],
            "callback_lies" => &[Self::Lie],
            _ => &[Self::Behave],
        }
    }
}

/// What a case makes callbacks and the library do from `arm` on.
struct Plan {
    conduct: Conduct,
    method: &'static str,
    stand_in: &'static str,
}

static PLAN: Mutex<Plan> = Mutex::new(Plan { conduct: Conduct::Behave, method: "", stand_in: "" });
static ARMED: AtomicU8 = AtomicU8::new(0);
static TOLD: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static LYING: Cell<bool> = const { Cell::new(false) };
}

/// Notes what `arm` will do.
pub fn prepare(case: &Case, conduct: Conduct) {
    *PLAN.lock().unwrap_or_else(std::sync::PoisonError::into_inner) =
        Plan { conduct, method: case.method, stand_in: case.stand_in };
}

/// From here on, everybody behaves as the case says.
pub fn arm() {
    let plan = PLAN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if !plan.stand_in.is_empty() {
        env::set_var("TENON_STAND_IN", plan.stand_in);
    }
    TOLD.store(0, Ordering::SeqCst);
    ARMED.store(plan.conduct as u8, Ordering::SeqCst);
}

/// From here on, everybody behaves well.
pub fn disarm() {
    env::remove_var("TENON_STAND_IN");
    ARMED.store(Conduct::Behave as u8, Ordering::SeqCst);
}

/// Whether the library has called what was to fail.
pub fn was_told() -> bool {
    TOLD.load(Ordering::SeqCst) > 0
}

/// What a callback does.
pub fn answer<T: Benign>(method: &str) -> Result<T, Failure> {
    let armed = ARMED.load(Ordering::SeqCst);
    let is_meant = {
        let plan = PLAN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        plan.method.is_empty() || plan.method == method
    };
    if armed == Conduct::Behave as u8 || !is_meant {
        return Ok(given());
    }
    TOLD.fetch_add(1, Ordering::SeqCst);
    if armed == Conduct::Fail as u8 {
        return Err(MINE.into());
    }
    if armed == Conduct::Panic as u8 {
        std::panic::panic_any(MINE);
    }
    LYING.set(true);
    let lie = given();
    LYING.set(false);
    Ok(lie)
}

fn given<T: Benign>() -> T {
    T::given()
}

/// What a callback does that cannot fail.
pub fn tell() {
    if let Err(error) = answer::<()>("call") {
        std::panic::panic_any(if error.to_string() == MINE { MINE } else { "another error" });
    }
}

/// Whether a panic is the driver's own.
pub fn is_mine(payload: &(dyn Any + Send)) -> bool {
    words(payload) == MINE
}

/// What a panic says.
pub fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "something".to_owned())
}

/// A stream that a callback reads from or writes to.
pub struct Stream;

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        answer::<usize>("call").map(|count| if count > 1 { count } else { count.min(buffer.len()) }).map_err(io::Error::other)
    }
}

impl Write for Stream {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        answer::<()>("call").map(|()| data.len()).map_err(io::Error::other)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

// ---- Valid values ----

/// A type with a value that nobody minds.
pub trait Benign: Sized {
    fn benign() -> Self;

    /// The same from a callback, where a number may say how much of an array was filled.
    fn given() -> Self {
        Self::benign()
    }
}

/// A valid value.
pub fn benign<T: Benign>() -> T {
    T::benign()
}

macro_rules! benign_numbers {
    ($($type:ty => $one:expr),* $(,)?) => {
        $(impl Benign for $type {
            fn benign() -> Self {
                $one
            }
        })*
    };
}

benign_numbers!(
    i8 => 1, i16 => 1, i32 => 1, i64 => 1, i128 => 1, u8 => 1, u16 => 1, u32 => 1, u64 => 1, u128 => 1,
    f32 => 1.0, f64 => 1.0, bool => true, () => (),
    Duration => Duration::from_secs(1),
    SystemTime => SystemTime::UNIX_EPOCH + Duration::from_secs(1),
);

impl Benign for usize {
    fn benign() -> Self {
        1
    }

    fn given() -> Self {
        if LYING.get() {
            Self::MAX
        } else {
            0
        }
    }
}

impl Benign for String {
    fn benign() -> Self {
        if LYING.get() { "te\0xt" } else { "text" }.to_owned()
    }
}

impl<T: Benign> Benign for Option<T> {
    fn benign() -> Self {
        Some(T::benign())
    }
}

impl<T: Benign> Benign for Vec<T> {
    fn benign() -> Self {
        vec![T::benign(), T::benign()]
    }
}

macro_rules! benign_tuples {
    ($(($($name:ident),+)),* $(,)?) => {
        $(impl<$($name: Benign),+> Benign for ($($name,)+) {
            fn benign() -> Self {
                ($($name::benign(),)+)
            }

            fn given() -> Self {
                ($($name::given(),)+)
            }
        })*
    };
}

benign_tuples!((A, B), (A, B, C), (A, B, C, D));

/// The ends of a type's range.
pub trait Extreme {
    const LEAST: Self;
    const GREATEST: Self;
}

macro_rules! extremes {
    ($($type:ty),*) => {
        $(impl Extreme for $type {
            const LEAST: Self = <$type>::MIN;
            const GREATEST: Self = <$type>::MAX;
        })*
    };
}

extremes!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, usize, f32, f64);

impl Extreme for Duration {
    const LEAST: Self = Self::ZERO;
    const GREATEST: Self = Self::from_secs(3600); // C's type is another one.
}

impl Extreme for SystemTime {
    const LEAST: Self = Self::UNIX_EPOCH;
    const GREATEST: Self = Self::UNIX_EPOCH;
}

/// The least value of a type.
pub fn least<T: Extreme>() -> T {
    T::LEAST
}

/// The greatest value of a type.
pub fn greatest<T: Extreme>() -> T {
    T::GREATEST
}

/// A type some of whose values C's numbers cannot say.
pub trait TooFar {
    fn too_far(is_before: bool) -> Self;
}

impl TooFar for Duration {
    fn too_far(_: bool) -> Self {
        Self::MAX
    }
}

impl TooFar for SystemTime {
    fn too_far(is_before: bool) -> Self {
        let far = Duration::from_secs(1 << 62);
        let moment = if is_before { Self::UNIX_EPOCH.checked_sub(far) } else { Self::UNIX_EPOCH.checked_add(far) };
        moment.unwrap_or(Self::UNIX_EPOCH)
    }
}

/// Such a value.
pub fn too_far<T: TooFar>(is_before: bool) -> T {
    T::too_far(is_before)
}

// ---- Elsewhere, and at the end ----

/// On another thread.
pub fn elsewhere(run: impl FnOnce() -> Tried + Send) -> Tried {
    thread::scope(|scope| match scope.spawn(run).join() {
        Ok(tried) => tried,
        Err(payload) => Ok(Outcome::new("wrong", &format!("panic: {}", words(payload.as_ref())))),
    })
}

struct AtExit(Trial);

impl Drop for AtExit {
    fn drop(&mut self) {
        let _ = (self.0)();
    }
}

thread_local! {
    static LAST: Cell<Option<AtExit>> = const { Cell::new(None) };
}

/// Calls once more when this thread's variables are dropped, and in one that ends with the process.
pub fn keep_at_exit(trial: Trial) {
    let _ = trial();
    LAST.set(Some(AtExit(trial)));
    thread::spawn(move || LAST.set(Some(AtExit(trial))));
}

extern "C" {
    #[link_name = "@LIVE@"]
    fn tenon_live_count() -> usize;
    @LENT_DECLARATION@
}

/// How many objects the package still has.
pub fn live() -> usize {
    // SAFETY: it only counts.
    unsafe { tenon_live_count() }
}

/// How much the library that stands in has given out.
pub fn lent() -> u64 {
    @LENT@
}
