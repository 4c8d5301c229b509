"use strict";

// One listener for all packages: many would look like a leak to Node.js.
const key = Symbol.for("tenon.exit");

function listen() {
  const actions = [];
  process.once("exit", () => actions.forEach((action) => action()));
  return actions;
}

/** Do something when this process, or this worker, is about to end. */
function $atExit(action) {
  globalThis[key] ??= listen();
  globalThis[key].push(action);
}

module.exports = { $atExit };
