// From what callgrind counted to instructions per call. Usage: counts.mjs COUNTED_FILE OUT_FILE
import { readFileSync, writeFileSync } from "node:fs";

const [counted, out] = process.argv.slice(2);
const totals = JSON.parse(readFileSync(counted, "utf8"));
const perCall = {};
for (const [label, instructions] of Object.entries(totals)) {
  const [, what, count] = /^(.*) (\d+)$/.exec(label);
  if (what !== "empty loop") {
    const empty = totals[`empty loop ${count}`];
    perCall[what] = Math.round((instructions - empty) / Number(count));
  }
}
writeFileSync(out, `${JSON.stringify(perCall, null, 2)}\n`);
