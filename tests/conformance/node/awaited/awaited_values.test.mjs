import assert from "node:assert/strict";
import test from "node:test";
import { Worker } from "node:worker_threads";

import {
  Mode,
  Money,
  Offer,
  Size,
  known,
  knownAsync,
  letters,
  lettersAsync,
  list,
  listAsync,
  moment,
  momentAsync,
  momentOrNone,
  momentOrNoneAsync,
  odd,
  oddAsync,
  reversed,
  reversedAsync,
  sizes,
  sizesAsync,
  sum,
  sumAsync,
  twice,
  twiceAsync,
  words,
  wordsAsync,
} from "awaited";

import { steadyMemory } from "./helpers.mjs";

/** What a call gives, in both forms, which give the same. */
async function both(here, awaited, ...rest) {
  const result = here(...rest);
  assert.deepEqual(await awaited(...rest), result);
  return result;
}

/** That both forms throw, and neither does it another way. */
async function refused(here, awaited, type, ...rest) {
  assert.throws(() => here(...rest), type);
  await assert.rejects(awaited(...rest), type);
}

test("constructor__defaults__are_the_usual_ones", async () => {
  for (const offer of [new Offer(), await Offer.newAsync()]) {
    assert.equal(offer.pieces, 7);
    assert.deepEqual(offer.price, Money.parse("2.50"));
    assert.deepEqual(offer.since, new Date(60_000));
  }
  const price = new Money(100);
  const offer = await Offer.newAsync(undefined, price, new Date(-1));
  assert.equal(offer.pieces, 7);
  assert.deepEqual(offer.price, price);
  assert.deepEqual(offer.since, new Date(-1000));
  await refused(
    (...rest) => new Offer(...rest),
    Offer.newAsync,
    TypeError,
    1,
    2,
  );
});

test("maps__in_and_out__are_the_same_awaited", async () => {
  const expected = { lengths: new Map([["bb", 2]]), bytes: 6 };
  expected.lengths.set("a", 1);
  assert.deepEqual(await both(words, wordsAsync, "bb a a"), expected);
  const sumOf = (...rest) => both(sum, sumAsync, ...rest);
  assert.deepEqual(await sumOf(), new Money(-2));
  assert.deepEqual(await sumOf({ a: 1, bb: 2 }), new Money(4));
  const map = new Map([["a", 255]]);
  const rest = [new Money(0), Mode.AMOUNTS, -(2n ** 64n), 7];
  assert.deepEqual(await sumOf(map, ...rest), new Money(262));
  assert.equal(await both(known, knownAsync, { 1: true, 2: false }), 1);
  const last = 2n ** 64n - 1n;
  assert.equal(await both(known, knownAsync, new Map([[last, true]])), 1);
  assert.equal(await both(known, knownAsync, { [last]: true }), 1);
  const expectedOdd = new Map([
    [1n, true],
    [2n, false],
    [3n, true],
  ]);
  assert.deepEqual(await both(odd, oddAsync, 1), expectedOdd);
  assert.equal(await both(odd, oddAsync, -1), null);
});

test("maps__that_may_be_missing__are_null_awaited_too", async () => {
  const expected = new Map([
    ["a", Size.SHORT],
    ["grüße", Size.LONG],
  ]);
  const sizesOf = (text) => both(sizes, sizesAsync, text);
  assert.deepEqual(await sizesOf("a grüße"), { sizes: expected, longest: 7 });
  assert.deepEqual(await sizesOf(" "), { sizes: null, longest: 0 });
  const people = { Countess: { name: "Ada", age: 36 }, "": { age: 0 } };
  assert.equal(await both(letters, lettersAsync, people), 11);
  assert.equal(await both(letters, lettersAsync, {}), 0);
  assert.equal(await both(letters, lettersAsync, null), 0);
  assert.equal(await both(letters, lettersAsync), 0);
  await refused(letters, lettersAsync, TypeError, { x: null });
  await refused(letters, lettersAsync, TypeError, { x: { name: 1, age: 1 } });
  await refused(letters, lettersAsync, RangeError, { x: { age: 256 } });
});

test("maps__changed_while_awaited__are_those_of_the_call", async () => {
  const map = new Map([["a", 1]]);
  const promise = sumAsync(map);
  map.clear();
  assert.deepEqual(await promise, new Money(0));
});

test("values__that_do_not_fit__are_refused_awaited_too", async () => {
  await refused(sum, sumAsync, RangeError, { a: 256 });
  await refused(sum, sumAsync, TypeError, 5);
  await refused(sum, sumAsync, TypeError, new Uint8Array(3));
  await refused(sum, sumAsync, TypeError, null, 5n);
  await refused(sum, sumAsync, { code: "TENON_BAD_VALUE" }, null, undefined, 4);
  await refused(known, knownAsync, RangeError, { [2n ** 64n]: true });
  await refused(known, knownAsync, TypeError, { 1: 1 });
  await refused(reversed, reversedAsync, TypeError, ["a", null]);
});

test("lists__in_and_out__are_the_same_awaited", async () => {
  assert.deepEqual(await both(list, listAsync, true), ["a", "bb"]);
  assert.equal(await both(list, listAsync, false), null);
  const texts = ["a", "", "ö"];
  assert.deepEqual(await both(reversed, reversedAsync, texts), ["ö", "", "a"]);
});

test("moments__as_far_as_a_date_goes__and_not_further", async () => {
  const edge = 8_640_000_000_000n;
  const expected = new Date(8.64e15);
  assert.deepEqual(await both(moment, momentAsync, edge), expected);
  await refused(moment, momentAsync, RangeError, edge + 1n);
  await refused(moment, momentAsync, RangeError, -(2n ** 63n));
  const orNone = [momentOrNone, momentOrNoneAsync];
  assert.equal(await both(...orNone, 0), null);
  assert.deepEqual(await both(...orNone, 5), new Date(5));
  await refused(...orNone, RangeError, 2n ** 63n - 1n);
});

test("wide_numbers__optional__are_the_same_awaited", async () => {
  assert.equal(await both(twice, twiceAsync), null);
  assert.equal(await both(twice, twiceAsync, -(2n ** 126n)), -(2n ** 127n));
});

test("exact_numbers__in_a_worker__are_of_its_own_class", async () => {
  const worker = new Worker(
    `import("awaited").then(async ({ Money, sum, sumAsync }) => {
      const start = new Money(5);
      for (const made of [sum(null, start), await sumAsync(null, start)]) {
        if (!(made instanceof Money) || String(made) !== "0.08") {
          throw new Error(String(made));
        }
      }
    });`,
    { eval: true },
  );
  const code = await new Promise((resolve, reject) => {
    worker.on("exit", resolve).on("error", reject);
  });
  assert.equal(code, 0);
});

test("values__awaited_again_and_again__leave_no_memory", async () => {
  const text = Array.from({ length: 500 }, (_, i) => `word${i}`).join(" ");
  const names = Object.fromEntries(text.split(" ").map((word) => [word, 1]));
  async function callOften() {
    for (let i = 0; i < 500; i++) {
      assert.equal((await wordsAsync(text)).lengths.size, 500);
      await sumAsync(names);
      await reversedAsync(Object.keys(names));
      await assert.rejects(sumAsync({ ...names, a: null }));
    }
  }
  // The threads of the pool fill their own pools of memory first.
  for (let i = 0; i < 3; i++) {
    await callOften();
  }
  await steadyMemory(callOften, 16 << 20);
});
