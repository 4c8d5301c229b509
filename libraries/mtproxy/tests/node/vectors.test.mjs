// The vectors of vectors.json, which every language's package is tested with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as mtproxy from "mtproxy";

const vectors = JSON.parse(readFileSync("vectors.json", "utf8"));

const inCamelCase = (name) =>
  name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

function bytesOf(text) {
  const [form, ...rest] = text.split(":");
  if (form === "text") return Buffer.from(rest.join(":"));
  if (form === "hex") return Buffer.from(rest[0], "hex");
  return Buffer.alloc(
    Number(rest[0]) * (rest[1].length / 2),
    Buffer.from(rest[1], "hex"),
  );
}

function argumentOf(value, takesDoubles) {
  if (typeof value !== "string") return value;
  if (value.includes(":")) return bytesOf(value);
  if (takesDoubles) return Number(value.replace(/inf$/, "Infinity"));
  return BigInt(value);
}

function check(given, expected) {
  if (expected === null) {
    assert.equal(given, undefined);
  } else if (Array.isArray(expected)) {
    const list = ArrayBuffer.isView(given) ? [...given] : Object.values(given);
    assert.equal(list.length, expected.length);
    list.forEach((value, index) => check(value, expected[index]));
  } else if (typeof expected === "object") {
    for (const [name, value] of Object.entries(expected))
      check(given[inCamelCase(name)], value);
  } else if (typeof expected === "string" && expected.includes(":")) {
    // Text that lies beside a record is filled up with NULs.
    const bytes = bytesOf(expected);
    assert.deepEqual(Buffer.from(given.subarray(0, bytes.length)), bytes);
    assert.ok(given.subarray(bytes.length).every((byte) => byte === 0));
  } else {
    assert.equal(BigInt(given), BigInt(expected));
  }
}

for (const name of new Set(vectors.map((vector) => vector.call))) {
  test(`${name}: its vectors: then as said`, () => {
    for (const vector of vectors.filter((one) => one.call === name)) {
      const takesDoubles = name === "net_timers_wait_msec";
      const values = vector.with.map((value) =>
        argumentOf(value, takesDoubles),
      );
      const call = () => mtproxy[inCamelCase(name)](...values);
      if (vector.gives?.error === undefined) check(call(), vector.gives);
      else assert.throws(call, mtproxy.InvalidError, JSON.stringify(vector));
    }
  });
}
