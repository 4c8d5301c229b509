import assert from "node:assert/strict";
import test from "node:test";

import {
  ClosedError,
  Countdown,
  HungUpError,
  Range,
  Steps,
  Words,
} from "calling";

test("range__for_of__gives_every_number", () => {
  assert.deepEqual([...new Range(3, 6)], [3n, 4n, 5n]);
  assert.deepEqual([...new Range(3, 3)], []);
});

test("words__for_of__gives_every_word", () => {
  assert.deepEqual([...new Words(" the  quick fox ")], ["the", "quick", "fox"]);
});

test("steps__several_values__are_objects", () => {
  assert.deepEqual(
    [...new Steps(1, 3)],
    [
      { from: 1n, to: 2n, kind: "even" },
      { from: 2n, to: 3n, kind: "odd" },
    ],
  );
  const [{ kind }] = new Steps(0, 1);
  assert.equal(kind, "odd");
  assert.deepEqual(new Steps(0, 0).next(), { done: true, value: undefined });
});

test("next__after_the_end__stays_done", () => {
  const range = new Range(0, 1);
  assert.deepEqual(range.next(), { done: false, value: 0n });
  for (let i = 0; i < 3; i++) {
    assert.deepEqual(range.next(), { done: true, value: undefined });
  }
});

test("range__left_early__is_closed", () => {
  const range = new Range(0, 100);
  for (const number of range) {
    if (number === 3n) {
      break;
    }
  }
  assert.equal(range.closed, true);
  assert.deepEqual([...range], []);
});

test("range__went_through__is_closed", () => {
  const range = new Range(0, 3);
  assert.equal([...range].length, 3);
  assert.equal(range.closed, true);
});

test("range__closed_by_hand__raises", () => {
  const range = new Range(0, 3);
  range.close();
  assert.throws(() => range.next(), ClosedError);
});

test("iterator__protocols_of_JavaScript__take_it", () => {
  const [first, second, ...rest] = new Range(0, 5);
  assert.deepEqual([first, second, rest], [0n, 1n, [2n, 3n, 4n]]);
  assert.equal(Math.max(...Array.from(new Range(0, 5), Number)), 4);
  assert.equal(new Set(new Words("a b a")).size, 2);
  const range = new Range(0, 2);
  assert.equal(range[Symbol.iterator](), range);
});

test("countdown__fails__goes_on_with_the_next", () => {
  const countdown = new Countdown(3, 2);
  assert.deepEqual(countdown.next(), { done: false, value: 3 });
  assert.throws(() => countdown.next(), HungUpError);
  assert.deepEqual(countdown.next(), { done: false, value: 1 });
  assert.deepEqual(countdown.next(), { done: true, value: undefined });
});

test("countdown__fails_in_a_loop__raises_there", () => {
  const seen = [];
  assert.throws(() => {
    for (const number of new Countdown(3, 1)) {
      seen.push(number);
    }
  }, HungUpError);
  assert.deepEqual(seen, [3, 2]);
});
