import assert from "node:assert/strict";
import test from "node:test";

import {
  Audience,
  BadTextError,
  BrokenContractError,
  Card,
  Choice,
  ClosedError,
  Money,
  PassingError,
  RefusedError,
  ask,
  cards,
  cost,
  deliver,
  deliverAll,
  deliverBad,
  ends,
  give,
  happen,
  turned,
} from "passing";

import { collected, steadyMemory } from "./helpers.mjs";

const ours = new Error("our own error");
const fail = () => {
  throw ours;
};

/** Hold that a call throws the very thing that the callback threw. */
function throwsOurs(call) {
  assert.throws(call, (error) => error === ours);
}

// ---- records with texts ----

test("deliver__messages__come_with_their_texts", () => {
  const heard = [];
  deliver(["a", "grüße", ""], (...both) => heard.push(both));
  const message = (number, text, subject) => ({
    number: BigInt(number),
    text,
    subject,
    place: { x: number, y: number },
  });
  const first = message(0, "a", null);
  const second = message(1, "grüße", "grüße");
  assert.deepEqual(heard, [
    [first, null],
    [second, first],
    [message(2, "", null), second],
  ]);
});

test("deliver__a_callback_that_throws__hears_no_further_message", () => {
  let calls = 0;
  throwsOurs(() =>
    deliver(["a", "b"], () => {
      calls++;
      fail();
    }),
  );
  assert.equal(calls, 1);
  assert.throws(() => deliver(["a"], null), TypeError);
  assert.throws(() => deliver(["a\0b"], fail), BadTextError);
});

test("deliver__what_is_heard__is_the_callbacks_own", () => {
  const kept = [];
  deliver(["x".repeat(100_000), "y"], (message, before) => {
    message.text += "!";
    kept.push(message, before);
  });
  globalThis.gc();
  assert.equal(kept[0].text.length, 100_001);
  assert.equal(kept[3].text.length, 100_000);
});

test("deliverBad__a_text_that_is_no_text__is_a_broken_contract", () => {
  const never = () => assert.fail("called");
  assert.throws(() => deliverBad(never), BrokenContractError);
});

test("deliverAll__an_array_of_messages__has_all_their_texts", () => {
  const texts = ["first", "", "long".repeat(100)];
  let kept = null;
  deliverAll(texts, (messages) => (kept = messages));
  globalThis.gc();
  assert.deepEqual(
    kept,
    texts.map((text, i) => ({
      number: BigInt(i),
      text,
      subject: null,
      place: { x: i, y: i },
    })),
  );
  deliverAll([], (messages) => (kept = messages));
  assert.deepEqual(kept, []);
});

// ---- variants ----

test("happen__events__are_each_case_with_what_it_has", () => {
  const seen = [];
  const count = happen(42, "hello", (event) => {
    seen.push(event);
    return Choice.GO_ON;
  });
  assert.equal(count, 3);
  assert.deepEqual(seen, [
    { kind: "rang" },
    { kind: "dialled", number: 42n },
    {
      kind: "said",
      message: {
        number: 0n,
        text: "hello",
        subject: null,
        place: { x: 0, y: 0 },
      },
    },
  ]);
  assert.equal(
    happen(1, "x", () => Choice.END),
    1,
  );
});

test("happen__an_error_or_a_choice_that_is_none__fails_the_call", () => {
  throwsOurs(() => happen(1, "x", fail));
  assert.throws(() => happen(1, "x", () => 17), PassingError);
  for (const wrong of [undefined, null, "0", {}]) {
    assert.throws(() => happen(1, "x", () => wrong), {
      name: "TypeError",
      message: /^the result of react must be an integer/,
    });
  }
});

// ---- nested records, flags and enums that the callback gives ----

test("ask__several_results__all_arrive", () => {
  const way = (number) => ({
    from: { x: Number(number), y: 0 },
    to: { x: 0, y: 0.5 },
  });
  const audience = Audience.FRIENDS | Audience.STRANGERS;
  const invent = (number) => ({
    way: way(number),
    audience,
    choice: Choice.END,
  });
  assert.deepEqual(ask(3, invent), {
    way: way(3),
    audience,
    choice: Choice.END,
  });
});

test("ask__an_error_or_values_that_are_none__fails_the_call", () => {
  const place = { x: 0, y: 0 };
  const right = {
    way: { from: place, to: place },
    audience: Audience.FAMILY,
    choice: Choice.GO_ON,
  };
  for (const wrong of [{ audience: 8 }, { choice: -1 }]) {
    assert.throws(
      () => ask(1, () => ({ ...right, ...wrong })),
      (error) =>
        error instanceof PassingError && !(error instanceof RefusedError),
    );
  }
  const cases = [
    [{ ...right, way: { from: place } }, /^the result of invent\.way\.to must/],
    [
      { ...right, way: { from: place, to: { x: 1, y: "2" } } },
      /^the result of invent\.way\.to\.y must be a number, not a string$/,
    ],
    [{ way: right.way, choice: 0 }, /^the result of invent\.audience must be/],
    [undefined, /^the result of invent must be an object, not undefined$/],
  ];
  for (const [result, message] of cases) {
    assert.throws(() => ask(1, () => result), { name: "TypeError", message });
  }
  throwsOurs(() => ask(1, fail));
});

test("turned__a_nested_record__goes_in_and_comes_out", () => {
  const way = { from: { x: 1, y: 2 }, to: { x: 3, y: 4 } };
  const result = turned(way, (given, audience) => {
    assert.deepEqual(given, way);
    assert.equal(audience, Audience.FRIENDS | Audience.FAMILY);
    return { from: given.to, to: given.from };
  });
  assert.deepEqual(result, { from: way.to, to: way.from });
  throwsOurs(() => turned(way, fail));
  assert.throws(() => turned(way, () => ({ ...way, via: way.to })), {
    name: "TypeError",
    message: /^the result of turn has a field that a Way does not have: via$/,
  });
  assert.throws(() => turned(way, () => undefined), TypeError);
});

// ---- exact numbers, times, wide numbers ----

test("cost__money_times_and_wide_numbers__are_exact", () => {
  const serial = -(2n ** 100n);
  const at = new Date("1969-12-31T23:59:59.250Z");
  const spans = [];
  const sum = cost(at, 3600, serial, (usual, moment, lasts, number) => {
    assert.ok(usual instanceof Money);
    assert.deepEqual(moment, at);
    assert.equal(number, serial);
    spans.push(lasts);
    return usual.add(new Money(1));
  });
  assert.deepEqual(sum, Money.parse("29.99"));
  assert.deepEqual(spans.map(Number), [3600, -3600]);
});

test("cost__values_that_do_not_fit__never_calls", () => {
  const never = () => assert.fail("called");
  const at = new Date(0);
  for (const wrong of [
    () => cost(at, 0, 2n ** 127n, never),
    () => cost(new Date(NaN), 0, 0n, never),
    () => cost(at, 2n ** 63n, 0n, never),
  ]) {
    assert.throws(wrong, RangeError);
  }
});

test("cost__a_price_that_is_no_money__fails_the_call", () => {
  for (const price of [9.99, 999, 999n, "9.99", null, undefined, {}]) {
    assert.throws(() => cost(new Date(0), 0, 0n, () => price), {
      name: "TypeError",
      message: /^the result of price must be/,
    });
  }
  throwsOurs(() => cost(new Date(0), 0, 0n, fail));
});

test("ends__a_moment__is_as_exact_as_the_library_has_it", () => {
  const noon = new Date("2024-02-29T12:00:00.005Z");
  assert.deepEqual(
    ends(() => noon),
    noon,
  );
  for (const wrong of ["2024-02-29", 0, null, undefined]) {
    assert.throws(() => ends(() => wrong), TypeError);
  }
  assert.throws(() => ends(() => new Date(NaN)), RangeError);
  throwsOurs(() => ends(fail));
});

// ---- objects ----

test("give__cards__are_the_callbacks_own", () => {
  const taken = [];
  const count = give(["a", "b", "c"], (card) => taken.push(card) < 2);
  assert.equal(count, 1);
  assert.ok(taken.every((card) => card instanceof Card));
  assert.deepEqual(
    taken.map((card) => card.text),
    ["a", "b"],
  );
  assert.equal(cards(), 2);
  taken.forEach((card) => card.close());
  assert.equal(cards(), 0);
  assert.throws(() => taken[0].text, ClosedError);
});

test("give__forgotten_or_failed_cards__end_some_time", async () => {
  assert.equal(
    give(["a", "b"], () => true),
    2,
  );
  throwsOurs(() => give(["a", "b"], fail));
  assert.throws(() => give(["a"], () => 1), TypeError);
  await collected(() => cards() === 0);
});

// ---- much of it ----

test("callbacks__every_kind_of_value_often__leave_nothing", async () => {
  const texts = ["a", "b", "c".repeat(1_000)];
  await steadyMemory(() => {
    for (let i = 0; i < 2_000; i++) {
      deliver(texts, () => {});
      deliverAll(texts, () => {});
      throwsOurs(() => happen(1, "x", fail));
      give(texts, (card) => {
        card.close();
        return true;
      });
    }
  }, 8 << 20);
  assert.equal(cards(), 0);
});
