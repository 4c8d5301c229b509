"use strict";

const { isMap } = require("node:util").types;

const INTEGER = /^(?:0|-?[1-9]\d*)$/;

/** The whole number that a property's name is; what is none stays as it is. */
function integer(key) {
  if (!INTEGER.test(key)) {
    return key;
  }
  const number = Number(key);
  return Number.isSafeInteger(number) ? number : BigInt(key);
}

function isPlain(value) {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * The keys and the values of a map, or of a plain object, an array each. In an
 * object, what is undefined is not there.
 */
function $split(map, name, isNumbered = false, orNull = false) {
  if (orNull && map == null) {
    return { keys: null, values: null };
  }
  if (isMap(map)) {
    return { keys: [...map.keys()], values: [...map.values()] };
  }
  if (!isPlain(map) || Array.isArray(map)) {
    const error = new TypeError(
      `${name} must be a Map or a plain object${orNull ? " or null" : ""}`,
    );
    error.code = "ERR_INVALID_ARG_TYPE";
    throw error;
  }
  const entries = Object.entries(map).filter(([, value]) => {
    return value !== undefined;
  });
  return {
    keys: entries.map(([key]) => (isNumbered ? integer(key) : key)),
    values: entries.map(([, value]) => value),
  };
}

module.exports = { $split };
