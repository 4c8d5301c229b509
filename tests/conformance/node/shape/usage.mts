// What TypeScript makes of the package: compiled with the strictest settings, never run.

import { Drawing, Fill, type Point, Polygon, Winding } from "@drawn/shapes";

const square = new Polygon([{ x: 0, y: 0 }]);
const same: boolean = square.equals("anything");
const order: number = square.compareTo(square);
const length: number = square.length;
const corner: Point | undefined = square.at(-1);
const inside: boolean = square.has({ x: 1, y: 1 });
const corners: Point[] = [...square];
const area: number = Polygon.regularArea(3, 1);
const winding: Winding = Polygon.windingOf(corners);
// @ts-expect-error Compared with polygons only.
square.compareTo(1);
// @ts-expect-error A function of the class.
square.regularArea(3, 1);

const drawing = new Drawing();
drawing.put("square", square, Fill.SOLID);
const size: number = drawing.size;
const names: string[] = [...drawing];
for (const name of drawing.names()) {
  const text: string = name;
  void text;
}
void [same, order, length, corner, inside, area, winding, size, names];
