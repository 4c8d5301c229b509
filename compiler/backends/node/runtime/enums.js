"use strict";

/** The name of an enum's constant, or undefined. */
function $nameOf(constants, value) {
  return Object.keys(constants).find((name) => constants[name] === value);
}

module.exports = { $nameOf };
