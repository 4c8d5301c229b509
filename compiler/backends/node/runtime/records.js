"use strict";

/** How many keys an object has. What is no object has none: C refuses it. */
function $keyCount(value) {
  return typeof value === "object" && value !== null
    ? Object.keys(value).length
    : 0;
}

module.exports = { $keyCount };
