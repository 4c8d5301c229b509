import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";

import {
  Access,
  BadValueError,
  Holder,
  LARGEST_PAGE,
  Side,
  areLargest,
  countdown,
  doubleDefault,
  greet,
  halves,
  pages,
  sameLimit,
  search,
  sumDefault,
} from "values";

const USUAL = {
  page: 1,
  size: -20n,
  score: 0.25,
  exact: true,
  side: Side.RIGHT,
  access: Access.READ | Access.EXECUTE,
};

test("search__nothing_said__is_as_usual", () => {
  assert.deepEqual(search("x"), USUAL);
});

test("search__some_things_said__the_rest_is_as_usual", () => {
  assert.deepEqual(search("x", 0), { ...USUAL, page: 0 });
  assert.deepEqual(search("x", undefined, 3, undefined, false), {
    ...USUAL,
    size: 3n,
    exact: false,
  });
  assert.deepEqual(search("x", 2, 3n, 4.5, false, Side.LEFT, Access.NONE), {
    page: 2,
    size: 3n,
    score: 4.5,
    exact: false,
    side: Side.LEFT,
    access: Access.NONE,
  });
});

test("search__null_or_a_wrong_type__is_not_left_out", () => {
  assert.throws(() => search("x", null), TypeError);
  assert.throws(() => search("x", 1, "2"), TypeError);
  assert.throws(() => search("x", 1, 2, 3, null), TypeError);
  assert.throws(() => search("x", -1), RangeError);
  assert.throws(() => search("x", 1, 2, 3, true, 7), BadValueError);
  assert.throws(() => search("x", 1, 2, 3, true, Side.LEFT, 4), BadValueError);
  assert.throws(() => search(), TypeError);
});

test("greet__texts__are_the_usual_ones", () => {
  assert.equal(greet(), greet('world, "you"', null));
  assert.equal(greet("Ada", "Dr"), greet("Ada", "Dr"));
  assert.notEqual(greet("Ada"), greet());
  assert.equal(greet(undefined, null), greet());
  assert.throws(() => greet(null), TypeError);
});

test("defaults__constants_and_edges__are_exact", () => {
  assert.equal(pages(1001), 3);
  assert.equal(pages(1001, LARGEST_PAGE), 3);
  assert.equal(pages(1001, 1000), 2);
  assert.equal(areLargest(), true);
  assert.equal(areLargest(2n ** 64n - 1n, 2n ** 63n - 1n, -128, 1e10), true);
  assert.equal(areLargest(0), false);
  assert.equal(areLargest(undefined, 0), false);
  assert.equal(areLargest(undefined, undefined, -127), false);
});

test("defaults__none__are_null", () => {
  assert.equal(doubleDefault(), -1n);
  assert.equal(doubleDefault(null), -1n);
  assert.equal(doubleDefault(3), 6n);
  assert.equal(sumDefault(), -1);
  assert.equal(sumDefault(null), -1);
  assert.equal(sumDefault([]), 0);
  assert.equal(sumDefault([1, 2]), 3);
  assert.equal(sameLimit(new Holder()), true);
  assert.equal(sameLimit(new Holder(), null), true);
});

test("raise__a_method__is_by_ten_or_as_said", () => {
  const holder = new Holder();
  assert.equal(holder.raise(), 10n);
  assert.equal(holder.raise(5), 15n);
  assert.equal(holder.raise(undefined), 25n);
});

test("lengths__left_out__are_as_said", () => {
  assert.deepEqual([...countdown(9)], [9, 8, 7]);
  assert.deepEqual([...countdown(9, 1)], [9]);
  assert.deepEqual([...halves(17)], [8, 4, 2, 1]);
  assert.deepEqual([...halves(17, 2)], [8, 4]);
});

test("declarations__defaults__are_told", () => {
  const require = createRequire(import.meta.url);
  const folder = require.resolve("values/package.json");
  const text = readFileSync(new URL("index.d.ts", `file://${folder}`), "utf8");
  assert.ok(/@param size - `-20n` where it is left out\./.test(text));
  assert.ok(
    /@param access - `Access\.READ \| Access\.EXECUTE` where/.test(text),
  );
  assert.ok(/raise\(by\?: bigint \| number\): bigint;/.test(text));
});
