"use strict";

const { inspect } = require("node:util");

/** What `using` calls; Node.js 20 knew it before the language did. */
const $dispose = Symbol.dispose ?? Symbol.for("nodejs.dispose");

/** What util.inspect() and console.log() call. */
const $inspect = Symbol.for("nodejs.util.inspect.custom");

function read(object, property) {
  try {
    return object[property];
  } catch (error) {
    return error;
  }
}

/** Show an object of a class with its properties. */
function $describe(object, type, depth, options) {
  if (object.closed) {
    return `${type.name} { closed }`;
  }
  if (depth < 0) {
    return `[${type.name}]`;
  }
  const properties = Object.entries(
    Object.getOwnPropertyDescriptors(type.prototype),
  )
    .filter(([name, { get }]) => get !== undefined && name !== "closed")
    .map(([name]) => [name, read(object, name)]);
  const shown = inspect(Object.fromEntries(properties), {
    ...options,
    depth: options.depth === null ? null : options.depth - 1,
  });
  return `${type.name} ${shown}`;
}

/** An object as text. */
function $toString(object) {
  return inspect(object, { breakLength: Infinity });
}

module.exports = { $describe, $dispose, $inspect, $toString };
