import assert from "node:assert/strict";
import test from "node:test";

import { BusyError, List, Local, Pen, Walk, liveLists } from "conformance";

import { collected } from "./helpers.mjs";

test("walk__over_items__gives_each", () => {
  const walk = List.filled(2, 1.5).walk();
  assert.ok(walk instanceof Walk);
  assert.deepEqual(walk.next(), { result: true, value: 1.5 });
  assert.deepEqual(walk.next(), { result: true, value: 1.5 });
  assert.equal(walk.next().result, false);
  walk.close();
});

test("walk__open__freezes_the_list", () => {
  const list = List.filled(2, 1);
  const walk = list.walk();
  assert.throws(() => list.add("x", 1), BusyError);
  assert.equal(list.size(), 2);
  walk.close();
  list.add("x", 1);
});

test("walk__list_closed__keeps_it_alive", () => {
  const before = liveLists();
  const list = List.filled(2, 1);
  const walk = list.walk();
  list.close();
  assert.equal(list.closed, true);
  assert.equal(liveLists(), before + 1n);
  assert.equal(walk.next().value, 1);
  walk.close();
  assert.equal(liveLists(), before);
});

test("walk__constructed__is_refused", () => {
  assert.throws(() => new Walk(), /a Walk is made by the library/);
});

test("pen__writes__to_its_list", () => {
  const list = new List("mine");
  const pen = new Pen(list);
  pen.write(2.5);
  list.add("x", 1);
  assert.equal(pen.listSize(), 2);
  assert.equal(list.total, 3.5);
  pen.close();
});

test("pen__list_forgotten__keeps_it_alive", async () => {
  globalThis.gc();
  await new Promise(setImmediate);
  let pen = (() => new Pen(new List("mine")))();
  globalThis.gc();
  await new Promise(setImmediate);
  pen.write(1);
  assert.equal(pen.listSize(), 1);
  pen.close();
  pen = null;
});

test("pen__while_the_list_is_frozen__is_busy", () => {
  const list = new List("mine");
  const pen = new Pen(list);
  const view = list.values();
  assert.throws(() => pen.write(1), BusyError);
  view.close();
  pen.write(1);
  assert.equal(list.size(), 1);
});

test("pen__of_something_else__raises_type_error", () => {
  const expected = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" };
  for (const value of [undefined, null, {}, "list", new Local(), 1n]) {
    assert.throws(() => new Pen(value), expected);
  }
});

test("list_with_pen__used_up__is_refused", () => {
  const list = new List("mine");
  const other = new List("other");
  const pen = new Pen(other);
  assert.throws(() => list.absorb(other), BusyError);
  pen.close();
});

test("local__on_its_own_thread__answers", () => {
  const local = new Local();
  assert.equal(local.answer(), 42);
  local.close();
  assert.throws(() => local.answer(), { code: "TENON_CLOSED" });
});

test("children__forgotten_in_any_order__are_all_closed", async () => {
  const before = liveLists();
  (() => {
    const list = List.filled(3, 1);
    return [list.walk(), list.values(), list.walk()];
  })();
  await collected(() => liveLists() <= before);
});
