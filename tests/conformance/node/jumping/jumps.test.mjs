import assert from "node:assert/strict";
import test from "node:test";

import {
  ExceptionError,
  Formula,
  JumpingError,
  Names,
  jumpLater,
  jumpLaterAsync,
} from "jumping";
import { thrownBy } from "./helpers.mjs";

test("jump__out_of_a_call__is_an_error_with_its_message", () => {
  const error = thrownBy(() => Formula.parse("1 +"));
  assert.ok(error instanceof ExceptionError);
  assert.ok(error instanceof JumpingError);
  assert.equal(error.function, "jumping_formula_parse");
  assert.notEqual(error.message, "");
});

test("jump__afterwards__the_next_call_works", () => {
  const bad = Formula.parse("6 / (3 - 3)");
  const good = Formula.parse("2 * (1 + 4)");
  for (let i = 0; i < 100; i++) {
    assert.throws(() => bad.value(), /division by zero/);
    assert.equal(good.value(), 10);
  }
  assert.equal(good.size, 5);
  bad.close();
  good.close();
});

test("jump__out_of_an_awaited_call__rejects", async () => {
  assert.throws(() => jumpLater(), /it is later/);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => jumpLaterAsync()),
  );
  for (const { reason } of outcomes) {
    assert.ok(reason instanceof ExceptionError);
  }
});

test("names__jump_behind_the_last__leaves_the_formula_usable", () => {
  const formula = Formula.parse("a + b");
  const names = new Names(formula);
  assert.equal(names.take(), "a");
  assert.equal(names.take(), "b");
  assert.throws(() => names.take(), /no more than 2 names/);
  names.close();
  assert.equal(
    formula.workOut(() => 2),
    4,
  );
});

test("callback__calls_the_library_again__frames_nest", () => {
  const inner = (name) => {
    const formula = Formula.parse(name === "a" ? "6 / 2" : "6 / 0");
    try {
      return formula.value();
    } catch (error) {
      assert.ok(error instanceof ExceptionError);
      return 0;
    }
  };
  assert.equal(Formula.parse("a + 1 + cc").workOut(inner), 4);
  assert.throws(() => Formula.parse("a / 0").workOut(inner), /division/);
  assert.equal(Formula.parse("a").workOut(inner), 3);
});

test("callback__throws__the_same_value_comes_out", () => {
  const error = new Error("mine");
  const lookUp = () => {
    throw error;
  };
  assert.equal(
    thrownBy(() => Formula.parse("a / 0").workOut(lookUp)),
    error,
  );
});

test("callback__lets_an_inner_jump_through__it_comes_out", () => {
  const inner = Formula.parse("1 / 0");
  let first;
  const error = thrownBy(() =>
    Formula.parse("a").workOut(() => {
      first = thrownBy(() => inner.value());
      throw first;
    }),
  );
  assert.equal(error, first);
  assert.equal(error.function, "jumping_formula_value");
});
