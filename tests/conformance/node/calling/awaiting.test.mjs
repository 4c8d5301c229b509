import assert from "node:assert/strict";
import test from "node:test";
import { Worker } from "node:worker_threads";

import {
  BadTextError,
  BusyError,
  ClosedError,
  Counter,
  Gate,
  HungUpError,
  addUp,
  addUpAsync,
} from "calling";
import {
  collected,
  later,
  openedAtEnd,
  run,
  steadyMemory,
  until,
} from "./helpers.mjs";

test("addUpAsync__result__is_that_of_the_synchronous_form", async () => {
  assert.equal(await addUpAsync(100000), addUp(100000));
  assert.ok(addUpAsync(1) instanceof Promise);
});

test("waitAsync__while_it_waits__javascript_goes_on", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  let isOver = false;
  const waiting = gate.waitAsync().then(() => {
    isOver = true;
  });
  await until(() => gate.waiting() === 1);
  await later(5);
  assert.equal(isOver, false);
  gate.open();
  await waiting;
  assert.equal(isOver, true);
});

test("passAsync__several_at_once__each_has_its_own", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const texts = ["", "a", "ü😀", "x".repeat(5000)];
  const passing = texts.map((text) => gate.passAsync(text));
  await until(() => gate.waiting() === 4);
  gate.open();
  assert.deepEqual(await Promise.all(passing), texts);
});

test("failAsync__library_fails__rejects_with_its_error", async () => {
  const gate = new Gate();
  gate.open();
  const error = await gate.failAsync().catch((caught) => caught);
  assert.ok(error instanceof HungUpError);
  assert.equal(error.code, "CALLING_HUNG_UP");
  assert.equal(error.kind, "io");
  assert.equal(error.function, "calling_gate_fail");
  assert.throws(() => gate.fail(), HungUpError);
});

test("failAsync__stack__shows_who_awaited_it", async () => {
  async function awaitsTheGate(gate) {
    await gate.failAsync();
  }
  const gate = new Gate();
  gate.open();
  const error = await awaitsTheGate(gate).catch((caught) => caught);
  assert.match(error.stack, /^HungUpError: .*\n +at /);
  assert.match(error.stack, /failAsync/);
  assert.match(error.stack, /awaitsTheGate/);
});

test("failures__at_once__are_not_mixed_up", async () => {
  const gate = new Gate();
  gate.open();
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      i % 2
        ? gate.failAsync().catch((error) => error.code)
        : gate.passAsync(String(i)),
    ),
  );
  for (const [i, outcome] of outcomes.entries()) {
    assert.equal(outcome, i % 2 ? "CALLING_HUNG_UP" : String(i));
  }
});

test("async_form__wrong_argument__rejects_and_does_not_throw", async () => {
  const gate = new Gate();
  const promise = gate.passAsync(5);
  await assert.rejects(promise, { name: "TypeError" });
  await assert.rejects(gate.passAsync("nul\0"), BadTextError);
  await assert.rejects(addUpAsync(-1), RangeError);
  await assert.rejects(Gate.prototype.waitAsync.call({}), TypeError);
});

test("object__closed_before__rejects", async () => {
  const gate = new Gate();
  gate.close();
  await assert.rejects(gate.waitAsync(), ClosedError);
});

test("object__closed_while_it_is_used__lives_until_the_call_ends", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const waiting = gate.passAsync("through");
  await until(() => gate.waiting() === 1);
  const other = new Counter();
  const adding = other.addAtAsync(gate, 1);
  await until(() => gate.waiting() === 2);
  other.close();
  assert.equal(other.closed, true);
  gate.open();
  assert.equal(await waiting, "through");
  assert.equal(await adding, 1n);
});

test("object__used_by_a_running_call__says_busy_to_others", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const counter = new Counter();
  const adding = counter.addAtAsync(gate, 5);
  await until(() => gate.waiting() === 1);
  assert.throws(() => counter.add(1), BusyError);
  assert.throws(() => counter.count, BusyError);
  await assert.rejects(counter.addAtAsync(gate, 1), BusyError);
  gate.open();
  assert.equal(await adding, 5n);
  assert.equal(counter.count, 5n);
});

test("object__only_the_call_knows_it__is_kept_alive", async () => {
  const gate = new Gate();
  function start() {
    return new Counter().addAtAsync(gate, 3);
  }
  const adding = start();
  for (let i = 0; i < 5; i++) {
    globalThis.gc();
    await later();
  }
  gate.open();
  assert.equal(await adding, 3n);
});

test("object__after_its_calls__is_collected", async () => {
  async function use() {
    const gate = new Gate();
    gate.open();
    await gate.waitAsync();
    return new WeakRef(gate);
  }
  const refs = await Promise.all(Array.from({ length: 20 }, use));
  await collected(() => refs.every((ref) => ref.deref() === undefined));
});

test("more_calls_than_threads__all__end", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const passing = Array.from({ length: 100 }, (_, i) => gate.passAsync(`${i}`));
  await until(() => gate.waiting() > 0);
  gate.open();
  assert.equal((await Promise.all(passing)).length, 100);
});

test("process__call_under_way__waits_for_it", () => {
  const { status, stdout } = run(`
    const { addUpAsync } = require("calling");
    addUpAsync(1000).then((sum) => console.log(sum));
  `);
  assert.equal(stdout, "500500n\n");
  assert.equal(status, 0);
});

test("rejection__nobody_handles_it__shows_the_error", () => {
  const { status, stderr } = run(`
    const { Gate } = require("calling");
    const gate = new Gate();
    gate.open();
    gate.failAsync();
  `);
  assert.equal(status, 1);
  assert.match(stderr, /HungUpError/);
});

test("awaited__many_calls__leave_memory_as_it_is", async () => {
  const gate = new Gate();
  gate.open();
  await steadyMemory(async () => {
    for (let i = 0; i < 100; i++) {
      await Promise.all(
        Array.from({ length: 50 }, () => gate.passAsync("x".repeat(1000))),
      );
    }
  }, 24e6);
});

test("worker__awaits_and_is_ended__does_not_hang", async () => {
  const code = `
    const { parentPort } = require("node:worker_threads");
    const { Gate, addUpAsync } = require("calling");
    addUpAsync(10).then((sum) => parentPort.postMessage(sum));
    const gate = new Gate();
    const controller = new AbortController();
    gate.waitOrStopAsync({ signal: controller.signal }).catch(() => {});
    setTimeout(() => controller.abort(), 20);
  `;
  const worker = new Worker(code, { eval: true });
  // Its last message and its end may come at once.
  const ended = new Promise((resolve) => worker.on("exit", resolve));
  const sum = await new Promise((resolve, reject) => {
    worker.on("message", resolve);
    worker.on("error", reject);
  });
  assert.equal(sum, 55n);
  assert.equal(await ended, 0);
});
