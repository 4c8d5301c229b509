"use strict";

const { $whenBack } = require("./lent.js");
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

  #end() {
    $native.$closeView(this.#array, this.#handle);
  }

  close() {
    if (!this.#closed) {
      this.#closed = true;
      if (Array.isArray(this.#array)) {
        this.#end();
        this.#array.length = 0;
      } else {
        $whenBack([this.#array.buffer], () => this.#end());
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
