/**
 * Calls from Node.js with arrays of any length.
 *
 * Usage: node --expose-gc host.mjs WORK arrays ROUNDS LENGTH...
 * WORK is where bench/calls/node builds the peers. One JSON object per line is said: what was measured, for which x, and the y.
 */
import { createRequire } from "node:module";
import process from "node:process";

const LEAST = 5e6;
const [work, , ...texts] = process.argv.slice(2);
const [rounds, ...lengths] = texts.map(Number);
const require = createRequire(`${work}/`);
const peers = {
  tenon: require("./tenon/node"),
  handwritten: require("./handwritten/build/Release/tally.node"),
};

/** Nanoseconds of a call. The arrays that calls made are collected in between, not while the time is taken. */
function nanoseconds(call) {
  for (let calls = 1; ; calls *= 4) {
    globalThis.gc();
    const start = process.hrtime.bigint();
    for (let i = 0; i < calls; i += 1) {
      call();
    }
    const spent = Number(process.hrtime.bigint() - start);
    if (spent > LEAST) {
      return spent / calls;
    }
  }
}

function say(id, variant, x, y) {
  console.log(JSON.stringify({ id, variant, x, y }));
}

for (const length of lengths) {
  const values = new Float64Array(length);
  values[0] = 1;
  values[length - 1] = 1;
  for (const [name, peer] of Object.entries(peers)) {
    const given = peer.values(length);
    if (
      peer.ends(values) !== 2 ||
      given.length !== length ||
      given[0] + given[length - 1] !== 2
    ) {
      throw new Error(`${name} took or gave another array`);
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, peer] of Object.entries(peers)) {
      say(
        "arrays_in",
        name,
        length,
        nanoseconds(() => peer.ends(values)),
      );
      say(
        "arrays_out",
        name,
        length,
        nanoseconds(() => peer.values(length)),
      );
    }
  }
}
