import assert from "node:assert/strict";
import test from "node:test";

import { Gate, StoppedError, addInSteps, addInStepsAsync } from "calling";
import {
  later,
  openedAtEnd,
  rejectionOf,
  run,
  steadyMemory,
  until,
} from "./helpers.mjs";

test("abort__running_call__rejects_with_an_abort_error", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const controller = new AbortController();
  const waiting = gate.waitOrStopAsync({ signal: controller.signal });
  await until(() => gate.waiting() === 1);
  controller.abort();
  const error = await rejectionOf(waiting);
  assert.equal(error, controller.signal.reason);
  assert.equal(error.name, "AbortError");
  assert.equal(gate.waiting(), 0);
});

test("abort__with_a_reason__rejects_with_that_very_reason", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  for (const reason of [new Error("enough"), "enough", null]) {
    const controller = new AbortController();
    const waiting = gate.waitOrStopAsync({ signal: controller.signal });
    await until(() => gate.waiting() === 1);
    controller.abort(reason);
    assert.equal(await rejectionOf(waiting), reason);
  }
});

test("abort__before_the_call__does_not_call", async () => {
  const gate = new Gate();
  const signal = AbortSignal.abort(new Error("before"));
  assert.equal(
    await rejectionOf(gate.waitOrStopAsync({ signal })),
    signal.reason,
  );
  let isCaught = false;
  try {
    gate.waitOrStop({ signal });
  } catch (error) {
    isCaught = error === signal.reason;
  }
  assert.ok(isCaught);
  assert.equal(gate.waiting(), 0);
});

test("abort__after_the_call__changes_nothing", async () => {
  const gate = new Gate();
  gate.open();
  const controller = new AbortController();
  await gate.waitOrStopAsync({ signal: controller.signal });
  gate.waitOrStop({ signal: controller.signal });
  controller.abort();
  await gate.waitOrStopAsync();
});

test("abort__call_in_the_queue__rejects_before_it_began", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const controller = new AbortController();
  const blockers = Array.from({ length: 16 }, () => gate.waitAsync());
  // All threads that Node.js has for such calls: one on its way to the gate would change the count later.
  const threads = Number(process.env.UV_THREADPOOL_SIZE ?? 4);
  await until(() => gate.waiting() === threads);
  const queued = gate.passAsync("x", { signal: controller.signal });
  controller.abort();
  assert.equal(await rejectionOf(queued), controller.signal.reason);
  assert.equal(gate.waiting(), threads);
  gate.open();
  await Promise.all(blockers);
});

test("abort__function_that_cannot_be_stopped__ends_as_ever", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const controller = new AbortController();
  const passing = gate.passAsync("through", { signal: controller.signal });
  await until(() => gate.waiting() === 1);
  controller.abort();
  await later(5);
  gate.open();
  assert.equal(await passing, "through");
});

test("abort__one_signal__stops_all_its_calls", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const controller = new AbortController();
  const calls = Array.from({ length: 50 }, () =>
    gate.waitOrStopAsync({ signal: controller.signal }),
  );
  await until(() => gate.waiting() > 0);
  controller.abort();
  for (const outcome of await Promise.allSettled(calls)) {
    assert.equal(outcome.status, "rejected");
    assert.equal(outcome.reason, controller.signal.reason);
  }
});

test("abort__timeout_signal__stops", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const alive = setInterval(() => {}, 1000);
  const signal = AbortSignal.timeout(5);
  const error = await rejectionOf(gate.waitOrStopAsync({ signal }));
  clearInterval(alive);
  assert.equal(error.name, "TimeoutError");
});

test("abort__from_a_callback_of_a_synchronous_call__stops_it", () => {
  const controller = new AbortController();
  const seen = [];
  try {
    addInSteps(null, 100, 10, {
      signal: controller.signal,
      onProgress(done) {
        seen.push(done);
        if (done === 30n) {
          controller.abort();
        }
      },
    });
    assert.fail("nothing was thrown");
  } catch (error) {
    assert.equal(error, controller.signal.reason);
  }
  assert.deepEqual(seen, [10n, 20n, 30n]);
});

test("abort__other_failure_at_the_same_time__keeps_its_error", async () => {
  const controller = new AbortController();
  const error = new Error("mine");
  const caught = await rejectionOf(
    addInStepsAsync(null, 100, 10, {
      signal: controller.signal,
      onProgress() {
        controller.abort();
        throw error;
      },
    }),
  );
  assert.equal(caught, error);
});

test("signal__something_else__is_a_type_error", async () => {
  const gate = new Gate();
  for (const signal of [5, {}, new AbortController(), "signal"]) {
    await assert.rejects(gate.waitOrStopAsync({ signal }), {
      name: "TypeError",
      code: "ERR_INVALID_ARG_TYPE",
    });
  }
  gate.open();
  gate.waitOrStop({ signal: undefined });
  gate.waitOrStop({});
  gate.waitOrStop();
});

test("class__of_a_stopped_call__is_exported", () => {
  assert.equal(new StoppedError("x").kind, "cancelled");
});

test("listeners__after_many_calls__are_gone", async () => {
  const gate = new Gate();
  gate.open();
  let added = 0;
  const signal = {
    aborted: false,
    addEventListener: () => added++,
    removeEventListener: () => added--,
  };
  for (let i = 0; i < 20; i++) {
    await gate.waitOrStopAsync({ signal });
    gate.waitOrStop({ signal });
    await assert.rejects(gate.passAsync(1, { signal }), TypeError);
  }
  assert.equal(added, 0);
});

test("process__exits_while_a_call_could_be_stopped__ends", () => {
  const { status, signal } = run(`
    const { Gate } = require("calling");
    const gate = new Gate();
    gate.waitOrStopAsync();
    setTimeout(() => process.exit(5), 50);
  `);
  assert.equal(signal, null);
  assert.equal(status, 5);
});

test("cancelled_awaits__a_hundred_thousand__leave_memory_as_it_is", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  await steadyMemory(async () => {
    for (let i = 0; i < 20000; i += 200) {
      const controller = new AbortController();
      const waiting = Array.from({ length: 200 }, () =>
        gate.waitOrStopAsync({ signal: controller.signal }),
      );
      if (i % 400 === 0) {
        await later(0);
      }
      controller.abort();
      for (const { status } of await Promise.allSettled(waiting)) {
        assert.equal(status, "rejected");
      }
    }
  }, 48e6);
  assert.equal(gate.waiting(), 0);
});
