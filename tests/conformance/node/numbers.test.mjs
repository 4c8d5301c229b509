import assert from "node:assert/strict";
import test from "node:test";

import * as conformance from "conformance";

const SMALL = [
  ["sameI8", -(2 ** 7), 2 ** 7 - 1],
  ["sameI16", -(2 ** 15), 2 ** 15 - 1],
  ["sameI32", -(2 ** 31), 2 ** 31 - 1],
  ["sameU8", 0, 2 ** 8 - 1],
  ["sameU16", 0, 2 ** 16 - 1],
  ["sameU32", 0, 2 ** 32 - 1],
  ["sameSize", 0, Number.MAX_SAFE_INTEGER],
];
const LARGE = [
  ["sameI64", -(2n ** 63n), 2n ** 63n - 1n],
  ["sameU64", 0n, 2n ** 64n - 1n],
];
const outOfRange = { name: "RangeError", code: "ERR_OUT_OF_RANGE" };
const wrongType = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE" };

for (const [name, lowest, highest] of SMALL) {
  const same = conformance[name];

  test(`${name}__ends_of_the_range__come_back`, () => {
    for (const value of [lowest, highest, 0, 1]) {
      assert.equal(same(value), value);
    }
  });

  test(`${name}__out_of_range_or_no_integer__raises_range_error`, () => {
    for (const value of [lowest - 1, highest + 1, 0.5, NaN, Infinity, -1e300]) {
      assert.throws(() => same(value), outOfRange);
    }
    assert.throws(() => same(highest + 1), /^RangeError.*: value must be an/);
  });

  test(`${name}__no_number__raises_type_error`, () => {
    const values = ["1", 1n, null, undefined, true, {}, [1], Symbol("1")];
    for (const value of values) {
      assert.throws(() => same(value), wrongType);
    }
    assert.throws(() => same("1"), /value must be .*, not a string$/);
  });
}

for (const [name, lowest, highest] of LARGE) {
  const same = conformance[name];

  test(`${name}__ends_of_the_range__come_back_as_bigint`, () => {
    for (const value of [lowest, highest, 0n, 1n]) {
      assert.equal(same(value), value);
    }
  });

  test(`${name}__safe_integer__is_taken_as_its_bigint`, () => {
    for (const value of [0, 7, Number.MAX_SAFE_INTEGER]) {
      assert.equal(same(value), BigInt(value));
    }
  });

  test(`${name}__out_of_range_or_unsafe__raises_range_error`, () => {
    for (const value of [lowest - 1n, highest + 1n, 2n ** 200n, 2 ** 53, 0.5]) {
      assert.throws(() => same(value), outOfRange);
    }
  });

  test(`${name}__no_integer__raises_type_error`, () => {
    for (const value of ["1", null, undefined, true, {}]) {
      assert.throws(() => same(value), wrongType);
    }
  });
}

test("sameI64__negative_number__comes_back", () => {
  assert.equal(conformance.sameI64(-5), -5n);
  assert.throws(() => conformance.sameU64(-5), outOfRange);
});

test("sameBool__booleans_only__come_back", () => {
  assert.equal(conformance.sameBool(true), true);
  assert.equal(conformance.sameBool(false), false);
  for (const value of [0, 1, "", null, undefined]) {
    assert.throws(() => conformance.sameBool(value), wrongType);
  }
});

test("sameF64__any_number__comes_back", () => {
  for (const value of [0, -0, 1.5, NaN, Infinity, -Infinity, 5e-324]) {
    assert.ok(Object.is(conformance.sameF64(value), value));
  }
  assert.throws(() => conformance.sameF64("1.5"), wrongType);
  assert.throws(() => conformance.sameF64(1n), wrongType);
});

test("sameF32__number__is_rounded_and_never_overflows", () => {
  for (const value of [0, 1.5, NaN, Infinity, -Infinity]) {
    assert.ok(Object.is(conformance.sameF32(value), value));
  }
  assert.equal(conformance.sameF32(0.1), Math.fround(0.1));
  assert.throws(() => conformance.sameF32(1e39), outOfRange);
});

test("doNothing__called__gives_undefined", () => {
  assert.equal(conformance.doNothing(), undefined);
  assert.equal(conformance.doNothing(1, 2), undefined);
});
