import assert from "node:assert/strict";
import test from "node:test";

import {
  BadValueError,
  Direction,
  corner,
  distance,
  distanceBetween,
  mirror,
  sameNumbers,
  shift,
} from "conformance";

const point = {
  x: 3,
  y: 4,
  weight: 7,
  visible: true,
  facing: Direction.WEST,
};
const numbers = {
  i8: -128,
  i16: -32768,
  i32: -(2 ** 31),
  i64: -(2n ** 63n),
  u8: 255,
  u16: 65535,
  u32: 2 ** 32 - 1,
  u64: 2n ** 64n - 1n,
  size: Number.MAX_SAFE_INTEGER,
  f32: 0.5,
  f64: 0.1,
};

test("mirror__by_value__gives_a_new_object", () => {
  const mirrored = mirror(point);
  assert.deepEqual(mirrored, { ...point, x: -3, y: -4 });
  assert.equal(Object.getPrototypeOf(mirrored), Object.prototype);
  assert.equal(point.x, 3);
});

test("distance__by_pointer__is_read", () => {
  assert.equal(distance(point), 5);
});

test("distanceBetween__no_other__is_from_the_origin", () => {
  assert.equal(distanceBetween(point, null), 5);
  assert.equal(distanceBetween(point, undefined), 5);
  assert.equal(distanceBetween(point), 5);
  assert.equal(distanceBetween(point, point), 0);
});

test("shift__in_and_out__gives_the_changed_copy", () => {
  assert.deepEqual(shift(point, 1, 1), { ...point, x: 4, y: 5 });
  assert.equal(point.x, 3);
});

test("corner__out_parameter__is_the_result", () => {
  const other = { ...point, x: 1, y: 9 };
  const result = corner(point, other);
  assert.equal(Object.keys(result).length, 5);
  assert.equal(typeof result.x, "number");
});

test("sameNumbers__every_type__comes_back", () => {
  assert.deepEqual(sameNumbers(numbers), numbers);
  assert.deepEqual(sameNumbers({ ...numbers, u64: 3 }).u64, 3n);
});

test("record__field_of_wrong_type__is_named", () => {
  const cases = [
    ["x", "3", TypeError, /^point\.x must be a number, not a string$/],
    ["visible", 1, TypeError, /^point\.visible must be a boolean, not/],
    ["weight", -1, RangeError, /^point\.weight must be an integer from 0/],
    ["facing", null, TypeError, /^point\.facing must be an integer.*null$/],
  ];
  for (const [field, value, type, message] of cases) {
    const thrown = (error) =>
      error instanceof type && message.test(error.message);
    assert.throws(() => distance({ ...point, [field]: value }), thrown);
  }
});

test("record__missing_field__is_named", () => {
  const { y, ...rest } = point;
  assert.equal(y, 4);
  assert.throws(() => distance(rest), /point\.y must be .* not undefined/);
});

test("record__unknown_field__is_named", () => {
  const wrong = () => distance({ ...point, z: 1 });
  assert.throws(wrong, { name: "TypeError", message: /does not have: z$/ });
});

test("record__no_object__raises_type_error", () => {
  for (const value of [null, undefined, 1, "point", () => point, [1, 2]]) {
    assert.throws(() => distance(value), TypeError);
  }
});

test("record__unknown_enum_constant__raises_bad_value", () => {
  assert.throws(() => distance({ ...point, facing: 1 }), BadValueError);
});

test("record__getter_that_throws__throws_on", () => {
  const broken = {
    ...point,
    get y() {
      throw new Error("mine");
    },
  };
  assert.throws(() => distance(broken), { name: "Error", message: "mine" });
});

test("record__class_instance_with_the_fields__is_taken", () => {
  class Place {
    x = 3;
    y = 4;
    weight = 0;
    visible = false;
    facing = Direction.NORTH;
  }
  assert.equal(distance(new Place()), 5);
});
