import assert from "node:assert/strict";
import test from "node:test";

import {
  BadTextError,
  BadValueError,
  Holder,
  countValues,
  everyKind,
  lookup,
  nested,
  option,
  sameValue,
  toJson,
} from "values";

import { steadyMemory } from "./helpers.mjs";

test("values__of_every_kind__come_back_as_they_went", () => {
  const numbers = [0, 127, 128, -1, -32, -33, 2 ** 53, -(2 ** 53), 0.5, -0];
  const wide = [2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n - 1n];
  const texts = ["", "ä", "x".repeat(31), "x".repeat(256), "x".repeat(70_000)];
  const bytes = [0, 2, 300, 70_000].map((size) => new Uint8Array(size).fill(7));
  const lists = [[], [1, "two", null, [3.5]], Array(70_000).fill(1)];
  const maps = [{}, { a: 1, ö: { b: [] } }, { ["__proto__"]: 1 }];
  const many = Object.fromEntries(texts.map((_, i) => [`key${i}`, i]));
  const all = [...numbers, ...wide, ...texts, ...bytes, ...lists, ...maps];
  for (const value of [null, true, false, NaN, Infinity, ...all, many]) {
    assert.deepEqual(sameValue(value), value);
  }
});

test("values__of_javascripts__are_the_nearest", () => {
  assert.equal(sameValue(undefined), null);
  assert.equal(sameValue(7n), 7);
  assert.deepEqual(sameValue({ a: undefined, b: 1 }), { b: 1 });
  assert.deepEqual(sameValue([undefined]), [null]);
  assert.deepEqual(sameValue(Buffer.from("ab")), new Uint8Array([97, 98]));
});

test("library__sees__the_same", () => {
  const value = { b: [1, 2.5, "ä"], a: null, c: new Uint8Array([0xab]) };
  assert.equal(toJson(value), '{"b":[1,2.5,"ä"],"a":null,"c":"b:ab"}');
  assert.equal(countValues([1, [2]]), 4);
});

test("library__gives__every_kind", () => {
  assert.deepEqual(everyKind(), {
    null: null,
    bool: true,
    integer: -(2n ** 63n),
    unsigned: 2n ** 64n - 1n,
    number: 0.1,
    text: "héllo",
    bytes: new Uint8Array([0, 1, 255]),
    list: everyKind().list,
    map: {},
  });
  assert.equal(everyKind().list.length, 3);
});

test("depth__as_far_as_it_goes__and_not_further", () => {
  let value = [];
  for (let i = 0; i < 63; i++) {
    value = [value];
  }
  assert.deepEqual(sameValue(value), value);
  assert.throws(() => sameValue([value]), TypeError);
  const circle = [];
  circle.push(circle);
  assert.throws(() => sameValue(circle), TypeError);
  let depth = 0;
  for (let at = nested(60); at.length > 0; at = at[0]) {
    depth++;
  }
  assert.equal(depth, 59);
});

test("values__that_cannot_be__are_refused", () => {
  class Thing {}
  const odd = [() => 1, Symbol("x"), new Date(), new Map(), new Thing()];
  for (const value of [...odd, 2n ** 64n, -(2n ** 63n) - 1n, "\ud800"]) {
    assert.throws(() => sameValue(value), TypeError);
    assert.throws(() => sameValue([{ a: value }]), TypeError);
  }
  assert.throws(() => sameValue(new Float64Array(1)), TypeError);
  const refused = (error) =>
    error instanceof BadValueError || error instanceof BadTextError;
  assert.throws(() => sameValue("a\0b"), refused);
});

test("optional__in_and_out__is_null", () => {
  assert.equal(lookup({ a: 1 }, "a"), 1);
  assert.equal(lookup({ a: 1 }, "b"), null);
  assert.equal(option("x", 2.5), 2.5);
  assert.equal(option("x", 2.5, null), 2.5);
  assert.equal(option("x", 2.5, { x: 7 }), 7);
});

test("attributes__a_property__are_kept", async () => {
  const holder = new Holder();
  assert.equal(holder.attributes, null);
  const value = { a: ["b"], c: new Uint8Array(100), d: "x".repeat(1000) };
  await steadyMemory(() => {
    for (let i = 0; i < 3000; i++) {
      holder.attributes = value;
      assert.equal(holder.attributes.d.length, 1000);
      assert.throws(() => {
        holder.attributes = [value, 2n ** 64n];
      }, TypeError);
    }
  }, 8 << 20);
  assert.deepEqual(holder.attributes, value);
  holder.attributes = null;
  assert.equal(holder.attributes, null);
});
