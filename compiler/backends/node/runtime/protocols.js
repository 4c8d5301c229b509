"use strict";

/** What an iterator's next() gives for a value, or for null at the end. */
function $step(value) {
  return value === null
    ? { done: true, value: undefined }
    : { done: false, value };
}

/** What is found, or undefined where there is nothing of the kind. */
function $find(look) {
  try {
    return look();
  } catch (error) {
    if (error?.kind === "not_found" || error?.kind === "out_of_range") {
      return undefined;
    }
    throw error;
  }
}

module.exports = { $find, $step };
