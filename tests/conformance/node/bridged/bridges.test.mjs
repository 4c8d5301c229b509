// Calls go through slots: the same results whoever serves, and the diagnostics say who does.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import test from "node:test";

import { nextU32 } from "bridged";
import { bridges, bridgesJson } from "bridged/diagnostics";

import { useEverything } from "./everything.mjs";

const PROVIDERS = process.env.BRIDGED_PROVIDERS;

function state(operation) {
  return bridges().find((one) => one.operation === `bridged_${operation}`);
}

/** A process that loads the package with a provider named in its environment. */
function load(provider, options, ...what) {
  const environment = {
    TENON_BRIDGE: join(PROVIDERS, provider),
    TENON_BRIDGE_CALLS: "50",
    ...options,
  };
  return spawnSync(process.execPath, what, {
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
}

test("reference__every_form__then_right_and_counted", () => {
  const before = state("next_u32");
  useEverything();
  const after = state("next_u32");
  assert.equal(after.mode, "reference");
  assert.equal(after.serving, "reference");
  assert.equal(after.candidate, null);
  assert.equal(after.calls, before.calls + 1);
  assert.equal(after.candidateCalls, before.candidateCalls);
  assert.equal(state("plain"), undefined);
});

test("json__asked__then_says_the_same", () => {
  const read = JSON.parse(bridgesJson());
  assert.equal(read.library, "bridged");
  assert.deepEqual(
    read.operations.map((one) => one.operation),
    bridges().map((one) => one.operation),
  );
});

test("provider__swapped__then_it_serves_every_call", () => {
  const done = load("all.so", {}, "everything.mjs");
  assert.equal(done.status, 0, done.stderr);
  assert.equal(done.stdout, "swapped bridged in C true 0\n");
  assert.match(
    done.stderr,
    /served by bridged in C from now on: bridged_not, /,
  );
});

test("provider__that_is_wrong_once__then_the_reference_stays", () => {
  const done = load("wrong.so", {}, "everything.mjs");
  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stdout, /^reference reference true \d+$/m);
  assert.match(done.stderr, /wrong.so is refused, and the reference serves: /);
});

test("provider__that_is_wrong_and_must_not__then_the_package_does_not_load", () => {
  const options = { TENON_BRIDGE_MODE: "check" };
  const done = load("wrong.so", options, "-e", "require('bridged')");
  assert.equal(done.status, 1);
  assert.match(
    done.stderr,
    /bridged_next_u32: result is 2 with the reference and 0 with the candidate/,
  );
});

test("provider__shadowed__then_calls_are_compared", () => {
  const program =
    "const { nextU32 } = require('bridged');" +
    "for (let i = 0; i < 20; i++) nextU32(i);" +
    "const { bridges } = require('bridged/diagnostics');" +
    "const one = bridges().find((one) => one.operation === 'bridged_next_u32');" +
    "console.log(one.mode, one.serving, one.compared, one.differences);";
  const options = { TENON_BRIDGE_MODE: "shadow", TENON_BRIDGE_ONE_IN: "1" };
  const done = load("all.so", options, "-e", program);
  assert.equal(done.stdout, "shadowed reference 20 0\n", done.stderr);
});

test("calls__many__then_each_is_counted", () => {
  const before = state("next_u32").calls;
  for (let i = 0; i < 1000; i++) assert.equal(nextU32(i), i + 1);
  assert.equal(state("next_u32").calls, before + 1000);
});
