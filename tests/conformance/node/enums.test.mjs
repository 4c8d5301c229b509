import assert from "node:assert/strict";
import test from "node:test";

import {
  BadValueError,
  Direction,
  nameOfDirection,
  turnRight,
} from "conformance";

test("Direction__constants__are_frozen_numbers", () => {
  assert.deepEqual(Direction, { NORTH: 0, EAST: 5, SOUTH: 6, WEST: -3 });
  assert.ok(Object.isFrozen(Direction));
});

test("nameOfDirection__value__has_its_name_or_none", () => {
  assert.equal(nameOfDirection(Direction.WEST), "WEST");
  assert.equal(nameOfDirection(1), undefined);
});

test("turnRight__each_direction__gives_the_next", () => {
  assert.equal(turnRight(Direction.NORTH), Direction.EAST);
  assert.equal(turnRight(Direction.EAST), Direction.SOUTH);
  assert.equal(turnRight(Direction.SOUTH), Direction.WEST);
  assert.equal(turnRight(Direction.WEST), Direction.NORTH);
});

test("turnRight__unknown_constant__raises_bad_value", () => {
  for (const value of [1, -1, 7, 2 ** 31 - 1]) {
    assert.throws(() => turnRight(value), BadValueError);
  }
});

test("turnRight__no_integer__raises_javascripts_own_errors", () => {
  assert.throws(() => turnRight("NORTH"), TypeError);
  assert.throws(() => turnRight(undefined), TypeError);
  assert.throws(() => turnRight(0.5), RangeError);
  assert.throws(() => turnRight(2 ** 32), RangeError);
});
