import assert from "node:assert/strict";
import test from "node:test";
import { runInNewContext } from "node:vm";

import {
  BadTextError,
  BadValueError,
  Side,
  balance,
  bounds,
  dot,
  format,
  numerals,
  sumWhere,
  wordCounts,
} from "values";

import { steadyMemory } from "./helpers.mjs";

test("map__of_every_kind__keys_and_values_belong_together", () => {
  const numbers = { aa: 1, ab: 2, b: 4 };
  assert.equal(sumWhere("a", numbers), 3);
  assert.equal(sumWhere("a", new Map(Object.entries(numbers))), 3);
  assert.equal(dot({ 2: 10, 3: -1n }), 17n);
  assert.equal(dot(new Map([[2, 10n]])), 20n);
  assert.equal(format("{x} and {y}", { x: "ä", y: "{x}" }), "ä and {x}");
  assert.deepEqual(bounds({ a: { x: 1, y: 5 }, b: { x: 3, y: 2 } }), {
    low: { x: 1, y: 2 },
    high: { x: 3, y: 5 },
  });
  assert.equal(balance({ [Side.LEFT]: 2, [Side.RIGHT]: 5 }), 3);
  assert.equal(balance(new Map([[Side.RIGHT, 5]])), 5);
});

test("map__objects__only_plain_ones_and_what_is_there", () => {
  const bare = Object.assign(Object.create(null), { a: 1 });
  assert.equal(sumWhere("", bare), 1);
  assert.equal(sumWhere("", { a: 1, b: undefined }), 1);
  assert.equal(sumWhere("", { a: 1, [Symbol("b")]: 2 }), 1);
  assert.equal(sumWhere("", { ["__proto__"]: 1 }), 1);
  assert.equal(sumWhere("", runInNewContext("({ a: 1 })")), 1);
  assert.equal(sumWhere("", runInNewContext("new Map([['a', 1]])")), 1);
  class Prices {
    a = 1;
  }
  const others = [[1], new Set(["a"]), new Prices(), "a", 1, () => 1];
  for (const value of [...others, null, undefined, new Float64Array(1)]) {
    assert.throws(() => sumWhere("", value), {
      name: "TypeError",
      message: "numbers must be a Map or a plain object",
    });
  }
});

test("map__empty_or_none__is_nothing_or_null", () => {
  assert.equal(sumWhere("", {}), 0);
  assert.equal(sumWhere("", new Map()), 0);
  assert.equal(balance(), 0);
  assert.equal(balance(null), 0);
  assert.equal(balance({}), 0);
  assert.throws(() => balance([]), {
    message: "amounts must be a Map or a plain object or null",
  });
});

test("map__keys_that_cannot_be__are_refused", () => {
  for (const key of [1, null, undefined, {}]) {
    assert.throws(() => sumWhere("", new Map([[key, 1]])), {
      name: "TypeError",
      message: /^the keys of numbers\[0\] must be a string, not /,
    });
  }
  assert.throws(() => sumWhere("", { "a\0": 1 }), BadTextError);
  assert.throws(() => sumWhere("", { "\ud800": 1 }), TypeError);
  assert.throws(() => balance({ 7: 1 }), BadValueError);
  for (const key of ["a", "01", "1.5", " 1", "", "1e3", "0x1", "-0"]) {
    assert.throws(() => dot({ [key]: 1 }), TypeError);
  }
  for (const key of [-1, 2 ** 32]) {
    assert.throws(() => dot({ [key]: 1 }), RangeError);
  }
  assert.throws(() => dot(new Map([["1", 1]])), TypeError);
  assert.throws(() => dot({ [2n ** 70n]: 1 }), TypeError);
});

test("map__values_that_cannot_be__are_refused", () => {
  assert.throws(() => sumWhere("", { a: 1, b: "2" }), {
    name: "TypeError",
    message: "the values of numbers[1] must be a number, not a string",
  });
  assert.throws(() => sumWhere("", new Map([["a", undefined]])), TypeError);
  assert.throws(() => format("", { a: null }), TypeError);
  assert.throws(() => bounds({ a: { x: 1 } }), {
    name: "TypeError",
    message: /^the values of points\[0\]\.y must be a number/,
  });
  assert.throws(() => dot({ 1: 2n ** 63n }), RangeError);
});

test("map__out__is_a_map", () => {
  const expected = new Map([
    ["a", 2n],
    ["b", 1n],
  ]);
  assert.deepEqual(wordCounts("a b a"), expected);
  assert.deepEqual(wordCounts(""), new Map());
  assert.deepEqual(wordCounts("__proto__"), new Map([["__proto__", 1n]]));
  const names = numerals(3);
  assert.deepEqual([...names.keys()], [1, 2, 3]);
  assert.equal(names.get(1), "one");
});

test("map__a_getter_that_throws__is_what_the_caller_gets", () => {
  const error = new Error("no");
  const map = {
    get a() {
      throw error;
    },
  };
  assert.throws(() => sumWhere("", map), error);
});

test("map__in_and_out_again_and_again__leaves_no_memory", async () => {
  const text = Array.from({ length: 200 }, (_, i) => `word${i}`).join(" ");
  const numbers = new Map(text.split(" ").map((word, i) => [word, i]));
  await steadyMemory(() => {
    for (let i = 0; i < 300; i++) {
      assert.equal(wordCounts(text).size, 200);
      sumWhere("w", numbers);
      assert.throws(() => sumWhere("w", new Map([...numbers, ["x", null]])));
    }
  }, 8 << 20);
});
