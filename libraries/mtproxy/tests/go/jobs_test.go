package mtproxy_test

import (
	"context"
	"errors"
	"testing"

	"tenon.example/mtproxy"
)

var errOurs = errors.New("on purpose")

// newScheduler is a scheduler, which is stopped and closed when the test is over.
func newScheduler(t *testing.T, threads uint32) *mtproxy.Scheduler {
	t.Helper()
	scheduler, err := mtproxy.NewScheduler(threads)
	succeeds(t, err)
	t.Cleanup(func() {
		succeeds(t, scheduler.Stop())
		succeeds(t, scheduler.Close())
	})
	return scheduler
}

// newJob is a job, which is closed when the test is over.
func newJob(
	t *testing.T, scheduler *mtproxy.Scheduler, thread mtproxy.ThreadClass, run mtproxy.JobFunctionFunc,
) *mtproxy.Job {
	t.Helper()
	job, err := scheduler.CreateAsyncJob(thread, run)
	succeeds(t, err)
	t.Cleanup(func() { succeeds(t, job.Close()) })
	return job
}

// runMain runs the pending main jobs, as many as the test expects.
func runMain(t *testing.T, scheduler *mtproxy.Scheduler, want int) {
	t.Helper()
	count, err := scheduler.RunPendingMainJobs()
	succeeds(t, err)
	equal(t, count, want)
}

func TestMainJob__signalled__then_runs_in_run_pending_main_jobs(t *testing.T) {
	scheduler := newScheduler(t, 1)
	var seen uint32
	job := newJob(t, scheduler, mtproxy.ThreadClassMain, func(signals uint32) (mtproxy.JobOutcome, error) {
		seen |= signals
		return mtproxy.JobOutcomeWait, nil
	})
	succeeds(t, job.Signal(4))
	runMain(t, scheduler, 0)
	succeeds(t, job.Schedule())
	succeeds(t, scheduler.WaitForMainJobs(context.Background()))
	runMain(t, scheduler, 1)
	equal(t, seen, 4|mtproxy.JobRun)
}

func TestWorkerJob__signalled_through_two_references__then_runs_for_each(t *testing.T) {
	scheduler := newScheduler(t, 2)
	seen := make(chan uint32)
	job := newJob(t, scheduler, mtproxy.ThreadClassWorker, func(signals uint32) (mtproxy.JobOutcome, error) {
		seen <- signals
		return mtproxy.JobOutcomeWait, nil
	})
	succeeds(t, job.Schedule())
	equal(t, <-seen, mtproxy.JobRun)
	second, err := job.Incref()
	succeeds(t, err)
	succeeds(t, second.Signal(8))
	equal(t, <-seen, 8)
	succeeds(t, second.Close())
}

func TestMainJob__that_fails__then_its_error_comes_out_and_others_are_left(t *testing.T) {
	scheduler := newScheduler(t, 1)
	runs := 0
	failing := newJob(t, scheduler, mtproxy.ThreadClassMain, func(uint32) (mtproxy.JobOutcome, error) {
		return mtproxy.JobOutcomeWait, errOurs
	})
	other := newJob(t, scheduler, mtproxy.ThreadClassMain, func(uint32) (mtproxy.JobOutcome, error) {
		runs++
		return mtproxy.JobOutcomeDone, nil
	})
	succeeds(t, failing.Schedule())
	succeeds(t, other.Schedule())
	_, err := scheduler.RunPendingMainJobs()
	fails(t, err, errOurs)
	ended, err := failing.HasEnded()
	succeeds(t, err)
	equal(t, ended, true)
	equal(t, runs, 0)
	runMain(t, scheduler, 1)
	equal(t, runs, 1)
	fails(t, other.Signal(1), mtproxy.ErrJobEnded)
}

func TestNotifyJob__signalled__then_its_subscribers_are(t *testing.T) {
	scheduler := newScheduler(t, 1)
	var seen uint32
	job := newJob(t, scheduler, mtproxy.ThreadClassMain, func(signals uint32) (mtproxy.JobOutcome, error) {
		seen = signals
		return mtproxy.JobOutcomeWait, nil
	})
	succeeds(t, job.Schedule())
	runMain(t, scheduler, 1)
	notify, err := scheduler.NotifyJobCreate()
	succeeds(t, err)
	succeeds(t, notify.Subscribe(job, 64))
	succeeds(t, notify.Signal(1))
	succeeds(t, scheduler.WaitForMainJobs(context.Background()))
	runMain(t, scheduler, 1)
	equal(t, seen, 64)
	succeeds(t, notify.Close())
}

func TestProbe__of_queue_and_jobs__then_all_is_there(t *testing.T) {
	boundary, err := mtproxy.GetConcurrencyBoundary()
	succeeds(t, err)
	equal(t, boundary.MpqImplementedOps, 0x3f)
	equal(t, boundary.JobsImplementedOps, 0x7f)
}
