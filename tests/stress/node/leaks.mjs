/**
 * How much memory is left of operations that create, use and drop: of each kind 10,000, after as many to warm up. The
 * last line of what it prints is a JSON object: bytes per 10,000 operations, of V8's heap and of what malloc gave.
 *
 * Usage: node --expose-gc leaks.mjs
 */
import { ok } from "node:assert/strict";
import { setImmediate, setTimeout } from "node:timers/promises";

import {
  BusyError,
  Sheet,
  Shelf,
  WarehouseError,
  bytesInUse,
  live,
  lose,
  sum,
} from "warehouse";

const OPERATIONS = 10_000;
/** Bytes that may be left of so many operations. */
const MOST = 1024;
/** Measured after each of so many rounds: the least in the later half against the least in the earlier one. What is in
 * use by chance does not add up; so where that is too much, more rounds tell. */
const ROUNDS = 4;
const MOST_ROUNDS = 24;
/** Of all kinds: V8 compiles better what runs often, and throws the code before away later. */
const WARM_UPS = 2;

const kept = new Shelf("kept");
const sheet = new Sheet(8);
const closed = new Shelf("closed");
closed.close();

class Thrown extends Error {}

function throws(fail, Class) {
  try {
    fail();
  } catch (error) {
    if (error instanceof Class) return;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const kinds = {
  objects() {
    const shelf = new Shelf("grüße");
    shelf.add(1);
    shelf.close();
  },
  forgotten() {
    new Shelf("forgotten").add(1);
  },
  children() {
    const shelf = new Shelf("parent");
    const clerk = shelf.hire();
    const scan = clerk.scan();
    ok(scan.read(16).length === 16);
    scan.close();
    clerk.close();
    shelf.close();
  },
  closedParents() {
    const shelf = new Shelf("parent");
    const clerk = shelf.hire();
    shelf.close();
    clerk.add(2);
    clerk.close();
  },
  consumed() {
    const shelf = new Shelf("a");
    shelf.absorb(new Shelf("b"));
    shelf.close();
  },
  views() {
    const view = kept.look();
    ok(view.length === 4);
    view.close();
  },
  writtenViews() {
    const view = sheet.edit();
    ok(view.length === 8);
    view.close();
  },
  texts() {
    kept.label = "ш".repeat(40);
    ok(kept.describe().length > 0 && kept.label.length === 40);
  },
  arrays() {
    ok(sum(kept.weights()) === 10);
  },
  iterators() {
    ok([...kept.walk()].length === 4);
  },
  callbacks() {
    ok(kept.visit((weight) => weight < 3) === 2);
  },
  thrown() {
    throws(() => {
      kept.visit(() => {
        throw new Thrown();
      });
    }, Thrown);
  },
  storedCallbacks() {
    kept.watch(() => true);
    kept.watch(null);
  },
  errors() {
    throws(() => kept.weight(99), WarehouseError);
    throws(() => closed.size(), WarehouseError);
    throws(() => new Shelf("a\0b"), WarehouseError);
  },
  busy() {
    const view = kept.look();
    throws(() => {
      kept.add(1);
    }, BusyError);
    view.close();
  },
  async awaits() {
    await kept.auditAsync(1);
  },
};

/** What was forgotten ends in callbacks of the event loop, after the collector has found it. */
async function settle() {
  for (let turn = 0; turn < 6; turn++) {
    globalThis.gc();
    await setImmediate();
    await setTimeout(2);
  }
}

async function inUseAfter(kind) {
  for (let count = 0; count < OPERATIONS; count++) {
    const running = kind();
    if (running !== undefined) await running;
  }
  await settle();
  return { heap: process.memoryUsage().heapUsed, native: bytesInUse() };
}

function growthBetween(measured, part) {
  const half = measured.length / 2;
  const all = measured.map((inUse) => inUse[part]);
  const least = Math.min(...all.slice(half)) - Math.min(...all.slice(0, half));
  return least / half;
}

/** The larger one of both: code that V8 throws away must not hide what malloc gave. */
async function growthOf(kind) {
  const measured = [];
  await inUseAfter(kind);
  for (;;) {
    measured.push(await inUseAfter(kind), await inUseAfter(kind));
    const growth = Math.max(
      growthBetween(measured, "heap"),
      growthBetween(measured, "native"),
    );
    const enough = measured.length >= ROUNDS && growth < MOST;
    if (enough || measured.length >= MOST_ROUNDS) return Math.round(growth);
  }
}

const growth = {};
for (let round = 0; round < WARM_UPS; round++)
  for (const kind of Object.values(kinds)) await inUseAfter(kind);
for (const [name, kind] of Object.entries(kinds))
  growth[name] = await growthOf(kind);
kept.close();
sheet.close();
const lost = await growthOf(lose);
const left = Number(live(true));
console.log(JSON.stringify({ growth, live: left, lost }));
const most = Math.max(...Object.values(growth));
process.exitCode = left !== 0 || most >= MOST || lost < MOST ? 1 : 0;
