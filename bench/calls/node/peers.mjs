// The peers: how each is loaded, and what its users write for each row where that differs from the others.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** What all but koffi offer: the same classes and functions. */
const usual = {
  prepare: `const { ${[
    "Tally",
    "add",
    "addSlowlyAsync",
    "callBack",
    "ends",
    "fail",
    "longText",
    "nothing",
    "pointAt",
    "pointSum",
    "shortText",
    "textSize",
    "values",
  ].join(", ")} } = library;
    const tally = new Tally(42n);
    const change = (number) => number + 1n;
    const point = { x: 1, y: 2, weight: 3n };
    const few = new Float64Array(1000).fill(0.5);
    const many = new Float64Array(1_000_000).fill(0.5);
    const short = shortText();
    const long = longText();`,
  calls: {
    nothing: "last = nothing();",
    add: "last = add(20n, 22n);",
    method: "last = tally.value();",
    attribute: `last = tally.column("height");`,
    text_in_11: "last = textSize(short);",
    text_in_1024: "last = textSize(long);",
    text_out_11: "last = shortText();",
    text_out_1024: "last = longText();",
    record_in: "last = pointSum(point);",
    record_out: "last = pointAt(2.5);",
    array_in_1000: "last = ends(few);",
    array_in_1000000: "last = ends(many);",
    array_out_1000: "last = values(1000);",
    array_out_1000000: "last = values(1_000_000);",
    callback: "last = callBack(41n, change);",
    error: "try { fail(); } catch (error) { last = error; }",
    object: "last = new Tally(42n); last.close();",
    awaited: "last = await addSlowlyAsync(20n, 22n);",
  },
  object: "new library.Tally(42n)",
};

const koffi = {
  prepare: `const { tally_add, tally_call_back, tally_column, tally_ends, tally_fail, tally_free } = library;
    const { tally_long_text, tally_new, tally_nothing, tally_point_at, tally_point_sum } = library;
    const { tally_short_text, tally_text_size, tally_value, addSlowly, values } = library;
    const tally = tally_new(42);
    const change = (number) => number + 1;
    const point = { x: 1, y: 2, weight: 3 };
    const few = new Float64Array(1000).fill(0.5);
    const many = new Float64Array(1_000_000).fill(0.5);
    const found = [0];
    const short = tally_short_text();
    const long = tally_long_text();`,
  calls: {
    nothing: "last = tally_nothing();",
    add: "last = tally_add(20, 22);",
    method: "last = tally_value(tally);",
    attribute: `if (tally_column(tally, "height", found) !== 0) throw new Error("no such column"); last = found[0];`,
    text_in_11: "last = tally_text_size(short);",
    text_in_1024: "last = tally_text_size(long);",
    text_out_11: "last = tally_short_text();",
    text_out_1024: "last = tally_long_text();",
    record_in: "last = tally_point_sum(point);",
    record_out: "last = tally_point_at(2.5);",
    array_in_1000: "last = tally_ends(few, few.length);",
    array_in_1000000: "last = tally_ends(many, many.length);",
    array_out_1000: "last = values(1000);",
    array_out_1000000: "last = values(1_000_000);",
    callback: "last = tally_call_back(41, change, null);",
    error: `try { if (tally_fail() !== 0) throw new Error("The call was asked to fail."); } catch (error) { last = error; }`,
    object: "last = tally_new(42); tally_free(last);",
    awaited: "last = await addSlowly(20, 22);",
  },
  object: "library.tally_new(42)",
};

/** In the order in which they take their turns. */
export const peers = [
  {
    peer: "handwritten",
    title: "Node-API by hand",
    folder: "handwritten",
    binary: "build/Release/tally.node",
    ...usual,
    how: "plain C on Node-API 8: a class with napi_wrap and a type tag, functions with checked arguments; -O2 and the hardening flags of Tenon's package",
  },
  {
    peer: "tenon",
    title: "Tenon",
    folder: "tenon/node",
    binary: "build/Release/addon.node",
    ...usual,
    how: "tenon build, then npm's install script (node-gyp); all checks on",
  },
  {
    peer: "napi_rs",
    title: "napi-rs",
    folder: "napi_rs",
    binary: "tally.node",
    ...usual,
    how: "cargo build --release with lto, one codegen unit and stripped, as the project's template has it; 64-bit integers as BigInt, as its i64 loses digits beyond 2 ** 53",
  },
  {
    peer: "node_addon_api",
    title: "node-addon-api",
    folder: "node_addon_api",
    binary: "build/Release/tally.node",
    ...usual,
    how: "ObjectWrap, C++ exceptions on, -O2 and the hardening flags of Tenon's package",
  },
  {
    peer: "koffi",
    title: "koffi",
    folder: "koffi",
    binary: "libtally.so",
    ...koffi,
    how: "libtally.so with -O2; addresses as objects, structs and arrays described to koffi; 64-bit integers as numbers where those hold them, which is what it gives; what a status means is left to the caller",
  },
];

/** Whether a peer was built below the working folder. */
export function isBuilt(work, { folder, binary }) {
  return existsSync(join(work, folder, binary));
}

/** The library as a peer gives it. */
export function load(work, { folder }) {
  return require(join(work, folder));
}

/** The row's results are the same for all, except that koffi has numbers where the others have bigints. */
const expected = {
  nothing: (last) => last == null,
  add: (last) => Number(last) === 42,
  method: (last) => Number(last) === 42,
  attribute: (last) => last === 1.75,
  text_in_11: (last) => Number(last) === 11,
  text_in_1024: (last) => Number(last) === 1024,
  text_out_11: (last) => last === "naïve tale",
  text_out_1024: (last) => last === "0123456789abcdef".repeat(64),
  record_in: (last) => last === 6,
  record_out: (last) =>
    last.x === 2.5 && last.y === 2.5 && Number(last.weight) === 1,
  array_in_1000: (last) => last === 1,
  array_in_1000000: (last) => last === 1,
  array_out_1000: (last) => isBetweenOnes(last, 1000),
  array_out_1000000: (last) => isBetweenOnes(last, 1_000_000),
  callback: (last) => Number(last) === 42,
  error: (last) => last instanceof Error && /asked to fail/.test(last.message),
  object: (last) => last != null,
  awaited: (last) => Number(last) === 42,
};

function isBetweenOnes(array, count) {
  return (
    array instanceof Float64Array &&
    array.length === count &&
    array[0] === 1 &&
    array[1] === 0 &&
    array[count - 1] === 1
  );
}

/** Throws where a row gives anything but what it should. */
export function check({ peer }, row, last) {
  if (!expected[row](last)) {
    throw new Error(`${peer}, ${row}: gave ${String(last)}`);
  }
}

/** The ids of all rows. */
export const rows = JSON.parse(
  readFileSync(new URL("../rows.json", import.meta.url), "utf8"),
).rows.map(({ id }) => id);

/**
 * A function of its own, so that V8 learns what this peer and this row do and nothing else:
 * it carries a row out so many times and gives what the last call gave. The callee is a constant of its
 * closure, as an import is.
 */
export function loopOf(library, { prepare, calls }, row) {
  const kind = row === "awaited" ? "async " : "";
  const make = new Function(
    "library",
    `"use strict"; ${prepare}
     return ${kind}function repeat(count) {
       let last;
       for (let i = 0; i < count; i++) { ${calls[row]} }
       return last;
     };`,
  );
  return make(library);
}

/** The same with nothing in it but a value that changes. */
export function emptyLoop() {
  return new Function(
    `"use strict"; return function repeat(count) {
       let last;
       for (let i = 0; i < count; i++) { last = i; }
       return last;
     };`,
  )();
}

/**
 * Lets what a row left behind be finished before the next is measured: objects that are garbage, and their
 * finalizers, which wait for the event loop. Else the first row that awaits would pay for those of all rows before it.
 */
export async function settle() {
  globalThis.gc({ type: "minor" });
  for (let turn = 0; turn < 2; turn++) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
