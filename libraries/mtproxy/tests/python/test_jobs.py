"""The jobs of mtproxy.h: functions of Python's on threads of the scheduler's."""

import threading
import weakref

import mtproxy
import pytest
from mtproxy import JobOutcome, Scheduler, ThreadClass


class Note:
    """A job's function that notes its runs."""

    def __init__(self, outcome: JobOutcome = JobOutcome.WAIT) -> None:
        self.outcome = outcome
        self.seen: list[int] = []
        self.threads: list[threading.Thread] = []
        self.ran = threading.Semaphore(0)

    def __call__(self, signals: int) -> JobOutcome:
        self.seen.append(signals)
        self.threads.append(threading.current_thread())
        self.ran.release()
        return self.outcome


def test_main_job__signalled__runs_in_run_pending_main_jobs() -> None:
    scheduler, note = Scheduler(1), Note()
    job = scheduler.create_async_job(ThreadClass.MAIN, note)
    job.signal(4)
    assert scheduler.run_pending_main_jobs() == 0
    job.schedule()
    scheduler.wait_for_main_jobs()
    assert scheduler.run_pending_main_jobs() == 1
    assert note.seen == [4 | mtproxy.JOB_RUN]
    assert note.threads == [threading.current_thread()]
    scheduler.stop()


def test_worker_job__signalled__runs_on_a_thread_of_the_scheduler() -> None:
    scheduler, note = Scheduler(2), Note()
    job = scheduler.create_async_job(ThreadClass.WORKER, note)
    job.schedule()
    assert note.ran.acquire(timeout=60)
    second = job.incref()
    job.close()
    second.signal(8)
    assert note.ran.acquire(timeout=60)
    scheduler.stop()
    assert note.seen == [mtproxy.JOB_RUN, 8]
    assert threading.current_thread() not in note.threads


def test_main_job__that_raises__comes_out_and_leaves_the_others() -> None:
    scheduler, note = Scheduler(1), Note()

    def fails(signals: int) -> JobOutcome:
        raise LookupError(f"signals {signals}")

    failing = scheduler.create_async_job(ThreadClass.MAIN, fails)
    other = scheduler.create_async_job(ThreadClass.MAIN, note)
    failing.schedule()
    other.schedule()
    with pytest.raises(LookupError, match="signals 1"):
        scheduler.run_pending_main_jobs()
    assert failing.has_ended
    assert note.seen == []
    assert scheduler.run_pending_main_jobs() == 1
    assert note.seen == [mtproxy.JOB_RUN]
    scheduler.stop()


def test_job__that_is_done__lets_its_function_go() -> None:
    scheduler, note = Scheduler(1), Note(JobOutcome.DONE)
    job = scheduler.create_async_job(ThreadClass.MAIN, note)
    gone = weakref.ref(note)
    job.schedule()
    assert scheduler.run_pending_main_jobs() == 1
    del note
    assert gone() is None
    with pytest.raises(mtproxy.JobEndedError):
        job.signal(1)
    scheduler.stop()


def test_stop__with_jobs_that_wait__ends_them() -> None:
    scheduler, note = Scheduler(1), Note()
    job = scheduler.create_async_job(ThreadClass.MAIN, note)
    job.schedule()
    scheduler.stop()
    assert job.has_ended
    assert scheduler.run_pending_main_jobs() == 0
    assert note.seen == []
    with pytest.raises(mtproxy.SchedulerStoppedError):
        scheduler.create_async_job(ThreadClass.MAIN, note)


def test_notify_job__signalled__signals_its_subscribers() -> None:
    scheduler, note = Scheduler(1), Note()
    job = scheduler.create_async_job(ThreadClass.MAIN, note)
    job.schedule()
    assert scheduler.run_pending_main_jobs() == 1
    notify = scheduler.notify_job_create()
    notify.subscribe(job, 64)
    notify.signal(1)
    scheduler.wait_for_main_jobs()
    assert scheduler.run_pending_main_jobs() == 1
    assert note.seen == [mtproxy.JOB_RUN, 64]
    with pytest.raises(mtproxy.InvalidError, match="no notify job"):
        job.subscribe(notify, 1)
    scheduler.stop()


def test_probe__of_queue_and_jobs__says_that_all_is_there() -> None:
    boundary = mtproxy.get_concurrency_boundary()
    assert boundary.mpq_implemented_ops == boundary.mpq_contract_ops == 0x3F
    assert boundary.jobs_implemented_ops == boundary.jobs_contract_ops == 0x7F
