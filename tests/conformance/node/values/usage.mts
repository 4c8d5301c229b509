// What TypeScript makes of the package: compiled with the strictest settings, never run.

import {
  Access,
  Count,
  type Dynamic,
  Holder,
  type Line,
  type MapInput,
  Money,
  type Person,
  type Profile,
  type Shape,
  type ShapeCircle,
  Side,
  after,
  area,
  balance,
  birthday,
  circle,
  combine,
  corner,
  countLabels,
  divide,
  dot,
  doubleOrNone,
  earlier,
  everyKind,
  greet,
  grow,
  larger,
  mixed,
  namesOfAccess,
  numerals,
  older,
  personBytes,
  plus,
  pointSum,
  reversed,
  sameI128,
  sameMilliseconds,
  sameSpanSeconds,
  search,
  shapeNamed,
  sumWhere,
  total,
  wordCounts,
  words,
} from "values";

const holder = new Holder();

// Flags are numbers that combine.
const access: Access = combine(Access.READ | Access.WRITE, Access.EXECUTE);
const bits: (keyof typeof Access)[] = namesOfAccess(access);

// What has a default may be left out.
const page: number = search("x").page;
search("x", 1, 2n, 3, true, Side.LEFT, Access.NONE);
search("x", undefined, 2);
const raised: bigint = holder.raise();
greet(undefined, null);
// @ts-expect-error The text has none.
search();
// @ts-expect-error Not null.
search("x", null);

// Lists and maps.
const list: string[] = words("a b");
const counts: Map<string, bigint> = wordCounts("a b");
const names: Map<number, string> = numerals(3);
const input: MapInput<string, number> = { a: 1 };
sumWhere("a", input);
sumWhere("a", new Map([["a", 1]]));
dot({ 1: 2n, 3: 4 });
balance({ [Side.LEFT]: 1 });
balance();
// @ts-expect-error Numbers.
sumWhere("a", { a: "1" });
// @ts-expect-error No keys of that kind.
dot(new Map([["1", 1n]]));
// @ts-expect-error No such side.
balance({ 7: 1 });

// Moments and spans.
const moment: bigint = after(new Date(), 5n);
const later: bigint | null = earlier(moment);
const date: Date = sameMilliseconds(new Date());
const span: number = sameSpanSeconds(-5);
// @ts-expect-error Date.now() is in milliseconds, this in nanoseconds.
after(Date.now(), 5n);
// @ts-expect-error Not by numbers.
sameMilliseconds(1);

// Exact numbers mix with nothing else.
const money: Money = plus(new Money(5), Money.parse("9.99"));
const most: Money | null = larger(money, null);
const units: bigint = money.units;
const sum: Money = total(BigInt64Array.of(units));
const digits: 2 = Money.digits;
// @ts-expect-error No float converts into it.
plus(money, 9.99);
// @ts-expect-error Nor does another kind.
plus(money, new Count(1));
// @ts-expect-error They are added by add().
void (money + money);

const wide: bigint = sameI128(5);
const dynamic: Dynamic = everyKind();
void [bits, page, raised, list, counts, names, later, date, span, most, sum];
void [digits, wide, dynamic, moment];

// Optional values: null in and out, and no field that need be given.
const doubled: bigint = doubleOrNone() + doubleOrNone(null) + doubleOrNone(4);
const sums: number = pointSum({ x: 1, y: 2 }) + pointSum(null);
// @ts-expect-error There may be no corner.
void corner(7).x;
const { quotient, remainder } = divide(7, 2);
const both: (bigint | null)[] = [quotient, remainder];
const aged: Profile = older({ id: 1, age: null, side: undefined });
older({ id: 1, side: Side.LEFT, place: { x: 0, y: 0 } });
// @ts-expect-error The age may be unknown.
void aged.age.toFixed();
// @ts-expect-error Whether the age is known is no field.
older({ id: 1, hasAge: true });
holder.limit = null;
const limit: bigint | null = holder.limit;

// Records in records, and texts in them.
const point = { x: 0, y: 0 };
const line: Line = reversed({
  from: point,
  to: point,
  style: { width: 1, arrow: Side.RIGHT, access: 0 },
});
// @ts-expect-error A point has two numbers.
reversed({ ...line, to: { x: 1 } });
const person: Person = {
  name: "Ada",
  age: 36,
  home: { street: "St James's Square" },
  position: point,
};
const city: string | null | undefined = birthday(person).home.city;
// @ts-expect-error Nobody has no name.
personBytes({ ...person, name: null });

// Variants: `kind` tells the cases apart.
function told(shape: Shape): string {
  switch (shape.kind) {
    case "empty":
      // @ts-expect-error Nothing comes with it.
      void shape.radius;
      return "";
    case "circle":
      return shape.radius.toFixed();
    case "rectangle":
      return (shape.rectangle.high.x - shape.rectangle.low.x).toFixed();
    case "side":
      return shape.side === Side.LEFT ? "left" : "right";
    case "label":
      return shape.label;
  }
}
const round: ShapeCircle = { kind: "circle", radius: 1 };
const grown: Shape = grow(round, 2);
area({ kind: "empty" });
countLabels([round, { kind: "label", label: told(circle(1)) }]);
// @ts-expect-error There is no such case.
area({ kind: "square", side: 1 });
// @ts-expect-error A circle has a radius.
area({ kind: "circle" });
// @ts-expect-error A circle has no label.
area({ kind: "circle", radius: 1, label: "a" });
// @ts-expect-error There may be no shape of that name.
void shapeNamed("x").kind;
for (const number of mixed(3)) {
  const real: number | bigint =
    number.kind === "whole"
      ? number.whole
      : number.kind === "real"
        ? number.real
        : Infinity;
  void real;
}
holder.shape = { kind: "side", side: Side.RIGHT };
void [doubled, sums, both, limit, city, grown, holder.shape];
