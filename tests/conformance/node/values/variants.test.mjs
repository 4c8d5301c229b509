import assert from "node:assert/strict";
import test from "node:test";

import {
  BadArgumentError,
  BadTextError,
  BadValueError,
  BrokenContractError,
  Holder,
  Side,
  add,
  area,
  areaOrNone,
  brokenShape,
  circle,
  countLabels,
  doubled,
  drawingDoubled,
  grow,
  mixed,
  shapeNamed,
} from "values";

import { steadyMemory } from "./helpers.mjs";

const square = {
  kind: "rectangle",
  rectangle: { low: { x: 0, y: 0 }, high: { x: 1, y: 1 } },
};

test("shape__every_case__goes_in", () => {
  assert.equal(area({ kind: "empty" }), 0);
  assert.equal(area({ kind: "circle", radius: 1 }), Math.PI);
  assert.equal(area(square), 1);
  assert.equal(area({ kind: "side", side: Side.RIGHT }), Infinity);
  assert.equal(area({ kind: "label", label: "ä" }), 0);
});

test("shape__every_case__comes_out", () => {
  assert.deepEqual(shapeNamed("empty"), { kind: "empty" });
  const round = shapeNamed("circle");
  assert.deepEqual(Object.keys(round), ["kind", "radius"]);
  assert.ok(round.kind === "circle" && round.radius > 0);
  const box = shapeNamed("rectangle");
  assert.equal(box.kind, "rectangle");
  assert.notDeepEqual(box.rectangle.low, box.rectangle.high);
  const half = shapeNamed("side");
  assert.equal(half.kind, "side");
  assert.ok(Object.values(Side).includes(half.side));
  const label = shapeNamed("label");
  assert.equal(label.kind, "label");
  assert.notEqual(label.label, "");
  assert.equal(shapeNamed("nothing"), null);
});

test("shape__by_value_and_in_place__is_changed", () => {
  const label = { kind: "label", label: "wide" };
  assert.deepEqual(doubled(label), label);
  assert.deepEqual(circle(2), { kind: "circle", radius: 2 });
  assert.throws(() => circle(-1), BadArgumentError);
  const small = { kind: "circle", radius: 2 };
  assert.deepEqual(grow(small, 3), { kind: "circle", radius: 6 });
  assert.equal(small.radius, 2);
});

test("shape__null__is_none_where_the_contract_allows_it", () => {
  assert.equal(areaOrNone(null), 0);
  assert.equal(areaOrNone(), 0);
  assert.equal(areaOrNone(square), 1);
  assert.throws(() => area(null), {
    name: "TypeError",
    message: /^shape must be a Shape, not null$/,
  });
});

test("shape__kind_that_there_is_not__is_refused_with_those_that_there_are", () => {
  const known = '"empty", "circle", "rectangle", "side" or "label"';
  const cases = [
    [{ kind: "square" }, `shape.kind must be ${known}, not "square"`],
    [{ kind: "CIRCLE" }, `shape.kind must be ${known}, not "CIRCLE"`],
    [{ kind: "circle\0" }, /^shape\.kind must be/],
    [{ kind: "" }, `shape.kind must be ${known}, not ""`],
    [{ kind: 1, radius: 1 }, `shape.kind must be ${known}, not a number`],
    [{ radius: 1 }, `shape.kind must be ${known}, not undefined`],
    [{ kind: "x".repeat(1000) }, /^shape\.kind must be/],
    [[], /^shape\.kind must be/],
    ["circle", "shape must be a Shape, not a string"],
    [undefined, "shape must be a Shape, not undefined"],
  ];
  for (const [shape, message] of cases) {
    assert.throws(() => area(shape), { name: "TypeError", message });
  }
});

test("shape__fields_of_another_case__are_refused", () => {
  const cases = [
    [{ kind: "circle" }, /^shape\.radius must be a number, not undefined$/],
    [{ kind: "circle", radius: "1" }, /^shape\.radius must be a number, not a/],
    [
      { kind: "circle", radius: 1, label: "a" },
      /^shape .* a Shape of the kind "circle" does not have: label$/,
    ],
    [{ kind: "empty", radius: 1 }, /kind "empty" does not have: radius$/],
    [
      { ...square, rectangle: { low: { x: 1 }, high: { x: 1, y: 1 } } },
      /^shape\.rectangle\.low\.y must be a number, not undefined$/,
    ],
    [
      { kind: "label", label: null },
      /^shape\.label must be a string, not null/,
    ],
    [{ kind: "label", label: "\udc00" }, /^shape\.label has half a surrogate/],
  ];
  for (const [shape, message] of cases) {
    assert.throws(() => area(shape), { name: "TypeError", message });
  }
});

test("shape__what_cannot_be__is_refused", () => {
  assert.throws(() => area({ kind: "side", side: 9 }), BadValueError);
  assert.throws(() => area({ kind: "label", label: "a\0b" }), BadTextError);
  assert.throws(() => brokenShape(), BrokenContractError);
});

test("shape__getter_that_throws__throws_on", () => {
  const shape = {
    kind: "circle",
    get radius() {
      throw new Error("mine");
    },
  };
  assert.throws(() => area(shape), { name: "Error", message: "mine" });
});

test("shapes__in_arrays__are_each_checked", () => {
  const shapes = [
    { kind: "label", label: "a" },
    { kind: "empty" },
    { kind: "label", label: "b" },
  ];
  assert.equal(countLabels(shapes), 2);
  assert.equal(countLabels([]), 0);
  assert.throws(() => countLabels([{ kind: "empty" }, null]), {
    name: "TypeError",
    message: /^shapes\[1\] must be a Shape, not null$/,
  });
  assert.throws(() => countLabels([shapes[0], { kind: "label" }]), {
    name: "TypeError",
    message: /^shapes\[1\]\.label must be a string/,
  });
});

test("numbers__arrays_of_variants__go_in_and_come_out", () => {
  assert.deepEqual(mixed(2), [
    { kind: "whole", whole: 1n },
    { kind: "real", real: 2 },
  ]);
  assert.deepEqual(mixed(0), []);
  const two = { kind: "whole", whole: 2 };
  const three = { kind: "whole", whole: 3n };
  assert.deepEqual(add([two, three]), { kind: "whole", whole: 5n });
  assert.equal(add([two, { kind: "infinite" }]).kind, "infinite");
  assert.throws(
    () => add([{ kind: "whole", whole: 2n ** 63n }]),
    (error) =>
      error instanceof RangeError &&
      error.message.startsWith("numbers[0].whole must be"),
  );
});

test("drawing__a_variant_in_a_record__goes_in_and_comes_out", () => {
  const drawing = { at: { x: 1, y: 0 }, shape: { kind: "label", label: "x" } };
  assert.deepEqual(drawingDoubled(drawing), drawing);
  assert.throws(() => drawingDoubled({ at: drawing.at }), {
    name: "TypeError",
    message: /^drawing\.shape must be a Shape, not undefined$/,
  });
  const wrong = { ...drawing, shape: { kind: "round" } };
  assert.throws(() => drawingDoubled(wrong), {
    name: "TypeError",
    message: /^drawing\.shape\.kind must be "empty", /,
  });
});

test("holder__a_shape__is_kept", async () => {
  const holder = new Holder();
  const label = { kind: "label", label: "kept".repeat(1_000) };
  await steadyMemory(() => {
    for (let i = 0; i < 5_000; i++) {
      holder.shape = label;
      assert.equal(holder.shape.label.length, 4_000);
    }
  }, 8 << 20);
  holder.shape = { kind: "empty" };
  assert.deepEqual(holder.shape, { kind: "empty" });
});

test("shape__refused_after_its_text__leaves_nothing", async () => {
  const wrong = { kind: "label", label: "x".repeat(5_000), more: 1 };
  await steadyMemory(() => {
    for (let i = 0; i < 5_000; i++) {
      assert.throws(() => area(wrong), TypeError);
    }
  }, 8 << 20);
});
