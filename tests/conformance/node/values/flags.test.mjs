import assert from "node:assert/strict";
import test from "node:test";

import {
  Access,
  BadValueError,
  BrokenContractError,
  Holder,
  accesses,
  allow,
  brokenAccess,
  combine,
  common,
  entryWith,
  invert,
  namesOfAccess,
  unionOf,
} from "values";

test("Access__constants__are_frozen_numbers", () => {
  assert.deepEqual(
    { ...Access },
    { NONE: 0, READ: 1, WRITE: 2, READ_WRITE: 3, EXECUTE: 8 },
  );
  assert.ok(Object.isFrozen(Access));
});

test("flags__in_and_out__are_any_combination", () => {
  const { READ, WRITE, EXECUTE, READ_WRITE, NONE } = Access;
  assert.equal(combine(READ, EXECUTE), READ | EXECUTE);
  assert.equal(invert(READ), WRITE | EXECUTE);
  assert.equal(invert(NONE), READ | WRITE | EXECUTE);
  assert.equal(allow(NONE, READ_WRITE), READ_WRITE);
  assert.deepEqual(common(READ_WRITE, READ), { result: true, common: READ });
  assert.deepEqual(common(READ, WRITE), { result: false, common: NONE });
});

test("flags__in_arrays_and_records__are_kept", () => {
  const { READ, WRITE, EXECUTE, READ_WRITE, NONE } = Access;
  assert.equal(unionOf([READ, WRITE]), READ_WRITE);
  assert.equal(unionOf(Int32Array.of(READ, EXECUTE)), READ | EXECUTE);
  assert.equal(unionOf([]), NONE);
  const entries = [
    { id: 1, access: READ | EXECUTE },
    { id: 2, access: NONE },
  ];
  assert.deepEqual(accesses(entries), [READ | EXECUTE, NONE]);
  assert.deepEqual(entryWith(entries[0], WRITE), { id: 1, access: WRITE });
});

test("flags__bits_that_are_none__raise_bad_value", () => {
  for (const bits of [4, 5, 16, 2 ** 30, -1, -(2 ** 31)]) {
    assert.throws(() => invert(bits), BadValueError);
    assert.throws(() => unionOf([Access.READ, bits]), BadValueError);
    assert.throws(() => unionOf(Int32Array.of(bits)), BadValueError);
    assert.throws(() => allow(bits, Access.READ), BadValueError);
    assert.throws(
      () => entryWith({ id: 1, access: bits }, Access.READ),
      BadValueError,
    );
  }
  assert.throws(brokenAccess, BrokenContractError);
});

test("flags__no_integers__raise_javascripts_own_errors", () => {
  for (const value of ["READ", null, undefined, 1n, [1], {}]) {
    assert.throws(() => invert(value), TypeError);
  }
  for (const value of [0.5, NaN, 2 ** 31]) {
    assert.throws(() => invert(value), RangeError);
  }
});

test("namesOfAccess__flags__are_the_names_of_their_bits", () => {
  assert.deepEqual(namesOfAccess(Access.READ | Access.EXECUTE), [
    "READ",
    "EXECUTE",
  ]);
  assert.deepEqual(namesOfAccess(Access.READ_WRITE), ["READ", "WRITE"]);
  assert.deepEqual(namesOfAccess(Access.NONE), []);
  assert.deepEqual(namesOfAccess(0x40), []);
});

test("access__a_property__is_kept", () => {
  const holder = new Holder();
  assert.equal(holder.access, Access.NONE);
  holder.access = Access.READ | Access.EXECUTE;
  assert.equal(holder.access, Access.READ | Access.EXECUTE);
  assert.throws(() => {
    holder.access = 4;
  }, BadValueError);
  assert.equal(holder.access, Access.READ | Access.EXECUTE);
});
