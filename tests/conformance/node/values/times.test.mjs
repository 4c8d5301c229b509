import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { runInNewContext } from "node:vm";

import {
  Holder,
  after,
  between,
  day,
  delay,
  earlier,
  nextDay,
  sameMicroseconds,
  sameMilliseconds,
  sameNanoseconds,
  sameSeconds,
  sameSpanMilliseconds,
  sameSpanNanoseconds,
  sameSpanSeconds,
  sinceFirst,
} from "values";

const NOON = new Date("2024-02-29T12:00:00.123Z");
const NOON_NS = BigInt(NOON.getTime()) * 1_000_000n + 456_789n;
const DAY_NS = 86_400_000_000_000n;
const DAY_MS = 86_400_000;
const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);

test("instants__seconds_and_milliseconds__are_dates_rounded_down", () => {
  assert.deepEqual(sameMilliseconds(NOON), NOON);
  assert.deepEqual(sameSeconds(NOON), new Date("2024-02-29T12:00:00Z"));
  const before = new Date(-1);
  assert.deepEqual(sameSeconds(before), new Date(-1000));
  assert.deepEqual(sameMilliseconds(before), before);
  assert.deepEqual(sameMilliseconds(new Date(-0.5)), new Date(0));
  assert.deepEqual(
    sameMilliseconds(runInNewContext("new Date(7)")),
    new Date(7),
  );
});

test("instants__as_far_as_a_date_goes__are_exact", () => {
  for (const edge of [8.64e15, -8.64e15]) {
    assert.deepEqual(sameMilliseconds(new Date(edge)), new Date(edge));
    assert.deepEqual(sameSeconds(new Date(edge)), new Date(edge));
    assert.equal(sameMicroseconds(new Date(edge)), BigInt(edge) * 1000n);
  }
});

test("instants__finer_units__are_bigints", () => {
  for (const value of [0n, -1n, NOON_NS, LARGEST, SMALLEST]) {
    assert.equal(sameNanoseconds(value), value);
    assert.equal(sameMicroseconds(value), value);
  }
});

test("instants__finer_units__take_dates", () => {
  const milliseconds = BigInt(NOON.getTime());
  assert.equal(sameNanoseconds(NOON), milliseconds * 1_000_000n);
  assert.equal(sameMicroseconds(NOON), milliseconds * 1000n);
  assert.equal(sameNanoseconds(new Date(-1)), -1_000_000n);
  assert.throws(() => sameNanoseconds(new Date(8.64e15)), RangeError);
  assert.throws(() => sameNanoseconds(new Date(9_223_372_036_855)), RangeError);
  assert.throws(
    () => sameNanoseconds(new Date(-9_223_372_036_855)),
    RangeError,
  );
});

test("instants__no_moments__are_refused", () => {
  const coarse = [sameSeconds, sameMilliseconds];
  const fine = [sameMicroseconds, sameNanoseconds];
  for (const same of [...coarse, ...fine]) {
    const others = ["2024-02-29", Date.now(), null, undefined, {}, [NOON]];
    for (const value of others) {
      assert.throws(() => same(value), TypeError);
    }
    assert.throws(() => same(new Date(NaN)), {
      name: "RangeError",
      message: "moment must be a valid Date",
    });
  }
  for (const same of coarse) {
    assert.throws(() => same(1n), TypeError);
  }
  for (const same of fine) {
    assert.throws(() => same(LARGEST + 1n), RangeError);
    assert.throws(() => same(SMALLEST - 1n), RangeError);
  }
});

test("spans__numbers_of_their_unit__are_exact_or_refused", () => {
  assert.equal(sameSpanSeconds(-90), -90);
  assert.equal(sameSpanMilliseconds(3_600_000), 3_600_000);
  assert.equal(sameSpanNanoseconds(SMALLEST), SMALLEST);
  assert.equal(sameSpanNanoseconds(-5), -5n);
  assert.throws(() => sameSpanSeconds(2 ** 31), RangeError);
  assert.throws(() => sameSpanSeconds(1.5), RangeError);
  assert.throws(() => sameSpanMilliseconds(-1), RangeError);
  assert.throws(() => sameSpanMilliseconds(2 ** 32), RangeError);
  assert.throws(() => sameSpanNanoseconds(LARGEST + 1n), RangeError);
  assert.throws(() => sameSpanSeconds(NOON), TypeError);
});

test("times__reckoned_with__are_as_the_library_does_it", () => {
  assert.equal(after(NOON_NS, 1_500_000n), NOON_NS + 1_500_000_000n);
  assert.equal(after(NOON, -1), BigInt(NOON.getTime() * 1000 - 1) * 1000n);
  assert.equal(between(NOON_NS, NOON_NS - 60_000_000_000n), -60_000_000n);
  const begin = BigInt(Date.UTC(2024, 1, 29)) * 1_000_000n;
  assert.deepEqual(day(NOON_NS), { begin, end: begin + DAY_NS });
  assert.equal(delay(NOON_NS), NOON_NS + 3_600_000_000_000n);
  assert.equal(delay(NOON_NS, -1), NOON_NS - 1000n);
});

test("earlier__optional_moments__none_is_never", () => {
  assert.equal(earlier(NOON_NS, NOON_NS + 1n), NOON_NS);
  assert.equal(earlier(NOON_NS, null), NOON_NS);
  assert.equal(earlier(null, NOON_NS), NOON_NS);
  assert.equal(earlier(), null);
  assert.throws(() => earlier(1, NOON_NS), TypeError);
});

test("sinceFirst__an_array__is_one_of_numbers", () => {
  const moments = BigInt64Array.of(5n, 7n, 4n);
  assert.deepEqual(sinceFirst(moments), BigInt64Array.of(0n, 2n, -1n));
  assert.deepEqual(sinceFirst([5n, 7]), BigInt64Array.of(0n, 2n));
  assert.throws(() => sinceFirst([NOON]), TypeError);
});

test("nextDay__times_in_a_record__go_in_and_out", () => {
  const planned = new Date("2024-02-29T12:00:00Z");
  const event = { id: 1, begins: NOON_NS, lasts: -1n, planned, reminder: -600 };
  const moved = new Date(planned.getTime() + DAY_MS);
  const next = { ...event, begins: NOON_NS + DAY_NS, planned: moved };
  assert.deepEqual(nextDay(event), next);
  assert.deepEqual(nextDay({ ...event, begins: NOON }).begins % 1_000_000n, 0n);
  assert.equal(nextDay({ ...event, reminder: null }).reminder, null);
  const { reminder, ...unreminded } = event;
  assert.equal(reminder, -600);
  assert.equal(nextDay(unreminded).reminder, null);
  assert.throws(() => nextDay({ ...event, planned: 0 }), {
    name: "TypeError",
    message: "event.planned must be a Date, not a number",
  });
  assert.throws(() => nextDay({ ...event, begins: 0 }), TypeError);
  assert.throws(() => nextDay({ ...event, reminder: 2 ** 31 }), RangeError);
});

test("holder__times__are_kept", () => {
  const holder = new Holder();
  holder.expires = -5n;
  assert.equal(holder.expires, -5n);
  holder.expires = NOON;
  assert.equal(holder.expires, BigInt(NOON.getTime()) * 1_000_000n);
  holder.patience = -1000;
  assert.equal(holder.patience, -1000n);
  assert.throws(() => {
    holder.expires = 5;
  }, TypeError);
});

test("declarations__numbers_that_are_times__tell_their_unit", () => {
  const require = createRequire(import.meta.url);
  const folder = require.resolve("values/package.json");
  const text = readFileSync(new URL("index.d.ts", `file://${folder}`), "utf8");
  assert.ok(/@param span - In microseconds\./.test(text));
  assert.ok(
    /@returns In nanoseconds since 1970-01-01T00:00:00Z\.\n \*\/\nexport declare function after\(/.test(
      text,
    ),
  );
  assert.ok(/How long before\. In seconds\./.test(text));
});
