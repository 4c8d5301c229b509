"use strict";

const warned = new Set();

/** Warn once about the use of something deprecated. */
function $deprecated(name, advice) {
  if (!warned.has(name)) {
    warned.add(name);
    process.emitWarning(
      `${name} is deprecated: ${advice}`,
      "DeprecationWarning",
      $deprecated,
    );
  }
}

module.exports = { $deprecated };
