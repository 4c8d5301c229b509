import assert from "node:assert/strict";
import test from "node:test";

import { BusyError, ClosedError, List } from "conformance";

test("name__set__is_read_back", () => {
  const list = new List("mine");
  assert.equal(list.name, "mine");
  list.name = "yours é";
  assert.equal(list.name, "yours é");
});

test("name__set_wrongly__raises_and_stays", () => {
  const list = new List("mine");
  assert.throws(
    () => (list.name = 1),
    /: name must be a string, not a number$/,
  );
  assert.throws(() => (list.name = null), /: name must be a string, not null/);
  assert.equal(list.name, "mine");
});

test("total__read_only__cannot_be_set", () => {
  const list = List.filled(3, 1.5);
  assert.equal(list.total, 4.5);
  assert.throws(() => (list.total = 1), TypeError);
});

test("property__closed_object__raises_closed", () => {
  const list = new List("mine");
  list.close();
  assert.throws(() => list.name, ClosedError);
  assert.throws(() => (list.name = "x"), ClosedError);
  assert.throws(() => list.total, ClosedError);
});

test("property__while_a_view_is_open__can_be_read_and_not_set", () => {
  const list = List.filled(1, 1);
  const view = list.values();
  assert.equal(list.name, "filled");
  assert.throws(() => (list.name = "x"), BusyError);
  view.close();
  list.name = "x";
});
