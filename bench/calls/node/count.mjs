// Instructions of each row, between the marks of bench/count. Usage: count.mjs WORK_DIR PEERS_OR_EMPTY
// Run by count.sh under valgrind, with --expose-gc and --single-threaded: nothing of V8's own may run beside.
import { createRequire } from "node:module";
import { join } from "node:path";

import { emptyLoop, isBuilt, load, loopOf, peers, rows } from "./peers.mjs";

const require = createRequire(import.meta.url);
const [work, chosen = ""] = process.argv.slice(2);
const marks = require(join(work, "marks/build/Release/marks.node"));

/** So many that V8 has optimised the loop, then so many that are counted. */
const few = { warm: 20, counted: 10 };
const usual = { warm: 6000, counted: 1000 };
const counts = {
  array_out_1000000: few,
  awaited: { warm: 500, counted: 200 },
  error: { warm: 1500, counted: 200 },
  object: { warm: 2000, counted: 500 },
};

async function count(label, loop, { warm, counted }) {
  for (let i = 0; i < 4; i++) {
    await loop(warm / 4);
  }
  globalThis.gc();
  marks.begin();
  await loop(counted);
  marks.end(`${label} ${counted}`);
}

for (const counted of [10, 200, 500, 1000]) {
  await count("empty loop", emptyLoop(), { warm: 6000, counted });
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
