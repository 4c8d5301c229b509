import assert from "node:assert/strict";
import test from "node:test";

import {
  JOB_RUN,
  JobEndedError,
  JobOutcome,
  Scheduler,
  ThreadClass,
  getConcurrencyBoundary,
} from "mtproxy";

// A function that the library keeps does not keep the process: these timers do.
async function until(happened) {
  while (!happened()) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

test("main_job__signalled__runs_in_runPendingMainJobs", async () => {
  const scheduler = new Scheduler(1);
  const seen = [];
  const job = scheduler.createAsyncJob(ThreadClass.MAIN, (signals) => {
    seen.push(signals);
    return JobOutcome.WAIT;
  });
  job.signal(4);
  assert.equal(scheduler.runPendingMainJobs(), 0);
  job.schedule();
  await scheduler.waitForMainJobsAsync();
  assert.equal(scheduler.runPendingMainJobs(), 1);
  assert.deepEqual(seen, [4 | JOB_RUN]);
  await scheduler.stopAsync();
  assert.equal(job.hasEnded, true);
  job.close();
  scheduler.close();
});

test("worker_job__signalled__runs_while_the_main_thread_waits", async () => {
  const scheduler = new Scheduler(2);
  const seen = [];
  const job = scheduler.createAsyncJob(ThreadClass.WORKER, (signals) => {
    seen.push(signals);
    return JobOutcome.WAIT;
  });
  job.schedule();
  await until(() => seen.length === 1);
  const second = job.incref();
  job.close();
  second.signal(8);
  await until(() => seen.length === 2);
  await scheduler.stopAsync();
  assert.deepEqual(seen, [JOB_RUN, 8]);
  assert.throws(() => second.signal(1), JobEndedError);
  second.close();
  scheduler.close();
});

test("main_job__that_throws__comes_out_and_leaves_the_others", async () => {
  const scheduler = new Scheduler(1);
  const reason = new Error("on purpose");
  let runs = 0;
  const failing = scheduler.createAsyncJob(ThreadClass.MAIN, () => {
    throw reason;
  });
  const other = scheduler.createAsyncJob(ThreadClass.MAIN, () => {
    runs++;
    return JobOutcome.DONE;
  });
  failing.schedule();
  other.schedule();
  assert.throws(
    () => scheduler.runPendingMainJobs(),
    (error) => error === reason,
  );
  assert.equal(failing.hasEnded, true);
  assert.equal(runs, 0);
  assert.equal(scheduler.runPendingMainJobs(), 1);
  assert.equal(runs, 1);
  await scheduler.stopAsync();
  failing.close();
  other.close();
  scheduler.close();
});

test("notify_job__signalled__signals_its_subscribers", async () => {
  const scheduler = new Scheduler(1);
  const seen = [];
  const job = scheduler.createAsyncJob(ThreadClass.MAIN, (signals) => {
    seen.push(signals);
    return JobOutcome.WAIT;
  });
  job.schedule();
  assert.equal(scheduler.runPendingMainJobs(), 1);
  const notify = scheduler.notifyJobCreate();
  notify.subscribe(job, 64);
  notify.signal(1);
  await scheduler.waitForMainJobsAsync();
  assert.equal(scheduler.runPendingMainJobs(), 1);
  assert.deepEqual(seen, [JOB_RUN, 64]);
  await scheduler.stopAsync();
  job.close();
  notify.close();
  scheduler.close();
});

test("probe__of_queue_and_jobs__says_that_all_is_there", () => {
  const boundary = getConcurrencyBoundary();
  assert.equal(boundary.mpqImplementedOps, 0x3f);
  assert.equal(boundary.jobsImplementedOps, 0x7f);
});
