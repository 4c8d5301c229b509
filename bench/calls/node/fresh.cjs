// What only a process that did nothing else can tell.
// Usage: fresh.cjs import FOLDER | fresh.cjs object FOLDER EXPRESSION
"use strict";

const [what, folder, object] = process.argv.slice(2);
const start = performance.now();
const library = require(folder);
const imported = performance.now() - start;

/** What one object takes, of all memory of the process. */
function objectBytes() {
  const make = new Function("library", `return ${object};`);
  const count = 200_000;
  const objects = new Array(count).fill(null);
  for (let i = 0; i < 1000; i++) {
    objects[i] = make(library);
  }
  globalThis.gc();
  const before = process.memoryUsage().rss;
  for (let i = 1000; i < count; i++) {
    objects[i] = make(library);
  }
  globalThis.gc();
  return (process.memoryUsage().rss - before) / (count - 1000);
}

console.log(what === "import" ? imported : objectBytes());
