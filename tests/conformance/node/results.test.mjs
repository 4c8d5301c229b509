import assert from "node:assert/strict";
import test from "node:test";

import { BadArgumentError, divide, increment, parse } from "conformance";

test("divide__several_results__are_an_object", () => {
  assert.deepEqual(divide(17, 5n), { quotient: 3n, remainder: 2n });
});

test("divide__failure__gives_no_results", () => {
  assert.throws(() => divide(1, 0), BadArgumentError);
});

test("parse__return_value_and_parameter__come_together", () => {
  assert.deepEqual(parse("2.5"), { result: true, number: 2.5 });
  assert.equal(parse("x").result, false);
});

test("increment__in_and_out__gives_the_new_value_too", () => {
  assert.deepEqual(increment(5, 2), { result: 5, counter: 7 });
});
