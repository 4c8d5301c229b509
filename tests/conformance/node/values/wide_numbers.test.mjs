import assert from "node:assert/strict";
import test from "node:test";

import {
  Holder,
  accumulate,
  defaultI128,
  multiply,
  negated,
  order,
  sameI128,
  samePair,
  sameU128,
  smaller,
} from "values";

const LARGEST = 2n ** 127n - 1n;
const SMALLEST = -(2n ** 127n);
const UNSIGNED = 2n ** 128n - 1n;

test("wide__up_to_the_edges__is_exact", () => {
  const edges = [0n, 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 64n, LARGEST];
  for (const value of [...edges, ...edges.map((edge) => -edge), SMALLEST]) {
    assert.equal(sameI128(value), value);
  }
  for (const value of [...edges, 2n ** 127n, UNSIGNED]) {
    assert.equal(sameU128(value), value);
  }
  assert.equal(
    multiply(2n ** 63n - 1n, -(2n ** 63n)),
    (2n ** 63n - 1n) * -(2n ** 63n),
  );
});

test("wide__safe_integers__are_taken_and_bigints_come_out", () => {
  for (const value of [0, -0, 7, -7, 2 ** 53 - 1, -(2 ** 53 - 1)]) {
    assert.equal(sameI128(value), BigInt(value));
  }
  assert.equal(sameU128(2 ** 53 - 1), 2n ** 53n - 1n);
});

test("wide__what_does_not_fit__is_refused", () => {
  for (const value of [LARGEST + 1n, SMALLEST - 1n, 2n ** 128n, 2n ** 200n]) {
    assert.throws(() => sameI128(value), RangeError);
  }
  for (const value of [UNSIGNED + 1n, -1n, -(2n ** 128n), 2n ** 200n, -1]) {
    assert.throws(() => sameU128(value), RangeError);
  }
  for (const value of [0.5, NaN, Infinity, 2 ** 53, -(2 ** 53)]) {
    assert.throws(() => sameI128(value), RangeError);
    assert.throws(() => sameU128(value), RangeError);
  }
  for (const value of ["1", null, undefined, true, [1n], {}]) {
    assert.throws(() => sameI128(value), TypeError);
    assert.throws(() => sameU128(value), TypeError);
  }
});

test("negated__optional__is_null_for_the_smallest", () => {
  assert.equal(negated(LARGEST), -LARGEST);
  assert.equal(negated(SMALLEST), null);
});

test("wide__defaults_and_optional_ones__are_as_said", () => {
  assert.equal(defaultI128(), -1n);
  assert.equal(defaultI128(5), 5n);
  assert.equal(accumulate(2n ** 64n - 1n), 2n ** 64n);
  assert.equal(accumulate(2n ** 64n - 1n, 2), 2n ** 64n + 1n);
  assert.equal(smaller(LARGEST), LARGEST);
  assert.equal(smaller(LARGEST, null), LARGEST);
  assert.equal(smaller(LARGEST, SMALLEST), SMALLEST);
});

test("wide__in_records__goes_in_and_out", () => {
  const pair = order(LARGEST, SMALLEST);
  assert.equal(pair.low, SMALLEST);
  assert.equal(pair.high, LARGEST);
  assert.deepEqual(samePair(pair), pair);
  assert.equal(order(LARGEST).high, null);
  assert.equal(samePair({ ...pair, high: null }).high, null);
  assert.throws(() => samePair({ ...pair, low: 2n ** 127n }), RangeError);
  assert.throws(() => samePair({ ...pair, sum: -1n }), {
    name: "RangeError",
    message: /^pair\.sum must be a bigint from 0n/,
  });
  assert.throws(() => samePair({ ...pair, low: null }), TypeError);
});

test("serial__a_property__is_kept", () => {
  const holder = new Holder();
  holder.serial = UNSIGNED;
  assert.equal(holder.serial, UNSIGNED);
  assert.throws(() => {
    holder.serial = UNSIGNED + 1n;
  }, RangeError);
  assert.equal(holder.serial, UNSIGNED);
});
