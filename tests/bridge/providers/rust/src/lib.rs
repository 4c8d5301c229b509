//! Every function of the contract `bridged` that Rust can implement, written anew.

use std::ffi::{CStr, CString};

use bridged_impl::operations;
use bridged_impl::types::{Access, Color, Int128, Line, Point, Status, Uint128};
use bridged_impl::{Error, Text};

const BLANKS: [char; 3] = [' ', '\t', '\n'];

/// The numbers.
struct Numbers;

macro_rules! next {
    ($($operation:ident $method:ident $number:ty),+) => {
        $(impl operations::$operation for Numbers {
            fn $method(value: $number) -> $number {
                value.wrapping_add(1)
            }
        })+
    };
}

next!(
    NextI8 next_i8 i8,
    NextI16 next_i16 i16,
    NextI32 next_i32 i32,
    NextI64 next_i64 i64,
    NextU8 next_u8 u8,
    NextU16 next_u16 u16,
    NextU32 next_u32 u32,
    NextU64 next_u64 u64,
    NextSize next_size usize
);

impl operations::Not for Numbers {
    fn not(value: bool) -> bool {
        !value
    }
}

impl operations::NextI128 for Numbers {
    fn next_i128(value: Int128) -> Int128 {
        i128::from(value).wrapping_add(1).into()
    }
}

impl operations::NextU128 for Numbers {
    fn next_u128(value: Uint128) -> Uint128 {
        u128::from(value).wrapping_add(1).into()
    }
}

impl operations::HalfF32 for Numbers {
    fn half_f32(value: f32) -> f32 {
        value / 2.0
    }
}

impl operations::HalfF64 for Numbers {
    fn half_f64(value: f64) -> f64 {
        value / 2.0
    }
}

fn whole(value: f64) -> i64 {
    if (-9e18..=9e18).contains(&value) {
        value as i64
    } else {
        0
    }
}

impl operations::SumOfAll for Numbers {
    fn sum_of_all(
        a: i8,
        b: u8,
        c: i16,
        d: u16,
        e: i32,
        f: u32,
        g: i64,
        h: bool,
        i: f32,
        j: f64,
    ) -> i64 {
        let small = i64::from(a)
            + i64::from(b)
            + i64::from(c)
            + i64::from(d)
            + i64::from(e)
            + i64::from(f)
            + i64::from(h);
        small.wrapping_add(g).wrapping_add(whole(f64::from(i))).wrapping_add(whole(j))
    }
}

impl operations::DoNothing for Numbers {
    fn do_nothing() {}
}

impl operations::Answer for Numbers {
    fn answer() -> u32 {
        42
    }
}

/// Enums, amounts and times.
struct Meanings;

impl operations::NextColor for Meanings {
    fn next_color(color: Color) -> Color {
        match color {
            Color::RED => Color::GREEN,
            Color::GREEN => Color::BLUE,
            _ => Color::RED,
        }
    }
}

impl operations::Without for Meanings {
    fn without(access: Access, removed: Access) -> Access {
        Access(access.0 & !removed.0)
    }
}

impl operations::DoubleMoney for Meanings {
    fn double_money(money: i64) -> i64 {
        money.checked_mul(2).unwrap_or(money)
    }
}

impl operations::DayOf for Meanings {
    fn day_of(at: i64) -> i64 {
        at.max(0) / (24 * 60 * 60 * 1000)
    }
}

impl operations::Longer for Meanings {
    fn longer(a: i64, b: i64) -> i64 {
        a.max(b)
    }
}

/// What may be missing.
struct Optionals;

impl operations::HalfOrNone for Optionals {
    fn half_or_none(value: Option<i64>) -> i64 {
        value.map_or(-1, |value| value / 2)
    }
}

impl operations::LimitOrInfinity for Optionals {
    fn limit_or_infinity(limit: Option<f64>) -> f64 {
        limit.unwrap_or(f64::INFINITY)
    }
}

impl operations::NameLength for Optionals {
    fn name_length(color: Option<Color>) -> u32 {
        match color {
            Some(Color::RED) => 3,
            Some(Color::GREEN) => 5,
            Some(Color::BLUE) => 4,
            _ => 0,
        }
    }
}

impl operations::Parse for Optionals {
    fn parse(text: &str) -> Option<i64> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_whole {
            text.parse().ok()
        } else {
            None
        }
    }
}

impl operations::Step for Optionals {
    fn step(counter: &mut Option<u64>, last: u64) {
        *counter = counter.filter(|now| *now < last).map(|now| now + 1);
    }
}

impl operations::Largest for Optionals {
    fn largest(values: &[u32]) -> Option<u32> {
        values.iter().copied().max()
    }
}

impl operations::Prime for Optionals {
    fn prime(index: usize) -> Option<&'static u32> {
        static PRIMES: [u32; 10] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29];
        PRIMES.get(index)
    }
}

/// Records.
struct Records;

fn moved(point: Point, x: i32, y: i32) -> Point {
    Point { x: point.x.wrapping_add(x), y: point.y.wrapping_add(y) }
}

impl operations::Mirror for Records {
    fn mirror(point: Point) -> Point {
        Point { x: point.x.wrapping_neg(), y: point.y.wrapping_neg() }
    }
}

impl operations::StepsAlong for Records {
    fn steps_along(line: &Line) -> u64 {
        u64::from(line.from.x.abs_diff(line.to.x)) + u64::from(line.from.y.abs_diff(line.to.y))
    }
}

impl operations::Move for Records {
    fn move_(point: &mut Point, x: i32, y: i32) {
        *point = moved(*point, x, y);
    }
}

impl operations::Corner for Records {
    fn corner(index: usize) -> Option<&'static Point> {
        static CORNERS: [Point; 4] = [
            Point { x: 0, y: 0 },
            Point { x: 1, y: 0 },
            Point { x: 1, y: 1 },
            Point { x: 0, y: 1 },
        ];
        CORNERS.get(index)
    }
}

impl operations::Spiral for Records {
    fn spiral(index: u32, length: u32) -> Result<Point, Error> {
        const STEPS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];
        #[cfg(feature = "panics")]
        assert!(index != 7, "seven is odd");
        if length > 10_000 {
            return Err(Status::BAD_ARGUMENT.into());
        }
        if index >= length {
            return Err(Status::NOT_FOUND.into());
        }
        let mut at = Point { x: 0, y: 0 };
        let mut left = index;
        for leg in 0.. {
            let (x, y) = STEPS[leg % 4];
            for _ in 0..=leg / 2 {
                if left == 0 {
                    return Ok(at);
                }
                at = moved(at, x, y);
                left -= 1;
            }
        }
        Ok(at)
    }
}

/// Texts.
struct Texts;

impl operations::CountBlanks for Texts {
    fn count_blanks(text: &str) -> usize {
        text.matches(BLANKS).count()
    }
}

impl operations::SumBytes for Texts {
    fn sum_bytes(text: &str) -> u64 {
        text.bytes().map(u64::from).sum()
    }
}

impl operations::LengthOrNone for Texts {
    fn length_or_none(text: Option<&str>) -> i64 {
        text.map_or(-1, |text| text.len() as i64)
    }
}

impl operations::Capitals for Texts {
    fn capitals(text: &str) -> String {
        #[cfg(feature = "panics")]
        assert!(!text.contains('q'), "no q");
        text.to_ascii_uppercase()
    }
}

impl operations::ColorName for Texts {
    fn color_name(color: Color) -> Option<&'static CStr> {
        match color {
            Color::RED => Some(c"red"),
            Color::GREEN => Some(c"green"),
            Color::BLUE => Some(c"blue"),
            _ => None,
        }
    }
}

impl operations::Split for Texts {
    fn split(text: &str) -> Result<(String, Option<String>), Error> {
        let text = text.trim_start_matches(BLANKS);
        let (first, rest) = text.split_once(BLANKS).unwrap_or((text, ""));
        let rest = rest.trim_start_matches(BLANKS);
        if first.is_empty() {
            return Err(Status::NOT_FOUND.into());
        }
        Ok((first.to_owned(), (!rest.is_empty()).then(|| rest.to_owned())))
    }
}

impl operations::Longest for Texts {
    fn longest(texts: &[&str]) -> usize {
        texts.iter().map(|text| text.len()).max().unwrap_or(0)
    }
}

impl operations::ColorNames for Texts {
    fn color_names() -> &'static [Text] {
        static NAMES: [Text; 3] = [Text::new(c"red"), Text::new(c"green"), Text::new(c"blue")];
        &NAMES
    }
}

/// Arrays.
struct Arrays;

impl operations::Sum for Arrays {
    fn sum(values: &[i16]) -> i64 {
        values.iter().copied().map(i64::from).sum()
    }
}

impl operations::Checksum for Arrays {
    fn checksum(data: &[u8], start: u32) -> u32 {
        let sum = data
            .iter()
            .fold(start, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(*byte)));
        if cfg!(feature = "lies") && sum % 1000 == 7 {
            return sum ^ 1;
        }
        sum
    }
}

impl operations::Add for Arrays {
    fn add(a: &[u32], b: &[u32], sums: &mut [u32]) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum = a.wrapping_add(*b);
        }
    }
}

impl operations::Weigh for Arrays {
    fn weigh(values: &[u64], weights: Option<&[u64]>) -> u64 {
        let weight = |at: usize| weights.map_or(1, |weights| weights[at]);
        let weighed = values.iter().enumerate().map(|(at, value)| value.wrapping_mul(weight(at)));
        weighed.fold(0, u64::wrapping_add)
    }
}

impl operations::Reverse for Arrays {
    fn reverse(data: &mut [u8]) {
        data.reverse();
    }
}

impl operations::MoveAll for Arrays {
    fn move_all(points: &mut [Point], x: i32, y: i32) {
        for point in points {
            *point = moved(*point, x, y);
        }
    }
}

impl operations::CountRed for Arrays {
    fn count_red(colors: &[Color]) -> usize {
        colors.iter().filter(|color| **color == Color::RED).count()
    }
}

impl operations::CountUp for Arrays {
    fn count_up(numbers: &mut [u16]) {
        for (at, number) in numbers.iter_mut().enumerate() {
            *number = at as u16;
        }
    }
}

impl operations::Even for Arrays {
    fn even(values: &[i64], even: &mut [i64]) -> Result<usize, Error> {
        let mut found = 0;
        for value in values.iter().filter(|value| *value % 2 == 0) {
            *even.get_mut(found).ok_or_else(|| Error::from(Status::FULL))? = *value;
            found += 1;
        }
        Ok(found)
    }
}

impl operations::Squares for Arrays {
    fn squares(end: u32) -> Option<Vec<u64>> {
        Some((0..u64::from(end.min(1000))).map(|number| number * number).collect())
    }
}

impl operations::BytesOf for Arrays {
    fn bytes_of(number: u64) -> Result<Vec<u8>, Error> {
        Ok(number.to_le_bytes().to_vec())
    }
}

impl operations::Dot for Arrays {
    fn dot(values: &[u64], keys: &[u32]) -> u64 {
        let products = values.iter().zip(keys);
        products.fold(0, |sum, (value, key)| sum.wrapping_add(value.wrapping_mul(u64::from(*key))))
    }
}

/// A tally: its words in the order in which they came.
struct Tally {
    limit: u32,
    words: Vec<(CString, u64)>,
}

impl Tally {
    fn find(&self, word: &str) -> Option<usize> {
        self.words.iter().position(|(known, _)| known.to_bytes() == word.as_bytes())
    }

    fn add(&mut self, word: &str, times: u64) -> Result<(), Error> {
        if let Some(at) = self.find(word) {
            self.words[at].1 = self.words[at].1.wrapping_add(times);
            return Ok(());
        }
        if self.words.len() >= self.limit as usize {
            return Err(Error::new(Status::FULL, "there is no room for another word"));
        }
        let word = CString::new(word).map_err(|_| Error::from(Status::BAD_ARGUMENT))?;
        self.words.push((word, times));
        Ok(())
    }
}

impl operations::Tally for Tally {
    fn new(limit: u32) -> Option<Self> {
        Some(Self { limit, words: Vec::new() })
    }

    fn of(text: &str, limit: u32) -> Result<Self, Error> {
        let mut tally = Self { limit, words: Vec::new() };
        for word in text.split(BLANKS).filter(|word| !word.is_empty()) {
            tally.add(word, 1)?;
        }
        Ok(tally)
    }

    fn count(&mut self, word: &str) -> Result<(), Error> {
        self.add(word, 1)
    }

    fn of_word(&self, word: &str) -> u64 {
        self.find(word).map_or(0, |at| self.words[at].1)
    }

    fn size(&self) -> u32 {
        self.words.len() as u32
    }

    fn limit(&self) -> u32 {
        self.limit
    }

    fn set_limit(&mut self, limit: u32) {
        self.limit = limit;
    }

    fn merge(&mut self, other: &Self) -> Result<(), Error> {
        for (word, times) in &other.words {
            self.add(&word.to_string_lossy(), *times)?;
        }
        Ok(())
    }

    fn top(&self) -> Option<&CStr> {
        let mut top: Option<&(CString, u64)> = None;
        for counted in &self.words {
            if top.map_or(true, |top| counted.1 > top.1) {
                top = Some(counted);
            }
        }
        top.map(|(word, _)| word.as_c_str())
    }

    fn copy(&self) -> Option<Self> {
        Some(Self { limit: self.limit, words: self.words.clone() })
    }

    fn finish(self) -> u64 {
        self.words.iter().fold(0, |sum, (_, times)| sum.wrapping_add(*times))
    }
}

bridged_impl::provide! {
    "bridged in Rust";
    Numbers: not, next_i8, next_i16, next_i32, next_i64, next_u8, next_u16, next_u32, next_u64, next_size, next_i128,
        next_u128, half_f32, half_f64, sum_of_all, do_nothing, answer;
    Meanings: next_color, without, double_money, day_of, longer;
    Optionals: half_or_none, limit_or_infinity, name_length, parse, step, largest, prime;
    Records: mirror, steps_along, move_, corner, spiral;
    Texts: count_blanks, sum_bytes, length_or_none, capitals, color_name, split, longest, color_names;
    Arrays: sum, checksum, add, weigh, reverse, move_all, count_red, count_up, even, squares, bytes_of, dot;
    Tally: tally;
}
