import assert from "node:assert/strict";
import test from "node:test";

import {
  CancelledError,
  Queue,
  QueueFullError,
  QueueShutDownError,
} from "mtproxy";

test("pop__of_what_was_pushed__gives_it_in_order", () => {
  const queue = new Queue();
  assert.equal(queue.isEmpty(), true);
  for (const item of [3n, 0n, 2n ** 64n - 1n]) {
    queue.push(item);
  }
  assert.equal(queue.isEmpty(), false);
  assert.equal(queue.pop(), 3n);
  assert.equal(queue.pop(), 0n);
  assert.equal(queue.pop(), 2n ** 64n - 1n);
  assert.equal(queue.pop(), null);
});

test("popNw__fewer_than_asked__gives_these", () => {
  const queue = new Queue();
  for (let item = 0n; item < 5n; item++) {
    queue.push(item);
  }
  assert.deepEqual(queue.popNw(3), BigUint64Array.of(0n, 1n, 2n));
  assert.deepEqual(queue.popNw(3), BigUint64Array.of(3n, 4n));
  assert.equal(queue.popNw(3).length, 0);
});

test("push__at_the_limit_or_shut_down__throws", () => {
  const queue = new Queue(1n);
  queue.push(1n);
  assert.throws(() => queue.push(2n), QueueFullError);
  queue.shutDown();
  assert.throws(() => queue.pushW(2n), QueueShutDownError);
  assert.equal(queue.popW(), 1n);
  assert.throws(() => queue.popW(), QueueShutDownError);
});

test("popWAsync__pushed_later__gives_it", async () => {
  const queue = new Queue();
  const waiting = [queue.popWAsync(), queue.popWAsync()];
  queue.push(7n);
  queue.push(8n);
  const items = await Promise.all(waiting);
  assert.deepEqual(items.sort(), [7n, 8n]);
});

test("pushWAsync__while_full__waits_for_room", async () => {
  const queue = new Queue(1n);
  queue.push(1n);
  const waiting = queue.pushWAsync(2n);
  assert.equal(queue.pop(), 1n);
  await waiting;
  assert.equal(queue.pop(), 2n);
});

test("popWAsync__aborted__takes_nothing", async () => {
  const queue = new Queue();
  const controller = new AbortController();
  const waiting = queue.popWAsync({ signal: controller.signal });
  setTimeout(() => controller.abort(), 5);
  await assert.rejects(
    waiting,
    (error) => error.name === "AbortError" || error instanceof CancelledError,
  );
  queue.push(9n);
  assert.equal(queue.pop(), 9n);
});
