import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";

import * as shapes from "@drawn/shapes";

const { Drawing, Fill, Polygon, Winding, nameOfWinding } = shapes;
const require = createRequire(import.meta.url);

test("rename__class__has_the_name_of_the_contract", () => {
  assert.equal(Polygon.name, "Polygon");
  assert.equal("Poly" in shapes, false);
  assert.throws(
    () => new Drawing().put("x", 1, Fill.NONE),
    /poly must be of class Polygon/,
  );
});

test("rename__constants__have_the_names_of_the_contract", () => {
  assert.deepEqual(Winding, { COUNTERCLOCKWISE: 0, CLOCKWISE: 1 });
  assert.equal(nameOfWinding(1), "CLOCKWISE");
});

test("rename__method__is_called_so", () => {
  const polygon = Polygon.regular(3, 1);
  assert.match(polygon.toWKT(), /^POLYGON/);
  assert.equal("write" in polygon, false);
});

test("rename__field__crosses_under_its_name", () => {
  const drawing = new Drawing();
  drawing.style = {
    color: 0xff0000,
    width: 2,
    hairline: false,
    fill: Fill.DOTS,
  };
  assert.equal(drawing.style.color, 0xff0000);
  assert.equal("rgb" in drawing.style, false);
  assert.throws(() => {
    drawing.style = { rgb: 1, width: 2, hairline: false, fill: Fill.DOTS };
  }, /color must be an integer/);
});

test("rename__parameter__is_named_so_in_messages", () => {
  const polygon = Polygon.regular(3, 1);
  assert.throws(() => polygon.move(1, { x: 0, y: 0 }), /^TypeError.*: start /);
  assert.throws(() => polygon.move({ x: 0, y: 0 }, 1), /^TypeError.*: end /);
});

test("rename__constructor_and_error__are_called_so", () => {
  const text = "POLYGON((0 0,1 0,0 1,0 0))";
  assert.equal(Polygon.fromWKT(text).toWKT(), text);
  assert.throws(() => Polygon.fromWKT("a circle"), shapes.WktError);
  assert.equal("parse" in Polygon, false);
  assert.equal("UnreadableError" in shapes, false);
});

test("rename__property_and_constant__are_called_so", () => {
  const drawing = new Drawing();
  assert.equal(drawing.resolution, shapes.DOTS_PER_INCH);
  drawing.resolution = 300;
  assert.equal(drawing.resolution, 300);
  assert.equal("res" in drawing, false);
});

test("package_name__scope__is_what_is_installed", () => {
  assert.equal(require("@drawn/shapes/package.json").name, "@drawn/shapes");
});
