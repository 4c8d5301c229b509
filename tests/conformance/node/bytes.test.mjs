import assert from "node:assert/strict";
import test from "node:test";

import { reverseBytes, sumBytes } from "conformance";

test("sumBytes__uint8array_or_buffer__is_read_in_place", () => {
  assert.equal(sumBytes(new Uint8Array([1, 2, 255])), 258n);
  assert.equal(sumBytes(Buffer.from("ab")), 195n);
  assert.equal(sumBytes(new Uint8Array([9, 1, 2, 9]).subarray(1, 3)), 3n);
  assert.equal(sumBytes(new Uint8Array(0)), 0n);
});

test("sumBytes__anything_else__raises_type_error", () => {
  const values = [
    "ab",
    [1, 2],
    new ArrayBuffer(2),
    new DataView(new ArrayBuffer(2)),
    new Int8Array(2),
    new Uint16Array(2),
    null,
    undefined,
  ];
  for (const value of values) {
    assert.throws(() => sumBytes(value), {
      name: "TypeError",
      message: /^data must be a Uint8Array, not/,
    });
  }
});

test("sumBytes__shared_or_detached_memory__raises_type_error", () => {
  const shared = new Uint8Array(new SharedArrayBuffer(4));
  assert.throws(() => sumBytes(shared), /SharedArrayBuffer/);
  const sent = new Uint8Array(4);
  structuredClone(sent, { transfer: [sent.buffer] });
  assert.throws(() => sumBytes(sent), /detached/);
});

test("reverseBytes__small_and_large__are_uint8arrays", () => {
  for (const length of [0, 1, 3, 1000, 100000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i % 251);
    const reversed = reverseBytes(bytes);
    assert.equal(reversed.constructor, Uint8Array);
    assert.deepEqual(reversed, bytes.slice().reverse());
  }
});
