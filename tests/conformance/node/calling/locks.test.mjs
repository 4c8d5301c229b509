import assert from "node:assert/strict";
import test from "node:test";

import { BusyError, Counter, Gate, Tank, each } from "calling";
import { openedAtEnd, until } from "./helpers.mjs";

test("waits__object_is_free__is_at_once", () => {
  const counter = new Counter();
  counter.add(4);
  assert.equal(counter.settled(), 4n);
  assert.equal(counter.glance(), 4n);
});

test("waits__object_stays_in_use__fails_after_its_time", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const counter = new Counter();
  const adding = counter.addAtAsync(gate, 1);
  await until(() => gate.waiting() === 1);
  assert.throws(() => counter.glance(), BusyError);
  assert.throws(() => counter.count, BusyError);
  gate.open();
  await adding;
  assert.equal(counter.glance(), 1n);
});

test("waits__object_becomes_free__gives_the_value", async (t) => {
  const gate = openedAtEnd(t, new Gate());
  const counter = new Counter();
  const adding = counter.addAtAsync(gate, 7);
  await until(() => gate.waiting() === 1);
  gate.open();
  // The other thread is about to end: the call waits for it.
  assert.equal(counter.settled(), 7n);
  await adding;
});

test("countIf__callback_uses_the_object__says_busy", () => {
  const counter = new Counter();
  const seen = [];
  const count = counter.countIf(3, () => {
    try {
      counter.add(1);
    } catch (error) {
      seen.push(error instanceof BusyError);
    }
    return true;
  });
  assert.equal(count, 3n);
  assert.deepEqual(seen, [true, true, true]);
  assert.equal(counter.count, 3n);
});

test("countIf__callback_uses_another_object__is_free_to", () => {
  const counter = new Counter();
  const other = new Counter();
  counter.countIf(3, () => other.add(1) > 0n);
  assert.equal(other.count, 3n);
  assert.equal(
    each(0, 2, () => other.count === 3n),
    2,
  );
});

test("content__a_hundred_thousand_views_while_other_threads_change_it__never_in_between", async () => {
  const tank = new Tank(1000);
  tank.write(new Uint8Array(1000));
  let opened = 0;
  let busy = 0;
  let changes = 0;
  while (opened < 100000 || busy === 0 || changes === 0) {
    const stirring = tank.stirAsync(3000);
    for (let i = 0; i < 1000; i++) {
      try {
        const view = tank.content();
        const bytes = view.array;
        assert.ok(bytes[0] === bytes[500] && bytes[0] === bytes[999]);
        view.close();
        opened++;
      } catch (error) {
        assert.ok(error instanceof BusyError, error);
        busy++;
      }
    }
    try {
      await stirring;
      changes += 3000;
    } catch (error) {
      assert.ok(error instanceof BusyError, error);
    }
  }
  const view = tank.content();
  assert.equal(view.array[7], changes % 256);
  view.close();
});
