import assert from "node:assert/strict";
import test from "node:test";

import {
  allBytes,
  allBytesAsync,
  bytes,
  bytesAsync,
  maybe,
  maybeAsync,
  same,
  sameAsync,
  weigh,
  weighAsync,
} from "nesting";

import { steadyMemory } from "./helpers.mjs";

const amount = { kind: "pieces", pieces: 3 };
const label = { kind: "handWritten", words: "äö" };
const parcel = { label, sender: "Ada", amount };

test("bytes__texts_of_a_record__are_there_on_the_other_thread", async () => {
  assert.equal(bytes(parcel), 7);
  assert.equal(await bytesAsync(parcel), 7);
  assert.equal(bytes(null), 0);
  assert.equal(await bytesAsync(null), 0);
  const many = [parcel, { amount }, { ...parcel, sender: null }];
  assert.equal(allBytes(many), 11);
  assert.equal(await allBytesAsync(many), 11);
});

test("bytes__changed_while_it_runs__sees_what_was_passed", async () => {
  const changing = { label: { ...label }, sender: "x".repeat(1_000), amount };
  const running = bytesAsync(changing);
  changing.label.words = "";
  changing.sender = "";
  assert.equal(await running, 1_004);
});

test("same__every_shape_of_a_parcel__comes_back", async () => {
  for (const given of [
    parcel,
    { label: null, sender: null, amount },
    { label: { kind: "blank" }, sender: "", amount },
    { label: { kind: "printed", kind_: -7 }, sender: "a", amount },
    { ...parcel, label: { kind: "handWritten", words: null } },
    { ...parcel, amount: { kind: "kilos", kilos: 0.5 } },
  ]) {
    assert.deepEqual(same(given), given);
    assert.deepEqual(await sameAsync(given), given);
    assert.deepEqual(maybe(given), given);
    assert.deepEqual(await maybeAsync(given), given);
  }
  const short = { label: { kind: "handWritten" }, amount };
  const whole = {
    label: { ...short.label, words: null },
    sender: null,
    amount,
  };
  assert.deepEqual(await sameAsync(short), whole);
  assert.equal(maybe(null), null);
  assert.equal(await maybeAsync(), null);
});

test("same__what_does_not_fit__rejects", async () => {
  const cases = [
    [{ ...parcel, sender: 4 }, /^parcel\.sender must be a string or null/],
    [{ ...parcel, label: "x" }, /^parcel\.label must be a Label or null, not/],
    [{ ...parcel, amount: null }, /^parcel\.amount must be an Amount, not/],
    [
      { ...parcel, amount: { kind: "tons" } },
      /^parcel\.amount\.kind must be "pieces" or "kilos", not "tons"$/,
    ],
    [
      { ...parcel, label: { kind: "printed" } },
      /^parcel\.label\.kind_ must be an integer .* undefined$/,
    ],
  ];
  for (const [wrong, message] of cases) {
    await assert.rejects(sameAsync(wrong), { name: "TypeError", message });
    assert.throws(() => same(wrong), { name: "TypeError", message });
  }
  await assert.rejects(allBytesAsync([parcel, { amount: {} }]), {
    name: "TypeError",
    message: /^parcels\[1\]\.amount\.kind must be/,
  });
});

test("weigh__an_array_of_variants__is_changed_in_place", async () => {
  const weighed = [
    { kind: "kilos", kilos: 1.5 },
    { kind: "kilos", kilos: 7 },
  ];
  const here = [amount, weighed[1]];
  weigh(here);
  assert.deepEqual(here, weighed);
  const there = [amount, weighed[1]];
  await weighAsync(there);
  assert.deepEqual(there, weighed);
  assert.deepEqual(amount, { kind: "pieces", pieces: 3 });
});

test("awaited__often__leaves_memory_as_it_is", async () => {
  const long = { ...parcel, sender: "x".repeat(5_000) };
  await steadyMemory(async () => {
    for (let i = 0; i < 2_000; i++) {
      same(long);
      await sameAsync(long);
      await allBytesAsync([long, long]);
      await assert.rejects(allBytesAsync([long, 4]), TypeError);
    }
  }, 8 << 20);
});
