//! Random operations of many threads on one shared set of objects, or what is left of operations that create, use and
//! drop.
//!
//! Usage: `stress SEED SECONDS [THREADS]`, or `stress leaks`; the last line of what it prints is a JSON object.

mod leaks;

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::io::Read;
use std::pin::pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, RwLock, TryLockError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use warehouse::{Clerk, Error, Sheet, Shelf};

/// How many objects of each sort there are: few, so that the threads meet.
const PLACES: usize = 4;

/// What callbacks of this program fail with.
#[derive(Debug)]
struct Thrown;

impl fmt::Display for Thrown {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("thrown")
    }
}

impl StdError for Thrown {}

/// What all threads use. Rust's own rule (many readers or one writer) stands in the lock of a place; who shares memory
/// beyond that, a clerk and its shelf, is the runtime's to keep apart.
struct Shared {
    shelves: [RwLock<Shelf>; PLACES],
    sheets: [RwLock<Sheet>; PLACES],
    clerks: [Mutex<Option<Clerk>>; PLACES],
}

enum Failure {
    /// Rust's lock was taken: as `Error::Busy`, before the boundary is reached.
    Locked,
    Library(Error),
    Wrong(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Library(error)
    }
}

impl<T> From<TryLockError<T>> for Failure {
    fn from(error: TryLockError<T>) -> Self {
        match error {
            TryLockError::WouldBlock => Self::Locked,
            TryLockError::Poisoned(_) => Self::Wrong("a thread has panicked".into()),
        }
    }
}

type Outcome = Result<(), Failure>;

/// xorshift64*: the program needs no crate for its numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % limit
    }
}

struct Worker<'a> {
    shared: &'a Shared,
    random: Random,
    operations: u64,
    errors: BTreeMap<&'static str, u64>,
    unexpected: Vec<String>,
}

/// Wakes the thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        thread::park();
    }
}

impl<'a> Worker<'a> {
    const OPERATIONS: [(&'static str, fn(&mut Self) -> Outcome); 26] = [
        ("replace shelf", Self::replace_shelf),
        ("read", Self::read),
        ("read", Self::read),
        ("change", Self::change),
        ("change", Self::change),
        ("copy", Self::copy),
        ("absorb", Self::absorb),
        ("look", Self::look),
        ("edit", Self::edit),
        ("use sheet", Self::use_sheet),
        ("replace sheet", Self::replace_sheet),
        ("visit", Self::visit),
        ("watch", Self::watch),
        ("audit", Self::audit),
        ("turn", Self::turn),
        ("await audit", Self::await_audit),
        ("forget await", Self::forget_await),
        ("hire", Self::hire),
        ("hire", Self::hire),
        ("use clerk", Self::use_clerk),
        ("use clerk", Self::use_clerk),
        ("use clerk", Self::use_clerk),
        ("drop clerk", Self::drop_clerk),
        ("walk", Self::walk),
        ("scan", Self::scan),
        ("scan", Self::scan),
    ];

    fn new(shared: &'a Shared, seed: u64) -> Self {
        let random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        Self { shared, random, operations: 0, errors: BTreeMap::new(), unexpected: Vec::new() }
    }

    fn run(mut self, end: Instant) -> Self {
        while Instant::now() < end {
            for _ in 0..50 {
                let (name, operation) = Self::OPERATIONS[self.random.below(Self::OPERATIONS.len())];
                self.operations += 1;
                if let Err(failure) = operation(&mut self) {
                    self.note(name, &failure);
                }
            }
        }
        self
    }

    fn note(&mut self, name: &str, failure: &Failure) {
        let kind = match failure {
            Failure::Locked => "locked",
            Failure::Library(Error::Busy(_)) => "busy",
            Failure::Library(Error::Full(_)) => "full",
            Failure::Library(Error::NoSuchBox(_)) => "not_found",
            Failure::Library(error @ Error::CallbackFailed(_)) if was_thrown(error) => "thrown",
            Failure::Library(error @ Error::CallbackFailed(_)) if was_busy(error) => "busy",
            Failure::Library(error) => {
                self.unexpected.push(format!("{name}: {error:?}"));
                return;
            }
            Failure::Wrong(what) => {
                self.unexpected.push(format!("{name}: {what}"));
                return;
            }
        };
        *self.errors.entry(kind).or_default() += 1;
    }

    fn shelf(&mut self) -> &'a RwLock<Shelf> {
        &self.shared.shelves[self.random.below(PLACES)]
    }

    fn sheet(&mut self) -> &'a RwLock<Sheet> {
        &self.shared.sheets[self.random.below(PLACES)]
    }

    fn clerk(&mut self) -> &'a Mutex<Option<Clerk>> {
        &self.shared.clerks[self.random.below(PLACES)]
    }

    fn replace_shelf(&mut self) -> Outcome {
        *self.shelf().try_write()? = Shelf::new(&"grüße ".repeat(self.random.below(20)))?;
        Ok(())
    }

    fn read(&mut self) -> Outcome {
        let shelf = self.shelf().try_read()?;
        let size = shelf.size()?;
        if !(4..=usize::try_from(warehouse::MOST_BOXES).unwrap()).contains(&size) {
            return Err(Failure::Wrong(format!("{size} boxes")));
        }
        shelf.describe()?;
        shelf.label()?;
        shelf.weight(self.random.below(8))?;
        Ok(())
    }

    fn change(&mut self) -> Outcome {
        let mut shelf = self.shelf().try_write()?;
        if self.random.below(8) == 0 {
            shelf.clear()?;
        }
        shelf.set_label(&"ш".repeat(self.random.below(60)))?;
        Ok(shelf.add(1.25)?)
    }

    fn copy(&mut self) -> Outcome {
        let shelf = self.shelf().try_read()?;
        let weights = shelf.weights()?;
        warehouse::sum(&weights)?;
        Ok(())
    }

    fn absorb(&mut self) -> Outcome {
        let mut shelf = self.shelf().try_write()?;
        Ok(shelf.absorb(Shelf::new("taken")?)?)
    }

    fn look(&mut self) -> Outcome {
        let shelf = self.shelf().try_read()?;
        let view = shelf.look()?;
        if view.len() < 4 {
            return Err(Failure::Wrong("a view without the boxes".into()));
        }
        Ok(())
    }

    fn edit(&mut self) -> Outcome {
        let mut sheet = self.sheet().try_write()?;
        let mut view = sheet.edit()?;
        let number = f64::from(u32::try_from(self.random.below(1000)).unwrap());
        view.fill(number);
        Ok(())
    }

    fn use_sheet(&mut self) -> Outcome {
        let sheet = self.sheet().try_read()?;
        if !sheet.is_even()? {
            return Err(Failure::Wrong("a sheet is read while it is written to".into()));
        }
        sheet.look()?;
        Ok(())
    }

    fn replace_sheet(&mut self) -> Outcome {
        *self.sheet().try_write()? = Sheet::new(8)?;
        Ok(())
    }

    fn visit(&mut self) -> Outcome {
        let shelf = self.shelf().try_read()?;
        let limit = f64::from(u32::try_from(self.random.below(6)).unwrap());
        shelf.visit(|weight| {
            if weight > limit {
                return Err(warehouse::CallbackError::from(Thrown));
            }
            shelf.size()?;
            Ok(true)
        })?;
        Ok(())
    }

    fn watch(&mut self) -> Outcome {
        let mut shelf = self.shelf().try_write()?;
        let throws = self.random.below(2) == 0;
        if self.random.below(3) == 0 {
            return Ok(shelf.watch(None)?);
        }
        Ok(shelf
            .watch(Some(Box::new(move |_| if throws { Err(Thrown.into()) } else { Ok(true) })))?)
    }

    fn audit(&mut self) -> Outcome {
        let shelf = self.shelf().try_read()?;
        let rounds = u32::try_from(self.random.below(2000)).unwrap();
        shelf.audit(rounds)?;
        Ok(())
    }

    fn turn(&mut self) -> Outcome {
        let mut shelf = self.shelf().try_write()?;
        Ok(shelf.turn(u32::try_from(self.random.below(2000)).unwrap())?)
    }

    fn await_audit(&mut self) -> Outcome {
        let shelf = self.shelf().try_read()?;
        let first = shelf.audit_async(100);
        let second = shelf.audit_async(200);
        block_on(first)?;
        block_on(second)?;
        Ok(())
    }

    /// One that nobody waits for.
    fn forget_await(&mut self) -> Outcome {
        let mut shelf = self.shelf().try_write()?;
        let mut pending = shelf.turn_async(500);
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        drop(pin!(&mut pending).poll(&mut Context::from_waker(&waker)));
        Ok(())
    }

    fn hire(&mut self) -> Outcome {
        let clerk = self.shelf().try_write()?.hire()?;
        *self.clerk().try_lock()? = Some(clerk);
        Ok(())
    }

    fn use_clerk(&mut self) -> Outcome {
        let mut place = self.clerk().try_lock()?;
        let Some(clerk) = place.as_mut() else { return Ok(()) };
        clerk.count()?;
        Ok(clerk.add(1.5)?)
    }

    fn drop_clerk(&mut self) -> Outcome {
        *self.clerk().try_lock()? = None;
        Ok(())
    }

    fn walk(&mut self) -> Outcome {
        let shelf = self.shelf().try_read()?;
        let walk = shelf.walk()?;
        for weight in walk.take(self.random.below(8)) {
            weight?;
        }
        Ok(())
    }

    fn scan(&mut self) -> Outcome {
        let place = self.clerk().try_lock()?;
        let Some(clerk) = place.as_ref() else { return Ok(()) };
        let mut scan = clerk.scan()?;
        match scan.read_to_end(&mut Vec::new()) {
            Ok(read) if read % 8 == 0 => Ok(()),
            other => Err(Failure::Wrong(format!("a scan gave {other:?}"))),
        }
    }
}

/// Whether a callback of ours threw.
fn was_thrown(error: &Error) -> bool {
    error.source().is_some_and(|source| source.is::<Thrown>())
}

/// Whether a callback could not use an object.
fn was_busy(error: &Error) -> bool {
    matches!(error.source().and_then(|source| source.downcast_ref()), Some(Error::Busy(_)))
}

/// Calls that nobody waits for may still be running.
fn settled() -> u64 {
    for _ in 0..200 {
        if warehouse::live(false).unwrap() == 0 {
            return 0;
        }
        thread::sleep(Duration::from_millis(5));
    }
    warehouse::live(true).unwrap()
}

fn stress(seed: u64, seconds: f64, threads: u64) -> bool {
    let shared = Shared {
        shelves: std::array::from_fn(|_| RwLock::new(Shelf::new("first").unwrap())),
        sheets: std::array::from_fn(|_| RwLock::new(Sheet::new(8).unwrap())),
        clerks: std::array::from_fn(|_| Mutex::new(None)),
    };
    let end = Instant::now() + Duration::from_secs_f64(seconds);
    let workers: Vec<Worker<'_>> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|number| Worker::new(&shared, seed * 1000 + number))
            .map(|worker| scope.spawn(move || worker.run(end)))
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let operations: u64 = workers.iter().map(|worker| worker.operations).sum();
    let unexpected: Vec<String> =
        workers.iter().flat_map(|worker| worker.unexpected.clone()).collect();
    let mut errors = BTreeMap::<&str, u64>::new();
    for (kind, count) in workers.iter().flat_map(|worker| &worker.errors) {
        *errors.entry(kind).or_default() += count;
    }
    for text in unexpected.iter().take(10) {
        eprintln!("{text}");
    }
    drop(workers);
    drop(shared);
    let live = settled();
    let errors: Vec<String> =
        errors.iter().map(|(kind, count)| format!("\"{kind}\": {count}")).collect();
    println!(
        "{{\"operations\": {operations}, \"errors\": {{{}}}, \"unexpected\": {}, \"live\": {live}}}",
        errors.join(", "),
        unexpected.len()
    );
    unexpected.is_empty() && live == 0
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let passed = if arguments[0] == "leaks" {
        leaks::measure()
    } else {
        let threads = arguments.get(2).map_or(16, |text| text.parse().unwrap());
        stress(arguments[0].parse().unwrap(), arguments[1].parse().unwrap(), threads)
    };
    if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
