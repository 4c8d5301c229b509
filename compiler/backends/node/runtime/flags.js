"use strict";

/** The names of the bits that are set in flags. */
function $namesOf(constants, value) {
  return Object.keys(constants).filter((name) => {
    const bit = constants[name];
    return (bit & (bit - 1)) === 0 && (value & bit) !== 0;
  });
}

module.exports = { $namesOf };
