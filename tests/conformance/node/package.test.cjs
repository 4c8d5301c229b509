"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");

const { List, NoSuchItemError, View, divide } = require("conformance");

test("require__package__works_as_import_does", async () => {
  const list = List.filled(2, 1.5);
  const view = list.values();
  assert.ok(view instanceof View);
  assert.equal(view.array[1], 1.5);
  view.close();
  assert.throws(() => list.get("x"), NoSuchItemError);
  list.close();
  assert.deepEqual(divide(7, 2), { quotient: 3n, remainder: 1n });
  assert.equal((await import("conformance")).List, List);
});
