// Instructions of each row, between the marks of bench/count. Usage: count.mjs WORK_DIR PEERS_OR_EMPTY
// Run by count.sh under valgrind, with --expose-gc, with --single-threaded so that nothing of V8's own runs beside,
// and with an --interrupt-budget that has it optimise early.
import { createRequire } from "node:module";
import { join } from "node:path";

import {
  emptyLoop,
  isBuilt,
  load,
  loopOf,
  peers,
  rows,
  settle,
} from "./peers.mjs";

const require = createRequire(import.meta.url);
const [work, chosen = ""] = process.argv.slice(2);
const marks = require(join(work, "marks/build/Release/marks.node"));

/** So many that V8 has optimised what is called, then so many that are counted. */
const few = { warm: 20, counted: 10 };
const usual = { warm: 2000, counted: 200 };
const counts = {
  array_out_1000000: few,
  awaited: { warm: 1000, counted: 200 },
};

async function count(label, loop, { warm, counted }) {
  const turns = Math.min(warm, 40);
  for (let turn = 0; turn < turns; turn++) {
    await loop(warm / turns);
  }
  await settle();
  marks.begin();
  await loop(counted);
  marks.end(`${label} ${counted}`);
}

for (const counted of [10, 200]) {
  await count("empty loop", emptyLoop(), { warm: 40000, counted });
}
for (const peer of peers) {
  if (
    isBuilt(work, peer) &&
    (chosen === "" || chosen.split(",").includes(peer.peer))
  ) {
    const library = load(work, peer);
    for (const row of rows) {
      await count(
        `${peer.peer} ${row}`,
        loopOf(library, peer, row),
        counts[row] ?? usual,
      );
    }
  }
}
