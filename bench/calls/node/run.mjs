// All rows of all peers in one process, round by round. Usage: run.mjs WORK_DIR OUT_FILE [ROUNDS] [PEERS] [WHY_NOT_COUNTED]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { factsOf, toolchain } from "./facts.mjs";
import {
  check,
  emptyLoop,
  isBuilt,
  load,
  loopOf,
  peers,
  rows,
  settle,
} from "./peers.mjs";

const [work, out, rounds = "21", chosen = "", uncounted = ""] =
  process.argv.slice(2);

/** How long one turn of one row takes. */
const turnNanoseconds = 12e6;

/** Nanoseconds per call, without what the loop itself takes. */
async function time(loop, count) {
  const start = process.hrtime.bigint();
  await loop(count);
  return Number(process.hrtime.bigint() - start) / count;
}

/** As many calls as fill a turn, once V8 has optimised them. */
async function warmUp(loop) {
  let count = 1;
  let taken = 0;
  for (let turn = 0; turn < 3; turn++) {
    while ((taken = (await time(loop, count)) * count) < turnNanoseconds / 2) {
      count *= 2;
    }
  }
  return Math.max(1, Math.round((count * turnNanoseconds) / taken));
}

function readCounts() {
  try {
    return JSON.parse(readFileSync(join(work, "counts.json"), "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") {
      return {};
    }
    throw error;
  }
}

/** Every row of every peer that is there, checked and warmed up. */
async function prepare(present) {
  const turns = [];
  for (const row of rows) {
    for (const peer of present) {
      const loop = loopOf(load(work, peer), peer, row);
      check(peer, row, await loop(1));
      turns.push({ row, peer: peer.peer, loop, nanoseconds: [] });
    }
  }
  for (const turn of turns) {
    turn.count = await warmUp(turn.loop);
  }
  return turns;
}

const wanted = peers.filter(
  ({ peer }) => chosen === "" || chosen.split(",").includes(peer),
);
const present = wanted.filter((peer) => isBuilt(work, peer));
const missing = wanted
  .filter((peer) => !isBuilt(work, peer))
  .map(({ peer }) => ({
    peer,
    row: null,
    why: "it could not be built here; the step that failed says why",
  }));
const turns = await prepare(present);
const empty = emptyLoop();
await warmUp(empty);
for (let round = 0; round < Number(rounds); round++) {
  console.log(`  round ${round + 1} of ${rounds}`);
  const nothing = await time(empty, 1e6);
  for (const { loop, count, nanoseconds } of turns) {
    await settle();
    nanoseconds.push(Math.max(0, (await time(loop, count)) - nothing));
  }
}

const counts = readCounts();
const results = turns.map(({ row, peer, nanoseconds }) => ({
  row,
  peer,
  nanoseconds,
  instructions: counts[`${peer} ${row}`] ?? null,
  note: uncounted === "" ? null : `not counted: ${uncounted}`,
}));
const report = {
  language: "node",
  toolchain: toolchain(),
  floor: "handwritten",
  peers: present.map((peer) => factsOf(work, peer)),
  missing,
  results,
};
writeFileSync(out, `${JSON.stringify(report, null, 2)}\n`);
