import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { MessageChannel } from "node:worker_threads";

import {
  BusyError,
  ClosedError,
  List,
  View,
  liveLists,
  sumF64,
} from "conformance";

import { collected } from "./helpers.mjs";

test("values__view__shows_the_elements", () => {
  const list = List.filled(3, 1.5);
  const view = list.values();
  assert.ok(view instanceof View);
  assert.equal(view.array.constructor, Float64Array);
  assert.deepEqual(view.array, new Float64Array([1.5, 1.5, 1.5]));
  assert.equal(view.length, 3);
  assert.equal(view.array, view.array);
  assert.equal(sumF64(view.array), 4.5);
  view.close();
});

test("values__open_view__makes_changes_fail_with_busy", () => {
  const list = List.filled(3, 1);
  const view = list.values();
  assert.throws(() => list.add("x", 1), BusyError);
  assert.equal(list.size(), 3);
  view.close();
  list.add("x", 1);
  assert.equal(list.size(), 4);
});

test("close__view__leaves_nothing_to_look_at", () => {
  const view = List.filled(3, 1).values();
  const array = view.array;
  const part = array.subarray(1);
  view.close();
  view.close();
  assert.equal(view.closed, true);
  assert.equal(view.length, 0);
  assert.equal(array.length, 0);
  assert.equal(part.length, 0);
  assert.equal(array[0], undefined);
  assert.throws(() => sumF64(array), /values has a detached buffer/);
});

test("dispose__view__closes_it", () => {
  const list = List.filled(3, 1);
  const view = list.values();
  view[Symbol.dispose]();
  assert.ok(view.closed);
  list.add("x", 1);
});

test("values__owner_closed__view_stays_good", () => {
  const before = liveLists();
  const list = List.filled(3, 2);
  const view = list.values();
  list.close();
  assert.throws(() => list.size(), ClosedError);
  assert.deepEqual(view.array, new Float64Array([2, 2, 2]));
  assert.equal(liveLists(), before + 1n);
  view.close();
  assert.equal(liveLists(), before);
});

test("values__two_views_of_the_same_memory__end_one_by_one", () => {
  const list = List.filled(3, 1);
  const views = [list.values(), list.values(), list.peek()];
  for (const view of views) {
    assert.equal(view.array[2], 1);
    assert.throws(() => list.add("x", 1), BusyError);
    view.close();
  }
  list.add("x", 1);
});

test("peek__empty_list__is_null", () => {
  assert.equal(new List("empty").peek(), null);
  const view = List.filled(1, 7).peek();
  assert.deepEqual(view.array, new Float64Array([7]));
  view.close();
});

test("values__empty_list__is_a_view_of_nothing", () => {
  const list = new List("empty");
  const view = list.values();
  assert.equal(view.length, 0);
  assert.throws(() => list.add("x", 1), BusyError);
  view.close();
  list.add("x", 1);
});

test("view__forgotten__ends_with_its_array", async () => {
  const list = List.filled(3, 1);
  (() => list.values().array[0])();
  await collected(() => {
    try {
      list.add("x", 1);
      return true;
    } catch {
      return false;
    }
  });
});

test("view__array_outliving_the_view_object__stays_good", async () => {
  const list = List.filled(3, 4);
  const array = (() => list.values().array)();
  for (let i = 0; i < 5; i++) {
    globalThis.gc();
    await new Promise(setImmediate);
  }
  assert.deepEqual(array, new Float64Array([4, 4, 4]));
  assert.throws(() => list.add("x", 1), BusyError);
});

test("view__buffer_sent_elsewhere__never_dangles", () => {
  const list = List.filled(3, 5);
  const view = list.values();
  const copy = structuredClone(view.array, { transfer: [view.array.buffer] });
  const { port1, port2 } = new MessageChannel();
  try {
    port1.postMessage(view.array, [view.array.buffer]);
  } catch (error) {
    assert.equal(error.name, "DataCloneError");
  }
  port1.close();
  port2.close();
  view.array.buffer.transfer?.();
  view.close();
  list.close();
  assert.deepEqual(copy, new Float64Array([5, 5, 5]));
});

test("View__constructed__is_refused", () => {
  assert.throws(() => new View(), TypeError);
  assert.throws(() => new View(Symbol("adopt"), [[], 1n]), TypeError);
});

test("view__shown__has_its_elements", () => {
  const view = List.filled(2, 1).values();
  assert.match(inspect(view), /^View Float64Array\(2\) \[ 1, 1 \]$/);
  view.close();
  assert.equal(String(view), "View { closed }");
});
