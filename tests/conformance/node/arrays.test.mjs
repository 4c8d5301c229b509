import assert from "node:assert/strict";
import test from "node:test";

import {
  BadArgumentError,
  BadArrayError,
  BadTextError,
  BadValueError,
  ConformanceError,
  Direction,
  centre,
  countNorth,
  countTrue,
  divisors,
  doubleInPlace,
  evens,
  odds,
  range,
  square,
  squares,
  sumF32,
  sumF64,
  sumI32,
  sumI64,
  sumU64,
  totalLength,
  weightedSum,
  withoutNan,
} from "conformance";

const SUMS = [
  [sumF64, Float64Array, Number],
  [sumF32, Float32Array, Number],
  [sumI32, Int32Array, Number],
  [sumI64, BigInt64Array, BigInt],
  [sumU64, BigUint64Array, BigInt],
];
const ALL = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];

for (const [sum, Type, number] of SUMS) {
  test(`${sum.name}__typed_array__is_taken`, () => {
    const values = Type.from([1, 2, 3].map(number));
    assert.equal(Number(sum(values)), 6);
    assert.equal(Number(sum(values.subarray(1))), 5);
    assert.equal(Number(sum(new Type(0))), 0);
  });

  test(`${sum.name}__plain_array__is_converted`, () => {
    assert.equal(Number(sum([1, 2, 3].map(number))), 6);
    assert.equal(Number(sum([1, 2, 3])), 6);
    assert.equal(Number(sum([])), 0);
  });

  test(`${sum.name}__typed_array_of_another_type__raises_type_error`, () => {
    for (const Other of ALL.filter((Other) => Other !== Type)) {
      assert.throws(() => sum(new Other(2)), {
        name: "TypeError",
        message: new RegExp(
          `^values must be an? ${Type.name} or an array(?: or null)?, `,
        ),
      });
    }
  });

  test(`${sum.name}__shared_or_detached_memory__raises_type_error`, () => {
    const shared = new Type(new SharedArrayBuffer(32));
    assert.throws(() => sum(shared), /values must not lie in a Shared/);
    const sent = new Type(4);
    structuredClone(sent, { transfer: [sent.buffer] });
    assert.throws(() => sum(sent), /values has a detached buffer/);
  });
}

test("sum__wrong_element__is_named_by_its_index", () => {
  assert.throws(() => sumF64([1, "2"]), /values\[1\] must be a number, not a/);
  assert.throws(() => sumI32([0, 1, 2 ** 31]), /^RangeError.*: values\[2\] /);
  assert.throws(() => sumF64([1, , 3]), /values\[1\] .* not undefined/);
  assert.throws(() => sumU64([-1n]), RangeError);
});

test("sum__no_array__raises_type_error", () => {
  const iterable = new Set([1]);
  for (const value of [null, undefined, 1, "12", {}, iterable, { length: 1 }]) {
    assert.throws(() => sumF64(value), TypeError);
  }
  assert.throws(() => sumF64(new DataView(new ArrayBuffer(8))), TypeError);
  assert.throws(() => sumF64(new ArrayBuffer(8)), TypeError);
});

test("sum__array_that_changes_while_converted__is_safe", () => {
  const values = [1, 2, 3, 4];
  Object.defineProperty(values, 1, {
    get() {
      values.length = 2;
      return 2;
    },
    configurable: true,
  });
  assert.throws(() => sumF64(values), /values\[2\] must be a number/);
  const broken = [1, 2];
  Object.defineProperty(broken, 0, {
    get() {
      throw new Error("mine");
    },
  });
  assert.throws(() => sumF64(broken), { name: "Error", message: "mine" });
});

test("weightedSum__buffer_detached_by_a_later_argument__is_safe", () => {
  const values = new Float64Array(1000);
  const weights = Array.from(values);
  Object.defineProperty(weights, 5, {
    get() {
      structuredClone(values, { transfer: [values.buffer] });
      return 1;
    },
  });
  assert.throws(() => weightedSum(values, weights), /values has a detached/);
});

test("weightedSum__buffer_shrunk_by_a_later_argument__is_safe", () => {
  const buffer = new ArrayBuffer(8000, { maxByteLength: 8000 });
  const values = new Float64Array(buffer);
  const weights = Array.from(values);
  Object.defineProperty(weights, 5, {
    get() {
      buffer.resize(8);
      return 1;
    },
  });
  assert.throws(() => weightedSum(values, weights), BadArrayError);
});

test("sumI64__none_or_left_out__is_minus_one", () => {
  assert.equal(sumI64(null), -1n);
  assert.equal(sumI64(), -1n);
  assert.equal(sumI64([]), 0n);
  assert.equal(sumI64(new BigInt64Array(0)), 0n);
});

test("countTrue__booleans_or_bytes__are_counted", () => {
  assert.equal(countTrue([true, false, true]), 2);
  assert.equal(countTrue(new Uint8Array([0, 1, 2, 255])), 3);
  assert.equal(countTrue(new Uint8Array(0)), 0);
  assert.throws(() => countTrue([1]), /values\[0\] must be a boolean/);
});

test("weightedSum__equal_lengths__is_computed", () => {
  assert.equal(weightedSum([1, 2], new Float64Array([3, 4])), 11);
  assert.equal(weightedSum([], []), 0);
});

test("weightedSum__unequal_lengths__raises_bad_array", () => {
  assert.throws(() => weightedSum([1, 2], [1]), BadArrayError);
});

test("doubleInPlace__typed_array__is_changed", () => {
  const values = new Float64Array([1, 2, 3]);
  assert.equal(doubleInPlace(values.subarray(1)), undefined);
  assert.deepEqual(values, new Float64Array([1, 4, 6]));
  doubleInPlace(new Float64Array(0));
});

test("doubleInPlace__plain_array__raises_type_error", () => {
  assert.throws(() => doubleInPlace([1, 2]), /values must be a typed array/);
  assert.throws(() => doubleInPlace(new Float32Array(2)), TypeError);
});

test("squares__array_of_the_same_length__is_the_result", () => {
  const result = squares([1, -2, 3n]);
  assert.deepEqual(result, new BigInt64Array([1n, 4n, 9n]));
  assert.equal(squares([]).length, 0);
});

test("evens__array_of_the_given_length__is_the_result", () => {
  assert.deepEqual(evens(4), new Uint32Array([0, 2, 4, 6]));
  assert.equal(evens(0).length, 0);
  assert.throws(() => evens(-1), RangeError);
});

test("odds__signed_length__negative_is_a_range_error", () => {
  assert.deepEqual(odds(3), new Uint32Array([1, 3, 5]));
  assert.throws(() => odds(-1), {
    name: "RangeError",
    message: "count must not be negative",
  });
});

test("evens__longer_than_memory__raises_range_error", () => {
  for (const count of [2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
    assert.throws(() => evens(count), RangeError);
  }
});

test("divisors__filled_partly__is_cut_to_what_was_filled", () => {
  assert.deepEqual(divisors(12, 10), new Uint32Array([1, 2, 3, 4, 6, 12]));
  assert.equal(divisors(12, 10).buffer.byteLength, 24);
  assert.deepEqual(divisors(12, 2), new Uint32Array([1, 2]));
  assert.throws(() => divisors(0, 3), BadArgumentError);
});

test("range__small_and_large__hold_their_elements", () => {
  for (const end of [0, 1, 100, 2048, 2049, 100000]) {
    const values = range(end);
    assert.equal(values.constructor, BigUint64Array);
    assert.equal(values.length, end);
    if (end > 0) {
      assert.equal(values[end - 1], BigInt(end) - 1n);
      values[0] = 7n;
      assert.equal(
        sumU64(values),
        (BigInt(end) * (BigInt(end) - 1n)) / 2n + 7n,
      );
    }
  }
});

test("range__huge__raises", () => {
  assert.throws(() => range(2n ** 62n), ConformanceError);
});

test("range__many_large_ones__are_collected", async () => {
  let elements = 0;
  for (let i = 0; i < 200; i++) {
    elements += range(200000).length;
    if (i % 20 === 0) {
      globalThis.gc();
      await new Promise(setImmediate);
    }
  }
  assert.equal(elements, 200 * 200000);
  assert.ok(process.memoryUsage().rss < 600e6);
});

test("withoutNan__nothing_left__is_null", () => {
  assert.deepEqual(withoutNan([1, NaN, 2]), new Float64Array([1, 2]));
  assert.equal(withoutNan([NaN]), null);
  assert.equal(withoutNan([]), null);
});

test("totalLength__texts__are_added_up", () => {
  assert.equal(totalLength(["a", "bc", "é"]), 5);
  assert.equal(totalLength(new Array(1000).fill("x".repeat(300))), 300000);
  assert.equal(totalLength([]), 0);
});

test("totalLength__wrong_texts__raise", () => {
  assert.throws(() => totalLength("abc"), /texts must be an array of strings/);
  assert.throws(() => totalLength(["a", 1]), /texts\[1\] must be a string/);
  assert.throws(() => totalLength(["\uD800"]), /texts\[0\] has half a/);
  assert.throws(() => totalLength(["a", null]), TypeError);
  assert.throws(() => totalLength(["a", "b\0"]), BadTextError);
});

test("centre__records_in__are_copied", () => {
  const at = (x) => ({ x, y: 2, weight: 0, visible: true, facing: 0 });
  const { x, y } = centre([at(1), at(3)]);
  assert.deepEqual([x, y], [2, 2]);
  assert.throws(() => centre([at(1), 1]), /points\[1\] must be a Point, not/);
  assert.throws(() => centre([at("1")]), /points\[0\]\.x must be a number/);
  assert.throws(() => centre([at(1), { ...at(1), facing: 1 }]), BadValueError);
  assert.throws(() => centre(new Float64Array(2)), TypeError);
});

test("square__records_out__are_an_array", () => {
  const corners = square(2);
  assert.ok(Array.isArray(corners));
  const places = corners.map(({ x, y }) => `${x},${y}`);
  assert.deepEqual(places.sort(), ["-1,-1", "-1,1", "1,-1", "1,1"]);
});

test("countNorth__enums_in__are_taken", () => {
  const { NORTH, WEST } = Direction;
  assert.equal(countNorth([NORTH, WEST, NORTH]), 2);
  assert.equal(countNorth(new Int32Array([NORTH, WEST])), 1);
  assert.throws(() => countNorth([NORTH, 1]), BadValueError);
  assert.throws(() => countNorth(new Int32Array([1])), BadValueError);
  assert.throws(() => countNorth(["NORTH"]), /directions\[0\] must be an int/);
});
