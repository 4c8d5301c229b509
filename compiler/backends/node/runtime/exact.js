"use strict";

const FORM = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** A whole number as a bigint. */
function whole(value, type, name) {
  if (typeof value === "number" && Number.isInteger(value)) {
    if (Number.isSafeInteger(value)) {
      return BigInt(value);
    }
    throw new RangeError(
      `the ${name} of a ${type} must be a bigint beyond 2 ** 53 - 1`,
    );
  }
  if (typeof value !== "bigint") {
    throw new TypeError(
      `the ${name} of a ${type} must be a whole number (a bigint or a safe integer), not ${String(value)}`,
    );
  }
  return value;
}

/** A number of 64 bits that counts units of ten to the power of minus `digits`. */
class $Exact {
  constructor(units) {
    const type = new.target.name;
    this.units = whole(units, type, "units");
    if (BigInt.asIntN(64, this.units) !== this.units) {
      throw new RangeError(`the units of a ${type} must fit 64 bits`);
    }
    Object.freeze(this);
  }

  static parse(text) {
    if (typeof text !== "string") {
      throw new TypeError(`${this.name}.parse() takes a string`);
    }
    const [, sign, before, after = ""] = FORM.exec(text) ?? [];
    if (before === undefined || after.length > this.digits) {
      throw new SyntaxError(
        `${JSON.stringify(text)} is no ${this.name}, which has ${this.digits} digits after the point`,
      );
    }
    const units = BigInt(before + after.padEnd(this.digits, "0"));
    return new this(sign === "-" ? -units : units);
  }

  #unitsOf(other) {
    if (!(other instanceof this.constructor)) {
      throw new TypeError(`other must be a ${this.constructor.name}`);
    }
    return other.units;
  }

  add(other) {
    return new this.constructor(this.units + this.#unitsOf(other));
  }

  subtract(other) {
    return new this.constructor(this.units - this.#unitsOf(other));
  }

  multiply(factor) {
    const { name } = this.constructor;
    return new this.constructor(this.units * whole(factor, name, "factor"));
  }

  negate() {
    return new this.constructor(-this.units);
  }

  compareTo(other) {
    const units = this.#unitsOf(other);
    return Number(this.units > units) - Number(this.units < units);
  }

  equals(other) {
    return other instanceof this.constructor && other.units === this.units;
  }

  toString() {
    const { digits } = this.constructor;
    const sign = this.units < 0n ? "-" : "";
    const all = String(this.units)
      .slice(sign.length)
      .padStart(digits + 1, "0");
    const end = all.length - digits;
    return `${sign}${all.slice(0, end)}${digits > 0 ? "." : ""}${all.slice(end)}`;
  }

  toJSON() {
    return this.toString();
  }

  valueOf() {
    throw new TypeError(
      `a ${this.constructor.name} does not mix with other numbers: use add() and its like, and compareTo()`,
    );
  }

  [Symbol.for("nodejs.util.inspect.custom")]() {
    return `${this.constructor.name} ${this}`;
  }
}

module.exports = { $Exact };
