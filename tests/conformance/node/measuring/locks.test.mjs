import assert from "node:assert/strict";
import test from "node:test";

import * as measuring from "measuring";

const { Meter, blocking, blockingAsync, brief, long, short } = measuring;

// JavaScript has no lock that a call could hold: there is nothing to measure, and nothing to switch.

test("functions__of_every_kind__just_run", () => {
  assert.equal(short(1), 2n);
  assert.equal(brief(2), 3n);
  assert.ok(long(1) >= 1000000n);
  assert.ok(blocking(1) >= 1000000n);
});

test("functions__only_those_that_block__have_an_awaitable_form", () => {
  const awaitable = Object.keys(measuring).filter((name) =>
    name.endsWith("Async"),
  );
  assert.deepEqual(awaitable, ["blockingAsync"]);
});

test("blockingAsync__meanwhile__javascript_goes_on", async () => {
  let turns = 0;
  const counting = setInterval(() => turns++, 1);
  assert.ok((await blockingAsync(50)) >= 50000000n);
  clearInterval(counting);
  assert.ok(turns > 0);
});

test("meter__measured_functions__count", () => {
  const meter = new Meter();
  assert.equal(meter.add(0), 1n);
  assert.equal(meter.add(1), 2n);
  assert.equal(meter.count(0), 2n);
});
