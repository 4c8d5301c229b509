"use strict";

/**
 * What objects of the library hold: C knows it only weakly, so that the
 * collector finds an object and a callback that uses it together.
 */
const kept = new WeakMap();

/** Have an object hold a value, in place of what it held there before. */
function $keep(handle, place, value) {
  if (handle === null) {
    return;
  }
  if (!kept.has(handle)) {
    kept.set(handle, new Map());
  }
  kept.get(handle).set(place, value);
}

module.exports = { $keep };
