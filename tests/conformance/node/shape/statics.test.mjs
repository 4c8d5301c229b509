import assert from "node:assert/strict";
import test from "node:test";

import * as shapes from "@drawn/shapes";

const { Polygon, TooFewCornersError, Winding } = shapes;

test("static__called_on_the_class__needs_no_object", () => {
  assert.ok(Math.abs(Polygon.regularArea(4, 1) - 2) < 1e-9);
  const corners = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: 1 },
  ];
  assert.equal(Polygon.windingOf(corners), Winding.COUNTERCLOCKWISE);
  assert.equal(Polygon.windingOf(corners.reverse()), Winding.CLOCKWISE);
});

test("static__failing__raises", () => {
  assert.throws(() => Polygon.windingOf([]), TooFewCornersError);
});

test("static__elsewhere__is_not_there", () => {
  assert.equal("regularArea" in shapes, false);
  assert.equal("regularArea" in Polygon.regular(3, 1), false);
});
