import assert from "node:assert/strict";
import test from "node:test";

import {
  ClosedError,
  Drawing,
  Fill,
  NoSuchCornerError,
  NoSuchShapeError,
  Polygon,
} from "@drawn/shapes";

const CORNERS = [
  { x: 0, y: 0 },
  { x: 2, y: 0 },
  { x: 2, y: 2 },
  { x: 0, y: 2 },
];

function drawing(...names) {
  const made = new Drawing();
  for (const name of names) {
    made.put(name, new Polygon(CORNERS), Fill.SOLID);
  }
  return made;
}

test("equals__same_corners__is_true", () => {
  const square = new Polygon(CORNERS);
  assert.equal(square.equals(new Polygon(CORNERS)), true);
  assert.equal(square.equals(Polygon.regular(4, 1)), false);
  assert.equal(square.isSame(new Polygon(CORNERS)), true);
});

test("equals__something_else__is_false", () => {
  const square = new Polygon(CORNERS);
  for (const other of [null, undefined, 4, "square", CORNERS, new Drawing()]) {
    assert.equal(square.equals(other), false);
  }
});

test("compareTo__several__sorts", () => {
  const polygons = [3, 1, 2].map((radius) => Polygon.regular(5, radius));
  const sorted = [...polygons].sort((a, b) => a.compareTo(b));
  assert.deepEqual(sorted, [polygons[1], polygons[2], polygons[0]]);
  assert.ok(sorted[0].compareTo(sorted[1]) < 0);
  assert.equal(sorted[0].compareTo(sorted[0]), 0);
});

test("hash__equal_polygons__is_equal", () => {
  const digest = new Polygon(CORNERS).digest();
  assert.equal(typeof digest, "bigint");
  assert.equal(new Polygon(CORNERS).digest(), digest);
  assert.notEqual(Polygon.regular(3, 1).digest(), digest);
});

test("length__polygon__is_a_property", () => {
  assert.equal(new Polygon(CORNERS).length, 4);
  assert.equal(drawing("a", "b").size, 2);
});

test("at__index__gives_the_corner", () => {
  const square = new Polygon(CORNERS);
  assert.deepEqual(square.at(1), { x: 2, y: 0 });
  assert.deepEqual(square.at(-1), { x: 0, y: 2 });
  assert.deepEqual(square.at(-4), { x: 0, y: 0 });
});

test("at__no_such_index__is_undefined", () => {
  const square = new Polygon(CORNERS);
  for (const index of [4, -5, 1e6]) {
    assert.equal(square.at(index), undefined);
  }
  assert.throws(() => square.corner(4), NoSuchCornerError);
  assert.throws(() => square.at("1"), TypeError);
  assert.throws(() => square.at(0.5), RangeError);
});

test("get__name__gives_the_polygon", () => {
  const made = drawing("square");
  assert.ok(made.get("square").equals(new Polygon(CORNERS)));
  assert.throws(() => made.get("circle"), NoSuchShapeError);
});

test("has__key__says_whether_it_is_there", () => {
  const square = new Polygon(CORNERS);
  assert.equal(square.has({ x: 1, y: 1 }), true);
  assert.equal(square.has({ x: 3, y: 1 }), false);
  const made = drawing("a");
  assert.equal(made.has("a"), true);
  assert.equal(made.has("b"), false);
});

test("iteration__polygon__gives_all_corners", () => {
  assert.deepEqual([...new Polygon(CORNERS)], CORNERS);
});

test("iteration__drawing__gives_its_names", () => {
  const made = drawing("b", "a");
  assert.deepEqual([...made], ["a", "b"]);
  const [first] = made;
  assert.equal(first, "a");
});

test("iteration__left_early__lets_the_drawing_change", () => {
  const made = drawing("b", "a");
  for (const name of made) {
    assert.equal(name, "a");
    assert.throws(() => made.put("c", new Polygon(CORNERS), Fill.NONE), {
      code: "TENON_BUSY",
    });
    break;
  }
  made.put("c", new Polygon(CORNERS), Fill.NONE);
  assert.deepEqual([...made], ["a", "b", "c"]);
});

test("iteration__names__end_with_the_last", () => {
  const made = drawing("a");
  const names = made.names();
  assert.deepEqual(names.next(), { done: false, value: "a" });
  assert.deepEqual(names.next(), { done: true, value: undefined });
  assert.deepEqual(names.next(), { done: true, value: undefined });
  assert.equal(names.closed, true);
});

test("toString__text_operator__is_that_text", () => {
  const triangle = new Polygon(CORNERS.slice(0, 3));
  assert.equal(`${triangle}`, "POLYGON((0 0,2 0,2 2,0 0))");
  assert.equal(triangle.toWKT(), String(triangle));
  triangle.close();
  assert.equal(String(triangle), "Polygon { closed }");
});

test("operators__closed_object__raise", () => {
  const square = new Polygon(CORNERS);
  square.close();
  assert.throws(() => square.length, ClosedError);
  assert.throws(() => square.at(0), ClosedError);
  assert.throws(() => square.equals(square), ClosedError);
});
