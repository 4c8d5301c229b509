import assert from "node:assert/strict";
import test from "node:test";

import { Shelf, amounts } from "nesting";

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
