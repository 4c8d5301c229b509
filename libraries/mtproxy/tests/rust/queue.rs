//! The queue: threads at both ends, and futures.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::thread;

use mtproxy::{Cancel, Error, Queue, QueueNewOptions};

fn queue(limit: u64) -> Queue {
    Queue::new(QueueNewOptions { limit }).unwrap()
}

#[test]
fn pop__of_what_was_pushed__then_in_order() {
    let queue = queue(0);
    assert!(queue.is_empty().unwrap());
    for item in [3, 0, u64::MAX] {
        queue.push(item).unwrap();
    }
    assert!(!queue.is_empty().unwrap());
    for item in [Some(3), Some(0), Some(u64::MAX), None] {
        assert_eq!(queue.pop().unwrap(), item);
    }
}

#[test]
fn push__at_the_limit_or_shut_down__then_fails() {
    let queue = queue(1);
    queue.push(1).unwrap();
    assert!(matches!(queue.push(2), Err(Error::QueueFull(_))));
    queue.shut_down().unwrap();
    assert!(matches!(queue.push_w(2, None), Err(Error::QueueShutDown(_))));
    assert_eq!(queue.pop_nw(5).unwrap(), [1]);
    assert!(matches!(queue.pop_w(None), Err(Error::QueueShutDown(_))));
}

#[test]
fn pop_w__with_threads_at_both_ends__then_every_item_once() {
    const ITEMS: u64 = 500;
    let queue = queue(50);
    let mut taken = thread::scope(|scope| {
        let consumers: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let mut taken = Vec::new();
                    while let Ok(item) = queue.pop_w(None) {
                        taken.push(item);
                    }
                    taken
                })
            })
            .collect();
        let producers: Vec<_> = (0..4)
            .map(|producer| {
                let queue = &queue;
                scope.spawn(move || {
                    for item in 0..ITEMS {
                        queue.push_w(producer * ITEMS + item, None).unwrap();
                    }
                })
            })
            .collect();
        for producer in producers {
            producer.join().unwrap();
        }
        queue.shut_down().unwrap();
        consumers.into_iter().flat_map(|consumer| consumer.join().unwrap()).collect::<Vec<_>>()
    });
    taken.sort_unstable();
    assert_eq!(taken, (0..4 * ITEMS).collect::<Vec<_>>());
}

#[test]
fn pop_w__cancelled__then_takes_nothing() {
    let (queue, cancel) = (queue(0), Cancel::new());
    thread::scope(|scope| {
        let waiting = scope.spawn(|| queue.pop_w(Some(&cancel)));
        cancel.clone().request();
        assert!(matches!(waiting.join().unwrap(), Err(Error::Cancelled(_))));
    });
    queue.push(8).unwrap();
    assert_eq!(queue.pop().unwrap(), Some(8));
}
