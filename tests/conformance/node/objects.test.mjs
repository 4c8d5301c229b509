import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { Worker } from "node:worker_threads";

import {
  BusyError,
  ClosedError,
  DuplicateError,
  List,
  Local,
  MAX_ITEMS,
  NoSuchItemError,
  TooLargeError,
  liveLists,
  longer,
} from "conformance";

import { collected } from "./helpers.mjs";

test("List__constructed__is_empty", () => {
  const list = new List("mine");
  assert.equal(list.size(), 0);
  assert.equal(list.name, "mine");
});

test("List__constructed_wrongly__raises_type_error", () => {
  assert.throws(() => new List(), /name must be a string, not undefined/);
  assert.throws(() => new List(1), TypeError);
  assert.throws(() => new List(Symbol("adopt"), 1n), TypeError);
  assert.throws(() => List("mine"), TypeError);
});

test("filled__named_constructor__is_static", () => {
  const list = List.filled(3, 1.5);
  assert.equal(list.constructor, List);
  assert.equal(list.get("2"), 1.5);
  assert.throws(() => List.filled(MAX_ITEMS + 1, 0), TooLargeError);
});

test("add_and_get__item__is_found", () => {
  const list = new List("mine");
  assert.equal(list.add("a", 1), undefined);
  list.add("b", 2.5);
  assert.equal(list.get("b"), 2.5);
  assert.throws(() => list.get("c"), NoSuchItemError);
  assert.throws(() => list.add("a", 2), DuplicateError);
});

test("append__other_list__is_copied", () => {
  const one = List.filled(2, 1);
  const two = List.filled(3, 2);
  one.append(two);
  assert.deepEqual([one.size(), two.size()], [5, 3]);
});

test("append__itself__raises_busy", () => {
  const list = List.filled(2, 1);
  assert.throws(() => list.append(list), BusyError);
  assert.equal(list.size(), 2);
});

test("same__none_or_left_out__counts_as_empty", () => {
  const list = List.filled(2, 1);
  assert.equal(new List("empty").same(), true);
  assert.equal(list.same(null), false);
  assert.equal(list.same(undefined), false);
  assert.equal(list.same(list), true);
});

test("object__wrong_argument__is_named", () => {
  const list = new List("mine");
  const forged = Object.create(List.prototype);
  const message = "other must be of class List";
  const wrong = { name: "TypeError", message };
  const wrongOrNull = { name: "TypeError", message: `${message} or null` };
  for (const value of [1, "x", 1n, new Local(), [list], forged, () => 1]) {
    assert.throws(() => list.append(value), wrong);
    assert.throws(() => list.same(value), wrongOrNull);
  }
  assert.throws(() => list.append(null), wrong);
  assert.throws(() => list.append(), wrong);
});

test("object__method_on_another_class__raises_type_error", () => {
  const { size } = List.prototype;
  assert.throws(() => size.call(new Local()), TypeError);
  assert.throws(() => size.call({}), TypeError);
  assert.throws(() => size.call(undefined), TypeError);
});

test("absorb__other_list__is_used_up", () => {
  const one = List.filled(2, 1);
  const two = List.filled(3, 2);
  const before = liveLists();
  one.absorb(two);
  assert.equal(one.size(), 5);
  assert.equal(two.closed, true);
  assert.equal(liveLists(), before - 1n);
  assert.throws(() => two.size(), ClosedError);
  two.close();
});

test("absorb__itself__raises_and_keeps_it", () => {
  const list = List.filled(2, 1);
  assert.throws(() => list.absorb(list), BusyError);
  assert.equal(list.size(), 2);
});

test("longer__new_object_or_none__is_given", () => {
  const one = List.filled(2, 1);
  const two = List.filled(3, 2);
  const result = longer(one, two);
  assert.ok(result instanceof List);
  assert.notEqual(result, two);
  assert.equal(result.size(), 3);
  assert.equal(longer(one, one), null);
});

test("close__twice__does_nothing_more", () => {
  const before = liveLists();
  const list = new List("mine");
  assert.equal(list.closed, false);
  assert.equal(liveLists(), before + 1n);
  list.close();
  list.close();
  assert.equal(list.closed, true);
  assert.equal(liveLists(), before);
});

test("closed_object__used__raises_closed", () => {
  const list = new List("mine");
  const other = new List("other");
  list.close();
  const uses = [
    () => list.size(),
    () => list.get("a"),
    () => list.add("a", 1),
    () => other.append(list),
    () => other.same(list),
    () => other.absorb(list),
    () => list.values(),
    () => list.walk(),
  ];
  for (const use of uses) {
    assert.throws(use, ClosedError);
    assert.throws(use, { code: "TENON_CLOSED", kind: "invalid_state" });
  }
});

test("closed_object__its_slot_used_again__stays_closed", () => {
  const old = new List("old");
  old.close();
  const lists = Array.from({ length: 100 }, (_, i) => new List(`${i}`));
  assert.equal(old.closed, true);
  old.close();
  assert.throws(() => old.size(), ClosedError);
  for (const [i, list] of lists.entries()) {
    assert.equal(list.name, `${i}`);
    list.close();
  }
});

test("dispose__object__closes_it", () => {
  const list = new List("mine");
  list[Symbol.dispose]();
  assert.equal(list.closed, true);
});

test("object__shown__has_its_properties_or_is_closed", () => {
  const list = new List("mine");
  assert.equal(inspect(list), "List { name: 'mine', total: 0 }");
  assert.equal(`${list}`, "List { name: 'mine', total: 0 }");
  assert.equal(inspect({ a: { b: { list } } }, { depth: 1 }).length < 60, true);
  list.close();
  assert.equal(inspect(list), "List { closed }");
});

test("object__forgotten__is_closed_some_time_later", async () => {
  const before = liveLists();
  (() => new List("mine").size())();
  await collected(() => liveLists() <= before);
});

test("object__subclassed__keeps_working", () => {
  class Named extends List {
    double() {
      return 2 * this.total;
    }
  }
  const named = new Named("x");
  named.add("a", 1.5);
  assert.equal(named.double(), 3);
  new List("other").append(named);
});

test("wait__blocking_call__returns_when_it_is_over", () => {
  const started = performance.now();
  List.filled(1, 1).wait(30);
  assert.ok(performance.now() - started >= 29);
});

function runWorker(body) {
  const code = `import * as c from "${import.meta.resolve("conformance")}"; ${body}`;
  const worker = new Worker(
    new URL(`data:text/javascript,${encodeURIComponent(code)}`),
  );
  return new Promise((resolve, reject) => {
    worker.on("error", reject);
    worker.on("exit", resolve);
  });
}

test("workers__each_with_its_own_objects__run_side_by_side", async () => {
  const body = `
    for (let i = 0; i < 500; i++) {
      const list = c.List.filled(10, i);
      const view = list.values();
      if (view.array[9] !== i || c.range(5000).length !== 5000) {
        throw new Error("wrong");
      }
      try {
        list.get("missing");
      } catch (error) {
        if (!(error instanceof c.NoSuchItemError)) {
          throw error;
        }
      }
      view.close();
      list.close();
    }`;
  const ends = Array.from({ length: 3 }, () => runWorker(body));
  assert.deepEqual(await Promise.all(ends), [0, 0, 0]);
});

test("worker__ends_with_open_objects__closes_them", async () => {
  const before = liveLists();
  const body = `
    const list = c.List.filled(3, 1);
    globalThis.kept = [list.values(), list.walk(), new c.List("x"), new c.List("").values(), c.range(100000)];`;
  assert.equal(await runWorker(body), 0);
  assert.ok(liveLists() <= before);
});
