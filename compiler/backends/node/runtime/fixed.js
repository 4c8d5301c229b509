"use strict";

const { markAsUntransferable } = require("node:worker_threads");

// One set for all packages: what one of them shows, another may pass to its library.
const key = Symbol.for("tenon.fixed");

/** ArrayBuffers that a library reads, or has read, beyond a call. */
const fixed = (globalThis[key] ??= new WeakSet());

/** Keep an ArrayBuffer's memory where it is until it is collected: it cannot be detached any more. */
function $fix(buffer) {
  markAsUntransferable(buffer);
  fixed.add(buffer);
}

/** Whether it can still be detached. */
function $isFree(buffer) {
  return !fixed.has(buffer);
}

module.exports = { $fix, $isFree };
