import assert from "node:assert/strict";
import test from "node:test";

import * as conformance from "conformance";

test("constants__integers__are_numbers_where_no_digit_is_lost", () => {
  assert.equal(conformance.MAX_ITEMS, 1000);
  assert.equal(conformance.LOWEST, -40);
  assert.equal(conformance.NO_ITEM, 2n ** 64n - 1n);
});

test("constants__float_and_text__keep_every_digit_and_character", () => {
  assert.equal(conformance.RATIO, 1.618033988749895);
  assert.equal(conformance.HELLO, 'hello "w\\rld" \u00e9');
});
