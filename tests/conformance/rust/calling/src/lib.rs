//! What must not compile.

/// Where any thread may call, a closure is `Fn + Send + Sync`.
///
/// ```
/// use std::sync::atomic::{AtomicI64, Ordering};
///
/// let sum = AtomicI64::new(0);
/// calling::each(0, 3, |number| sum.fetch_add(number, Ordering::Relaxed) < 100)?;
/// # Ok::<(), calling::Error>(())
/// ```
///
/// ```compile_fail,E0277
/// let sum = std::cell::Cell::new(0);
/// calling::each(0, 3, |number| {
///     sum.set(sum.get() + number);
///     true
/// })?;
/// # Ok::<(), calling::Error>(())
/// ```
///
/// ```compile_fail,E0594
/// let mut sum = 0;
/// calling::each(0, 3, |number| {
///     sum += number;
///     true
/// })?;
/// # Ok::<(), calling::Error>(())
/// ```
pub struct AnyThread;

/// What is called during the call may borrow; what the library keeps may not.
///
/// ```
/// let text = String::from("short");
/// calling::each(0, 1, |_| text.len() > 3)?;
/// # Ok::<(), calling::Error>(())
/// ```
///
/// ```compile_fail,E0597
/// let mut station = calling::Station::new()?;
/// {
///     let text = String::from("short");
///     let borrowed = &text;
///     station.set_judge(true, move |_| borrowed.len() as i32)?;
/// }
/// station.measure(1.0)?;
/// # Ok::<(), calling::Error>(())
/// ```
///
/// ```compile_fail,E0277
/// let mut station = calling::Station::new()?;
/// let shared = std::rc::Rc::new(1);
/// station.set_judge(true, move |_| *shared)?;
/// # Ok::<(), calling::Error>(())
/// ```
pub struct Kept;

/// What is called once may use up what it has captured; what is called often may not.
///
/// ```
/// let mut station = calling::Station::new()?;
/// let text = String::from("used up");
/// station.on_next(move |_| drop(text))?;
/// # Ok::<(), calling::Error>(())
/// ```
///
/// ```compile_fail,E0507
/// let mut station = calling::Station::new()?;
/// let text = String::from("used up");
/// station.add(move |_| drop(text))?;
/// # Ok::<(), calling::Error>(())
/// ```
///
/// ```compile_fail,E0382
/// let mut station = calling::Station::new()?;
/// let text = String::from("used up");
/// station.on_next(move |_| drop(text))?;
/// println!("{text}");
/// # Ok::<(), calling::Error>(())
/// ```
pub struct Once;

/// A closure gives what the library wants, or a `Result` of it.
///
/// ```compile_fail,E0277
/// calling::each(0, 1, |_| 7)?;
/// # Ok::<(), calling::Error>(())
/// ```
///
/// ```compile_fail,E0277
/// calling::each(0, 1, |_| Err::<bool, _>(7))?;
/// # Ok::<(), calling::Error>(())
/// ```
pub struct Outcomes;

/// What the library passes lives as long as the call.
///
/// ```compile_fail,E0521
/// let kept = std::sync::Mutex::new(Vec::new());
/// calling::write_down(Keeping(&kept), &["a"])?;
///
/// struct Keeping<'a>(&'a std::sync::Mutex<Vec<&'a str>>);
///
/// impl calling::Book for Keeping<'_> {
///     fn put(&self, name: &str, _: i64) -> Result<bool, calling::CallbackError> {
///         self.0.lock().unwrap().push(name);
///         Ok(true)
///     }
///     fn get(&self, _: &str) -> Result<i64, calling::CallbackError> {
///         Ok(0)
///     }
///     fn count(&self) -> Result<usize, calling::CallbackError> {
///         Ok(0)
///     }
///     fn clear(&self) -> Result<(), calling::CallbackError> {
///         Ok(())
///     }
/// }
/// # Ok::<(), calling::Error>(())
/// ```
pub struct Passed;

/// While a call is awaited, its objects are borrowed.
///
/// ```
/// let gate = calling::Gate::new()?;
/// let waiting = gate.wait_async();
/// gate.open()?;
/// drop(waiting);
/// # Ok::<(), calling::Error>(())
/// ```
///
/// ```compile_fail,E0499
/// let gate = calling::Gate::new()?;
/// let mut counter = calling::Counter::new()?;
/// let adding = counter.add_at_async(&gate, 1);
/// counter.add(1)?;
/// drop(adding);
/// # Ok::<(), calling::Error>(())
/// ```
///
/// ```compile_fail,E0505
/// let gate = calling::Gate::new()?;
/// let waiting = gate.wait_async();
/// drop(gate);
/// drop(waiting);
/// # Ok::<(), calling::Error>(())
/// ```
///
/// ```compile_fail,E0597
/// let visiting = {
///     let text = String::from("short");
///     calling::each_elsewhere_async(0, 1, |_| text.len() > 3)
/// };
/// drop(visiting);
/// ```
pub struct Awaited;
