import assert from "node:assert/strict";
import test from "node:test";

import { Shelf, amounts, shelves, weigh } from "nesting";
import { collected } from "./helpers.mjs";

const three = [
  { kind: "pieces", pieces: 0 },
  { kind: "kilos", kilos: 0.5 },
  { kind: "pieces", pieces: 2 },
];

test("amounts__filled_by_the_library__are_variants", () => {
  assert.deepEqual(amounts(3), three);
  assert.deepEqual(amounts(0), []);
});

test("shelf__a_view_of_variants__is_a_copy", () => {
  const shelf = new Shelf();
  const view = shelf.amounts();
  assert.deepEqual(view.array, three);
  view.close();
  shelf.close();
});

test("shelf__made_of_a_variant__here_or_awaited", async () => {
  const label = { kind: "handWritten", words: "top" };
  assert.ok(Shelf.of(label) instanceof Shelf);
  assert.ok((await Shelf.ofAsync({ kind: "blank" })) instanceof Shelf);
  assert.throws(() => Shelf.of({ kind: "blank", words: "" }), {
    name: "TypeError",
    message: /a Label of the kind "blank" does not have: words$/,
  });
  await assert.rejects(Shelf.ofAsync(null), {
    name: "TypeError",
    message: /^label must be a Label, not null$/,
  });
});

test("shelf__made_while_an_array_is_changed_in_place__here_or_awaited", async () => {
  for (const made of [Shelf.weighed, Shelf.ofManyAsync]) {
    const amounts = [{ kind: "pieces", pieces: 3 }];
    assert.ok((await made(amounts)) instanceof Shelf);
    assert.deepEqual(amounts, [{ kind: "kilos", kilos: 1.5 }]);
  }
});

test("array_in_place__frozen__then_refused_before_the_call", async () => {
  const expected = { name: "TypeError", message: /^amounts is frozen/ };
  const before = shelves();
  assert.throws(() => Shelf.weighed(Object.freeze([...three])), expected);
  await assert.rejects(Shelf.ofManyAsync(Object.freeze([...three])), expected);
  assert.throws(() => weigh(Object.freeze([...three])), expected);
  assert.equal(shelves(), before);
});

test("array_in_place__refuses_its_elements__then_the_error_and_no_shelf_is_left", async () => {
  const stubborn = Object.defineProperty([], 0, {
    get: () => three[0],
    set() {
      throw new Error("mine");
    },
  });
  await collected(() => shelves() === 0n);
  for (let round = 0; round < 20; round++) {
    assert.throws(() => Shelf.weighed(stubborn), { message: "mine" });
    await assert.rejects(Shelf.ofManyAsync(stubborn), { message: "mine" });
  }
  await collected(() => shelves() === 0n);
});
