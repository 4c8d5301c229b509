import assert from "node:assert/strict";
import test from "node:test";

import {
  BadValueError,
  Holder,
  Side,
  corner,
  countAges,
  divide,
  doubleOrNone,
  firstWord,
  flip,
  limitOrInfinity,
  mean,
  middle,
  older,
  parse,
  pointSum,
  prime,
  sideNumber,
  step,
} from "values";

const unknown = { id: 1, age: null, side: null, place: null };

test("optionals__as_parameters__null_and_undefined_are_none", () => {
  for (const none of [null, undefined]) {
    assert.equal(doubleOrNone(none), -1n);
    assert.equal(limitOrInfinity(none), Infinity);
    assert.equal(sideNumber(none), -1);
    assert.equal(pointSum(none), -1);
    assert.equal(flip(none), null);
  }
  assert.equal(doubleOrNone(), -1n);
  assert.equal(doubleOrNone(4), 8n);
  assert.equal(doubleOrNone(0n), 0n);
  assert.equal(limitOrInfinity(2.5), 2.5);
  assert.equal(limitOrInfinity(0), 0);
  assert.equal(sideNumber(Side.RIGHT), 1);
  assert.equal(sideNumber(Side.LEFT), 0);
  assert.equal(pointSum({ x: 1, y: 2 }), 3);
});

test("optionals__wrong_types__are_refused", () => {
  assert.throws(() => doubleOrNone("4"), {
    name: "TypeError",
    message: /^value must be a bigint .* or null, not a string$/,
  });
  assert.throws(() => doubleOrNone(2n ** 63n), RangeError);
  assert.throws(() => limitOrInfinity("1"), TypeError);
  assert.throws(() => sideNumber(false), TypeError);
  assert.throws(() => sideNumber(9), BadValueError);
  assert.throws(() => flip(9), BadValueError);
  assert.throws(() => pointSum({ x: 1 }), /^TypeError: point\.y must be/);
  assert.throws(() => pointSum(0), {
    name: "TypeError",
    message: /^point must be a Point or null, not a number$/,
  });
});

test("optionals__as_results__null_is_none", () => {
  assert.equal(parse("2.5"), 2.5);
  assert.equal(parse("0"), 0);
  assert.equal(parse("no number"), null);
  assert.equal(mean([1, 2, 6]), 3);
  assert.equal(mean([]), null);
  assert.equal(flip(Side.LEFT), Side.RIGHT);
  assert.equal(flip(Side.RIGHT), Side.LEFT);
  assert.deepEqual(middle({ x: 2, y: 0 }, { x: 0, y: 4 }), { x: 1, y: 2 });
  assert.equal(middle({ x: 2, y: 0 }, null), null);
  assert.deepEqual(corner(3), { x: 0, y: 1 });
  assert.equal(corner(4), null);
  assert.equal(prime(0), 2);
  assert.equal(prime(10), null);
});

test("divide__two_results_and_one_bool__are_there_together", () => {
  assert.deepEqual(divide(17, 5), { quotient: 3n, remainder: 2n });
  assert.deepEqual(divide(17, 0), { quotient: null, remainder: null });
});

test("firstWord__a_text_or_none__null_is_none", () => {
  assert.equal(firstWord("ein Wort"), "ein");
  assert.equal(firstWord(""), null);
});

test("step__in_and_out__ends_as_none", () => {
  const seen = [];
  for (let counter = 1n; counter !== null; counter = step(counter, 3)) {
    seen.push(counter);
  }
  assert.deepEqual(seen, [1n, 2n, 3n]);
  assert.equal(step(null, 3), null);
  assert.throws(() => step("1", 3), TypeError);
});

test("profile__optional_fields__null_is_none", () => {
  const place = { x: 3, y: 0 };
  assert.deepEqual(older({ ...unknown, age: 41, place }), {
    ...unknown,
    age: 42,
    place,
  });
  assert.deepEqual(older({ ...unknown, side: Side.RIGHT }), {
    ...unknown,
    side: Side.RIGHT,
  });
  assert.deepEqual(older(unknown), unknown);
});

test("profile__fields_left_out__are_none", () => {
  assert.deepEqual(older({ id: 1 }), unknown);
  assert.deepEqual(older({ id: 1, age: undefined }), unknown);
  assert.deepEqual(older({ id: 1, age: 0 }), { ...unknown, age: 1 });
});

test("profile__the_bools_of_c__are_no_fields", () => {
  assert.equal("hasAge" in older({ id: 1 }), false);
  assert.throws(() => older({ id: 1, hasAge: true, age: 3 }), {
    name: "TypeError",
    message: /^profile .* a Profile does not have: hasAge$/,
  });
});

test("profile__wrong_fields__are_named", () => {
  const cases = [
    [{ age: 1 }, TypeError, /^profile\.id must be an integer .*undefined$/],
    [
      { id: 1, age: "1" },
      TypeError,
      /^profile\.age must be an integer .* or null, not a string$/,
    ],
    [{ id: 1, age: -1 }, RangeError, /^profile\.age must be/],
    [{ id: 1, side: 9 }, BadValueError, /side/],
    [{ id: 1, place: {} }, TypeError, /^profile\.place\.x must be a number/],
    [{ id: 1, place: 0 }, TypeError, /^profile\.place must be a Point or null/],
    [{ id: 1, aeg: 1 }, TypeError, /does not have: aeg$/],
  ];
  for (const [profile, type, message] of cases) {
    assert.throws(
      () => older(profile),
      (error) => error instanceof type && message.test(error.message),
    );
  }
});

test("countAges__profiles__only_those_with_an_age", () => {
  assert.equal(countAges([{ id: 1, age: 1 }, { id: 2 }, { id: 3, age: 0 }]), 2);
  assert.equal(countAges([]), 0);
  assert.throws(
    () => countAges([{ id: 1 }, { id: 1, side: 7 }]),
    BadValueError,
  );
  assert.throws(() => countAges([{ id: 1 }, { id: 1, age: 0.5 }]), {
    name: "RangeError",
    message: /^profiles\[1\]\.age must be/,
  });
});

test("of__a_record_or_none__gives_an_object_or_null", () => {
  assert.equal(Holder.of(null), null);
  const holder = Holder.of({ id: 1 });
  assert.ok(holder instanceof Holder);
  holder.close();
});

test("limit__a_property__is_set_and_removed", () => {
  const holder = new Holder();
  assert.equal(holder.limit, null);
  holder.limit = 2n ** 64n - 1n;
  assert.equal(holder.limit, 2n ** 64n - 1n);
  holder.limit = 0;
  assert.equal(holder.limit, 0n);
  holder.limit = null;
  assert.equal(holder.limit, null);
  assert.throws(() => (holder.limit = "1"), {
    name: "TypeError",
    message: /^limit must be .* or null, not a string$/,
  });
});
