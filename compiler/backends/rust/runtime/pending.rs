//! Calls that are awaited.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

/// A call that runs on another thread, once it is awaited. It needs no particular runtime.
///
/// Dropping it before the call has returned leaves the call to itself: nothing waits for it, its result is dropped, and
/// until it returns its objects are busy.
#[must_use = "a call starts when it is awaited"]
pub struct Pending<'a, T> {
    state: State<T>,
    /// The objects that the call uses: nobody else should, meanwhile.
    objects: PhantomData<&'a mut ()>,
}

type Call<T> = Box<dyn FnOnce() -> T + Send>;

enum State<T> {
    Idle(Call<T>),
    Running(Arc<Answer<T>>),
    Done,
}

/// Where the call leaves its result, and finds whom to wake.
struct Answer<T>(Mutex<Slot<T>>);

enum Slot<T> {
    Waiting(Waker),
    Given(thread::Result<T>),
    Taken,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T: Send + 'static> Pending<'_, T> {
    pub(crate) fn new(call: impl FnOnce() -> T + Send + 'static) -> Self {
        Self { state: State::Idle(Box::new(call)), objects: PhantomData }
    }
}

impl<T> Unpin for Pending<'_, T> {}

impl<T: Send + 'static> Future for Pending<'_, T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let state = &mut self.get_mut().state;
        match std::mem::replace(state, State::Done) {
            State::Idle(call) => {
                let answer = Arc::new(Answer(Mutex::new(Slot::Waiting(context.waker().clone()))));
                *state = State::Running(Arc::clone(&answer));
                POOL.run(Box::new(move || answer.give(call)));
                Poll::Pending
            }
            State::Running(answer) => match answer.take(context.waker()) {
                Some(Ok(result)) => Poll::Ready(result),
                Some(Err(payload)) => panic::resume_unwind(payload),
                None => {
                    *state = State::Running(answer);
                    Poll::Pending
                }
            },
            State::Done => panic!("a call was awaited again after it had returned"),
        }
    }
}

impl<T> Answer<T> {
    fn give(&self, call: Call<T>) {
        let result = panic::catch_unwind(AssertUnwindSafe(call));
        let before = std::mem::replace(&mut *lock(&self.0), Slot::Given(result));
        if let Slot::Waiting(waker) = before {
            waker.wake();
        }
    }

    fn take(&self, waker: &Waker) -> Option<thread::Result<T>> {
        let mut slot = lock(&self.0);
        match std::mem::replace(&mut *slot, Slot::Taken) {
            Slot::Given(result) => Some(result),
            Slot::Waiting(before) if before.will_wake(waker) => {
                *slot = Slot::Waiting(before);
                None
            }
            _ => {
                *slot = Slot::Waiting(waker.clone());
                None
            }
        }
    }
}

impl<T> fmt::Debug for Pending<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pending").finish_non_exhaustive()
    }
}

// ---- The threads ----

type Job = Box<dyn FnOnce() + Send>;

/// Threads that come with the calls and go when there are none for a while.
struct Pool {
    shared: Mutex<Queue>,
    arrived: Condvar,
}

struct Queue {
    jobs: VecDeque<Job>,
    idle: usize,
    threads: usize,
}

static POOL: Pool = Pool {
    shared: Mutex::new(Queue { jobs: VecDeque::new(), idle: 0, threads: 0 }),
    arrived: Condvar::new(),
};

/// More calls than this at a time wait for each other.
const MOST_THREADS: usize = 512;
const PATIENCE: Duration = Duration::from_secs(5);

impl Pool {
    fn run(&'static self, job: Job) {
        let mut queue = lock(&self.shared);
        queue.jobs.push_back(job);
        if queue.jobs.len() <= queue.idle {
            self.arrived.notify_one();
        } else if queue.threads < MOST_THREADS {
            let name = concat!(env!("CARGO_PKG_NAME"), " call").to_owned();
            let started = thread::Builder::new().name(name).spawn(|| self.work());
            queue.threads += usize::from(started.is_ok());
            assert!(queue.threads > 0, "there is no thread for a call: {started:?}");
        }
    }

    fn work(&self) {
        let mut queue = lock(&self.shared);
        loop {
            if let Some(job) = queue.jobs.pop_front() {
                drop(queue);
                // What is left of a call that nobody waits for may panic when it is dropped, and so may a waker.
                if let Err(payload) = panic::catch_unwind(AssertUnwindSafe(job)) {
                    std::mem::forget(payload);
                }
                queue = lock(&self.shared);
                continue;
            }
            queue.idle += 1;
            let (again, waited) =
                self.arrived.wait_timeout(queue, PATIENCE).unwrap_or_else(PoisonError::into_inner);
            queue = again;
            queue.idle -= 1;
            if waited.timed_out() && queue.jobs.is_empty() {
                queue.threads -= 1;
                return;
            }
        }
    }
}
