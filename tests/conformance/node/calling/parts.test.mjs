// A package whose classes have more than about fifty functions has them in lib/classes_1.js, lib/classes_2.js ...

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";

import * as imported from "calling";

const require = createRequire(import.meta.url);
const required = require("calling");
const folder = dirname(require.resolve("calling"));
const files = readdirSync(join(folder, "lib"))
  .filter((name) => /^classes_\d+\.js$/.test(name))
  .sort();

/** The files of classes that are loaded once a fresh program has run `code`. */
function loadedBy(code) {
  const program = `
    const calling = require(${JSON.stringify(folder)});
    ${code};
    const { basename } = require("node:path");
    const loaded = Object.keys(require.cache).map((path) => basename(path));
    const classes = loaded.filter((name) => name.startsWith("classes_"));
    console.log(JSON.stringify(classes.sort()));`;
  const result = spawnSync(process.execPath, ["-e", program], {
    encoding: "utf8",
  });
  assert.equal(result.status, 0, result.stderr);
  return JSON.parse(result.stdout);
}

test("large_package__only_loaded__has_made_no_class", () => {
  assert.ok(files.length > 1);
  assert.deepEqual(loadedBy(""), []);
  assert.deepEqual(loadedBy("Object.keys(calling)"), []);
  assert.deepEqual(loadedBy("calling.each(0, 3, () => true)"), []);
});

test("large_package__class_asked_for__loads_its_file_and_what_that_needs", () => {
  assert.deepEqual(loadedBy("new calling.Gate()"), [files[0]]);
  assert.deepEqual(loadedBy("new calling.Counter()"), files);
});

test("large_package__function_that_takes_an_object__loads_its_class", () => {
  const code =
    'try { calling.addInSteps(1, 2, 3) } catch (error) { if (error.name !== "TypeError") throw error }';
  assert.deepEqual(loadedBy(code), [files[0]]);
});

test("large_package__native_functions__are_made_with_their_file_alone", () => {
  const { $native } = require(join(folder, "lib/native.js"));
  const own = Object.keys($native);
  assert.ok(own.includes("c$calling_each"));
  assert.ok(!own.includes("c$calling_counter_add"));
  assert.ok(Object.keys($native.$part(2)).includes("c$calling_counter_add"));
  for (const wrong of [0, files.length + 1, -1, "x", undefined]) {
    assert.throws(() => $native.$part(wrong), Error);
  }
});

test("large_package__exports__are_listed_and_the_same_however_they_are_got", () => {
  assert.deepEqual(Object.keys(imported).sort(), Object.keys(required).sort());
  const { Counter, Gate } = required;
  assert.equal(Counter, imported.Counter);
  assert.equal(required.Gate, Gate);
  assert.equal(Gate.name, "Gate");
});
