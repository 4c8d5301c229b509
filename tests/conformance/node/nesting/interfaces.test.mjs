import assert from "node:assert/strict";
import test from "node:test";

import { RefusedError, amounts, carry, carryAsync } from "nesting";

import { steadyMemory } from "./helpers.mjs";

const amount = { kind: "pieces", pieces: 3 };
const label = { kind: "handWritten", words: "fragile" };
const parcel = { label, sender: "Ada", amount };

const porter = {
  choose(given, offered) {
    assert.deepEqual(given, parcel);
    assert.deepEqual(offered, amounts(3));
    return { result: true, chosen: offered[1] };
  },
  promise(given) {
    assert.deepEqual(given, label);
    return { kind: "kilos", kilos: given.words.length };
  },
};

test("carry__records_and_variants__reach_the_porter_and_come_back", async () => {
  const want = {
    chosen: { kind: "kilos", kilos: 0.5 },
    promised: { kind: "kilos", kilos: 7 },
  };
  assert.deepEqual(carry(parcel, porter), want);
  assert.deepEqual(await carryAsync(parcel, porter), want);
});

test("carry__a_porter_with_promises__is_awaited", async () => {
  const slow = {
    choose: async (given, offered) => ({ result: true, chosen: offered[0] }),
    promise: async () => amount,
  };
  assert.deepEqual(await carryAsync(parcel, slow), {
    chosen: { kind: "pieces", pieces: 0 },
    promised: amount,
  });
});

test("carry__without_a_label__nothing_is_promised", () => {
  const { chosen, promised } = carry(
    { amount },
    {
      choose(given) {
        assert.deepEqual(given, { label: null, sender: null, amount });
        return { result: true, chosen: given.amount };
      },
      promise: () => assert.fail("called"),
    },
  );
  assert.deepEqual([chosen, promised], [amount, amount]);
});

test("carry__what_is_no_amount__fails_the_call", async () => {
  const cases = [
    [{ kind: "tons" }, /^the result of promise\.kind must be "pieces" or "ki/],
    [{ kind: "kilos" }, /^the result of promise\.kilos must be a number, not /],
    [{ ...amount, kilos: 1 }, /^the result of promise has a field that an Am/],
    [null, /^the result of promise must be an Amount, not null$/],
    [undefined, /^the result of promise must be an Amount, not undefined$/],
  ];
  for (const [wrong, message] of cases) {
    const broken = { ...porter, promise: () => wrong };
    assert.throws(() => carry(parcel, broken), { name: "TypeError", message });
    await assert.rejects(carryAsync(parcel, broken), {
      name: "TypeError",
      message,
    });
  }
  const chooses = (chosen) => ({ ...porter, choose: () => chosen });
  assert.throws(() => carry(parcel, chooses({ result: true })), {
    name: "TypeError",
    message: /^the result of choose\.chosen must be an Amount, not undefined$/,
  });
  const none = { result: false, chosen: amount };
  assert.throws(() => carry(parcel, chooses(none)), RefusedError);
});

test("carry__often__leaves_memory_as_it_is", async () => {
  const words = "x".repeat(5_000);
  const long = { ...parcel, label: { kind: "handWritten", words } };
  const plain = {
    choose: (given, offered) => ({ result: true, chosen: offered[0] }),
    promise: (given) => ({ kind: "pieces", pieces: given.words.length }),
  };
  await steadyMemory(async () => {
    for (let i = 0; i < 2_000; i++) {
      assert.equal(carry(long, plain).promised.pieces, 5_000);
      await carryAsync(long, plain);
    }
  }, 8 << 20);
});
