import assert from "node:assert/strict";
import test from "node:test";

import { RefusedError, relabel, turn } from "nesting";

import { steadyMemory } from "./helpers.mjs";

const amount = { kind: "pieces", pieces: 3 };
const label = { kind: "handWritten", words: "fragile" };
const parcel = { label, sender: "Ada", amount };

test("turn__in_place_and_optional__may_end_as_none", () => {
  const plain = { sender: "Ada", amount };
  const turned = { label: null, sender: "back", amount };
  assert.deepEqual(turn(plain), turned);
  assert.deepEqual(turn(turned), turned);
  assert.equal(plain.sender, "Ada");
  assert.equal(turn(parcel), null);
  assert.equal(turn(null), null);
  assert.equal(turn(), null);
  assert.throws(() => turn("x"), {
    name: "TypeError",
    message: /^parcel must be a Parcel or null, not a string$/,
  });
});

test("relabel__several_results_with_texts__all_arrive", () => {
  assert.deepEqual(relabel(parcel), {
    same: parcel,
    label: { kind: "handWritten", words: "Ada" },
  });
  assert.deepEqual(relabel({ amount }).label, {
    kind: "handWritten",
    words: null,
  });
  assert.throws(() => relabel({ ...parcel, sender: "nobody" }), RefusedError);
});

test("relabel__often__leaves_memory_as_it_is", async () => {
  const long = { ...parcel, sender: "x".repeat(5_000) };
  const refused = {
    label: { kind: "handWritten", words: long.sender },
    sender: "nobody",
    amount,
  };
  await steadyMemory(() => {
    for (let i = 0; i < 5_000; i++) {
      relabel(long);
      turn(long);
      turn({ ...long, label: null });
      assert.throws(() => relabel(refused), RefusedError);
    }
  }, 8 << 20);
});
