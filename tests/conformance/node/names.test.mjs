import assert from "node:assert/strict";
import test from "node:test";

import { import_, lambda } from "conformance";

test("import__keywords_as_parameters__keep_their_order", () => {
  assert.equal(import_(1, 2, 3, 4, 5, 6, 7), 1234567);
});

test("lambda__keywords_as_parameters__keep_their_order", () => {
  assert.equal(lambda(1, 2, 3, 4, 5, 6), 123456);
});

test("import__wrong_argument__is_named_as_in_the_types", () => {
  assert.throws(() => import_(1, 2, 3, 4, 5, 6, "7"), /^TypeError.*: await_ /);
});
