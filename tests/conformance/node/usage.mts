// What TypeScript makes of the package: compiled with the strictest settings, never run.

import {
  ConformanceError,
  Direction,
  type DivideResult,
  HELLO,
  List,
  MAX_ITEMS,
  NO_ITEM,
  NoSuchItemError,
  Pen,
  type Point,
  RATIO,
  type View,
  Walk,
  centre,
  countNorth,
  countTrue,
  distanceBetween,
  divide,
  doubleInPlace,
  evens,
  import_,
  longer,
  maybeText,
  mirror,
  nameOfDirection,
  parse,
  range,
  reverseBytes,
  sameBool,
  sameI32,
  sameI64,
  sameNumbers,
  sameSize,
  split,
  square,
  squares,
  sumI64,
  totalLength,
  turnRight,
  withoutNan,
} from "conformance";

// Numbers: 64-bit integers are bigints on their way out, and either on their way in.
const small: number = sameI32(1);
const large: bigint = sameI64(1) + sameI64(1n);
const size: number = sameSize(7);
const truth: boolean = sameBool(true);
// @ts-expect-error No bigint for 32 bits.
sameI32(1n);
// @ts-expect-error No number for a boolean.
sameBool(1);

// Constants have their values as types.
const limit: 1000 = MAX_ITEMS;
const none: 18446744073709551615n = NO_ITEM;
const ratio: number = RATIO;
const hello: string = HELLO;

// Enums are unions of their values.
const right: Direction = turnRight(Direction.NORTH);
const name: "NORTH" | "EAST" | "SOUTH" | "WEST" | undefined =
  nameOfDirection(right);
// @ts-expect-error No such direction.
turnRight(1);
// @ts-expect-error The constants cannot be changed.
Direction.NORTH = 0;

// Records are interfaces.
const point: Point = {
  x: 1,
  y: 2,
  weight: 3,
  visible: true,
  facing: Direction.WEST,
};
const mirrored: Point = mirror(point);
const distance: number = distanceBetween(point) + distanceBetween(point, null);
const wide: bigint = sameNumbers({
  i8: 1,
  i16: 1,
  i32: 1,
  i64: 1n,
  u8: 1,
  u16: 1,
  u32: 1,
  u64: 1n,
  size: 1,
  f32: 1,
  f64: 1,
}).u64;
// @ts-expect-error Fields are missing.
mirror({ x: 1, y: 2 });

// Text that may be none.
const text: string | null = maybeText(null) ?? maybeText();
const rest: string | null = split("a b").rest;

// Arrays.
const sum: bigint =
  sumI64([1, 2n]) + sumI64(new BigInt64Array(1)) + sumI64(null);
const squared: BigInt64Array = squares([1, 2]);
const even: Uint32Array = evens(3);
const numbers: BigUint64Array = range(3);
const kept: Float64Array | null = withoutNan(new Float64Array(1));
const reversed: Uint8Array = reverseBytes(Buffer.from("ab"));
const points: Point[] = square(2);
const total: number =
  countTrue([true]) +
  countTrue(new Uint8Array(1)) +
  countNorth([Direction.NORTH]) +
  totalLength(["a"] as const);
centre(points as readonly Point[]);
doubleInPlace(new Float64Array(2));
// @ts-expect-error A plain array would not be changed.
doubleInPlace([1, 2]);
// @ts-expect-error Another element type.
sumI64(new Float64Array(2));

// Several results.
const { quotient, remainder }: DivideResult = divide(1, 2n);
const parsed: { result: boolean; number: number } = parse("1");

// Objects.
const list: List = new List("mine");
const filled: List = List.filled(3, 1.5);
list.name = filled.name;
const view: View<Float64Array> = filled.values();
const maybeView: View<Float64Array> | null = filled.peek();
const element: number = view.array[0] ?? 0;
const walk: Walk = filled.walk();
const step: { result: boolean; value: number } = walk.next();
const more: List | null = longer(list, filled);
const same: boolean = list.same() && list.same(null) && list.same(filled);
view[Symbol.dispose]();
maybeView?.close();
new Pen(list).write(1);
// @ts-expect-error Only lists make walks.
new Walk();
// @ts-expect-error A pen is no list.
list.append(new Pen(list));
// @ts-expect-error Read only.
list.total = 1;
// @ts-expect-error None is not allowed here.
list.append(null);

// Errors.
try {
  list.get("x");
} catch (error) {
  if (error instanceof NoSuchItemError) {
    const code: "CONFORMANCE_NO_SUCH_ITEM" = error.code;
    const kind: "not_found" = error.kind;
    void [code, kind, error.function, error.cause];
  } else if (error instanceof ConformanceError) {
    const code: string = error.code;
    void code;
  }
}

void import_(1, 2, 3, 4, 5, 6, 7);
void [small, large, size, truth, limit, none, ratio, hello, right, name];
void [mirrored, distance, wide, text, rest, sum, squared, even, numbers, kept];
void [reversed, total, quotient, remainder, parsed, element, step, more, same];
