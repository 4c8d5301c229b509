//! Panics whose payloads panic once more when they are dropped: none of them may end the process.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::panic;
use std::sync::{mpsc, Mutex};

use calling::{add_later, set_unraisable_hook, Station};

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic::panic_any(Self);
    }
}

#[test]
fn add_later__panics_with_what_panics_when_dropped__then_the_hook_hears_of_it() {
    let (tell, heard) = mpsc::channel();
    let tell = Mutex::new(tell);
    set_unraisable_hook(move |error| {
        let _ = tell.lock().map(|tell| tell.send(error.to_string()));
    });
    add_later(3, |_| -> () { panic::panic_any(Bomb) }).unwrap();
    assert!(heard.recv().unwrap().contains("panicked"));
}

#[test]
fn on_alarm__what_it_captured_panics_when_dropped__then_the_station_closes() {
    let bomb = Bomb;
    let mut station = Station::new().unwrap();
    station
        .on_alarm(Some(Box::new(move |_| {
            let _ = &bomb;
            Ok(())
        })))
        .unwrap();
    drop(station);
}
