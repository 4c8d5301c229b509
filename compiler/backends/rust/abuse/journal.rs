//! What is known if this process ends now.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::Write;

use crate::cases;
use crate::support::{self, Outcome};

/// The journal: a line of JSON per step.
pub struct Journal(File);

impl Journal {
    /// Goes on behind what is there.
    pub fn open(path: &str) -> Self {
        Self(OpenOptions::new().append(true).create(true).open(path).expect("the journal can be written"))
    }

    fn line(&mut self, text: &str) {
        self.0.write_all(format!("{text}\n").as_bytes()).expect("the journal can be written");
    }

    /// A case begins.
    pub fn begin(&mut self, number: u32) {
        self.line(&format!("{{\"begin\": {number}}}"));
    }

    /// What came back.
    pub fn outcome(&mut self, number: u32, outcome: &Outcome) {
        let mut text = format!("{{\"case\": {number}, \"got\": {}", quoted(outcome.got));
        if !outcome.code.is_empty() {
            let _ = write!(text, ", \"code\": {}", quoted(&outcome.code));
        }
        if !outcome.message.is_empty() {
            let _ = write!(text, ", \"message\": {}", quoted(&outcome.message));
        }
        self.line(&(text + "}"));
    }

    /// What is left when everything was dropped.
    pub fn end(&mut self) {
        cases::forget();
        self.line(&format!("{{\"end\": true, \"live\": {}, \"lent\": {}}}", support::live(), support::lent()));
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\u{0}'..='\u{1f}' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

/// What a wrong type, or a wrong borrow, is called. Anything else would be a mistake of the example's.
const WRONG: [(&str, &[&str]); 2] = [
    ("types", &["error[E0271]", "error[E0277]", "error[E0308]"]),
    ("borrows", &["error[E0382]", "error[E0499]", "error[E0502]", "error[E0505]"]),
];

/// What the compiler said to the functions of an example.
pub struct Refusals(HashMap<u32, String>);

impl Refusals {
    /// The compiler names lines; each lies in the function of a case.
    pub fn read(example: &str) -> Self {
        let source = fs::read_to_string(format!("examples/{example}.rs")).unwrap_or_default();
        let mut number = 0;
        let cases: Vec<u32> = source
            .lines()
            .map(|line| {
                if let Some(rest) = line.strip_prefix("fn case_") {
                    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                    number = digits.parse().unwrap_or(0);
                }
                number
            })
            .collect();
        let mut refusals = HashMap::new();
        let log = fs::read_to_string(format!("{example}.log")).unwrap_or_default();
        let wrong = WRONG.iter().find(|(name, _)| *name == example).map_or(&[] as &[&str], |(_, codes)| codes);
        for line in log.lines() {
            let mut parts = line.splitn(4, ':');
            let (Some(_), Some(at), Some(_), Some(said)) = (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let at: usize = at.parse().unwrap_or(0);
            let is_refusal = wrong.iter().any(|code| said.trim_start().starts_with(code));
            if is_refusal && at > 0 && at <= cases.len() {
                refusals.insert(cases[at - 1], said.trim().to_owned());
            }
        }
        Self(refusals)
    }

    /// Whether the case was refused.
    pub fn of(&self, number: u32) -> Outcome {
        match self.0.get(&number) {
            Some(said) => Outcome::new("compiler", said),
            None => Outcome::new("wrong", "the compiler takes it"),
        }
    }
}
