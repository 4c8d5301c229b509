//! Jobs: closures on threads of the scheduler's.
#![allow(non_snake_case)] // unit__condition__then_expected

use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

use mtproxy::{Error, JobOutcome, Scheduler, ThreadClass, JOB_RUN};

const RUN: u32 = JOB_RUN as u32;

#[test]
fn main_job__signalled__then_runs_in_run_pending_main_jobs() {
    let scheduler = Scheduler::new(1).unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    let job = scheduler
        .create_async_job(ThreadClass::Main, move |signals| {
            noted.lock().unwrap().push((signals, thread::current().id()));
            JobOutcome::Wait
        })
        .unwrap();
    job.signal(4).unwrap();
    assert_eq!(scheduler.run_pending_main_jobs().unwrap(), 0);
    job.schedule().unwrap();
    scheduler.wait_for_main_jobs(None).unwrap();
    assert_eq!(scheduler.run_pending_main_jobs().unwrap(), 1);
    assert_eq!(*seen.lock().unwrap(), [(4 | RUN, thread::current().id())]);
    scheduler.stop().unwrap();
}

#[test]
fn worker_job__signalled_through_two_references__then_runs_for_each() {
    let scheduler = Scheduler::new(2).unwrap();
    let (sender, seen) = mpsc::channel();
    let sender = Mutex::new(sender);
    let job = scheduler
        .create_async_job(ThreadClass::Worker, move |signals| {
            sender.lock().unwrap().send(signals).unwrap();
            JobOutcome::Wait
        })
        .unwrap();
    job.schedule().unwrap();
    assert_eq!(seen.recv().unwrap(), RUN);
    let second = job.incref().unwrap();
    drop(job);
    second.signal(8).unwrap();
    assert_eq!(seen.recv().unwrap(), 8);
    scheduler.stop().unwrap();
    assert!(second.has_ended().unwrap());
    assert!(seen.recv().is_err(), "the closure was dropped with its sender");
    assert!(matches!(second.signal(1), Err(Error::JobEnded(_))));
}

#[test]
fn notify_job__signalled__then_its_subscribers_are() {
    let scheduler = Scheduler::new(1).unwrap();
    let (sender, seen) = mpsc::channel();
    let sender = Mutex::new(sender);
    let job = scheduler
        .create_async_job(ThreadClass::Worker, move |signals| {
            sender.lock().unwrap().send(signals).unwrap();
            JobOutcome::Wait
        })
        .unwrap();
    job.schedule().unwrap();
    assert_eq!(seen.recv().unwrap(), RUN);
    let notify = scheduler.notify_job_create().unwrap();
    notify.subscribe(&job, 64).unwrap();
    notify.signal(1).unwrap();
    assert_eq!(seen.recv().unwrap(), 64);
    assert!(matches!(job.subscribe(&notify, 1), Err(Error::Invalid(_))));
    scheduler.stop().unwrap();
}

#[test]
fn stop__with_a_job_that_waits__then_it_never_runs() {
    let scheduler = Scheduler::new(1).unwrap();
    let job = scheduler
        .create_async_job(ThreadClass::Main, |_| -> JobOutcome { panic!("it must not run") })
        .unwrap();
    job.schedule().unwrap();
    scheduler.stop().unwrap();
    assert_eq!(scheduler.run_pending_main_jobs().unwrap(), 0);
    assert!(matches!(
        scheduler.create_async_job(ThreadClass::Main, |_| JobOutcome::Done),
        Err(Error::SchedulerStopped(_))
    ));
}

#[test]
fn probe__of_queue_and_jobs__then_all_is_there() {
    let boundary = mtproxy::get_concurrency_boundary().unwrap();
    assert_eq!(boundary.mpq_implemented_ops, 0x3f);
    assert_eq!(boundary.jobs_implemented_ops, 0x7f);
}
