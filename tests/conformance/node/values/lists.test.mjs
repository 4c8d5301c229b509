import assert from "node:assert/strict";
import test from "node:test";

import {
  BadTextError,
  BrokenContractError,
  Holder,
  brokenTexts,
  colours,
  coloursFrom,
  reversedTexts,
  words,
} from "values";

import { steadyMemory } from "./helpers.mjs";

test("words__a_list_of_the_callers__is_copied", () => {
  assert.deepEqual(words("ein schöner Tag"), ["ein", "schöner", "Tag"]);
  assert.deepEqual(words(""), []);
  const many = Array.from({ length: 5000 }, (_, i) => `w${i}`);
  assert.deepEqual(words(many.join(" ")), many);
});

test("colours__a_list_of_the_librarys__is_copied", () => {
  const first = colours();
  assert.equal(first.length, 7);
  first[0] = "changed";
  assert.notEqual(colours()[0], "changed");
});

test("coloursFrom__none__is_null_and_not_empty", () => {
  assert.equal(coloursFrom("x"), null);
  assert.equal(coloursFrom("b")[0], "blue");
});

test("reversedTexts__a_list_in__gives_a_list_out", () => {
  assert.deepEqual(reversedTexts(["a", "", "ö", "🜁"]), ["🜁", "ö", "", "a"]);
  assert.deepEqual(reversedTexts([]), []);
  assert.deepEqual(reversedTexts(Object.freeze(["a"])), ["a"]);
});

test("reversedTexts__no_list_of_texts__is_refused", () => {
  for (const value of ["abc", null, undefined, 1, {}, new Set(["a"])]) {
    assert.throws(() => reversedTexts(value), TypeError);
  }
  for (const value of [null, undefined, 1, ["a"], Symbol("a")]) {
    assert.throws(() => reversedTexts(["a", value]), {
      name: "TypeError",
      message: /^texts\[1\] must be a string/,
    });
  }
  // eslint-disable-next-line no-sparse-arrays
  assert.throws(() => reversedTexts(["a", , "b"]), TypeError);
  assert.throws(() => reversedTexts(["a", "\ud800"]), TypeError);
  assert.throws(() => reversedTexts(["a\0b"]), BadTextError);
});

test("brokenTexts__a_missing_text__raises_broken_contract", () => {
  assert.throws(brokenTexts, BrokenContractError);
});

test("labels__a_property__is_kept", () => {
  const holder = new Holder();
  assert.deepEqual(holder.labels, []);
  holder.labels = ["x", "ý"];
  assert.deepEqual(holder.labels, ["x", "ý"]);
  assert.throws(() => {
    holder.labels = ["x", 1];
  }, TypeError);
  assert.deepEqual(holder.labels, ["x", "ý"]);
});

test("lists__in_and_out_again_and_again__leave_no_memory", async () => {
  const holder = new Holder();
  const texts = Array.from({ length: 50 }, (_, i) => `${i}`.repeat(100));
  await steadyMemory(() => {
    for (let i = 0; i < 2000; i++) {
      holder.labels = texts;
      assert.equal(holder.labels.length, 50);
      reversedTexts(texts);
      coloursFrom("x");
      assert.throws(brokenTexts);
    }
  }, 8 << 20);
});
