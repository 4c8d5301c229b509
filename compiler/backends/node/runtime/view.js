"use strict";

const { $isFree } = require("./fixed.js");
const { $adopt, $native } = require("./native.js");
const { $dispose, $inspect, $toString } = require("./objects.js");

class View {
  #array;
  #handle;
  #closed = false;

  constructor(key, parts) {
    if (key !== $adopt) {
      throw new TypeError("a View is made by the object that it looks into");
    }
    [this.#array, this.#handle] = parts;
  }

  get array() {
    return this.#array;
  }

  get length() {
    return this.#array.length;
  }

  get closed() {
    return this.#closed;
  }

  close() {
    if (!this.#closed) {
      this.#closed = true;
      // Memory that a library reads goes when the array is collected.
      const isFree =
        this.#array.buffer === undefined || $isFree(this.#array.buffer);
      if (isFree) {
        $native.$closeView(this.#array, this.#handle);
      }
      if (Array.isArray(this.#array)) {
        this.#array.length = 0;
      } else if (!isFree) {
        this.#array = new this.#array.constructor(0);
      }
    }
  }

  [$dispose]() {
    this.close();
  }

  toString() {
    return $toString(this);
  }

  [$inspect](depth, options, inspect) {
    return this.#closed
      ? "View { closed }"
      : `View ${inspect(this.#array, options)}`;
  }
}

module.exports = { View };
