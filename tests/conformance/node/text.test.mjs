import assert from "node:assert/strict";
import test from "node:test";

import {
  BadTextError,
  BrokenContractError,
  HELLO,
  brokenText,
  capitals,
  countedLength,
  greeting,
  maybeText,
  split,
  textLength,
} from "conformance";

const SAMPLES = [
  "",
  "a",
  "é",
  "漢字",
  "😀",
  "\u{10FFFF}",
  "a\uFFFDb",
  "\uFEFFx",
];

test("textLength__any_text__counts_code_points", () => {
  for (const text of SAMPLES) {
    assert.equal(textLength(text), [...text].length);
  }
});

test("maybeText__any_length__comes_back", () => {
  for (let length = 0; length < 600; length++) {
    for (const character of ["a", "é", "漢", "😀"]) {
      const text = "x".repeat(length % 4) + character.repeat(length);
      assert.equal(maybeText(text), text);
    }
  }
  const long = "漢字 ".repeat(100000);
  assert.equal(maybeText(long), long);
});

test("capitals__owned_text__is_copied_and_freed", () => {
  for (let i = 0; i < 1000; i++) {
    assert.equal(capitals("abc é"), "ABC é");
  }
});

test("greeting__borrowed_text__is_copied", () => {
  assert.equal(greeting(), HELLO);
});

test("maybeText__none__comes_back_as_null", () => {
  assert.equal(maybeText(null), null);
  assert.equal(maybeText(undefined), null);
  assert.equal(maybeText(), null);
  assert.equal(maybeText(""), "");
});

test("text__none_where_it_is_needed__raises_type_error", () => {
  assert.throws(() => textLength(null), /text must be a string, not null/);
  assert.throws(() => textLength(), /text must be a string, not undefined/);
});

test("text__no_string__raises_type_error", () => {
  const values = [1, {}, ["a"], new String("a"), Symbol("a"), Buffer.from("a")];
  for (const value of values) {
    assert.throws(() => textLength(value), TypeError);
  }
  assert.throws(() => maybeText(1), {
    name: "TypeError",
    message: "text must be a string or null, not a number",
  });
});

test("text__half_a_surrogate_pair__raises_type_error", () => {
  const halves = ["\uD800", "a\uDC00", "\uDC00\uD800", "\uD83D x".repeat(200)];
  for (const text of halves) {
    assert.throws(() => textLength(text), {
      name: "TypeError",
      message: /^text has half a surrogate pair/,
    });
  }
  assert.equal(textLength("\uFFFD".repeat(300)), 300);
});

test("text__with_a_nul__is_refused_where_c_would_stop", () => {
  assert.throws(() => textLength("a\0b"), BadTextError);
  assert.throws(() => maybeText("\0"), BadTextError);
});

test("countedLength__with_a_nul__counts_its_bytes", () => {
  assert.equal(countedLength("a\0b"), 3);
  assert.equal(countedLength("é"), 2);
  assert.equal(countedLength(""), 0);
});

test("split__two_texts_out__are_an_object", () => {
  assert.deepEqual(split("one two three"), { first: "one", rest: "two three" });
  assert.deepEqual(split("one"), { first: "one", rest: null });
});

test("brokenText__bytes_that_are_no_utf8__raise_broken_contract", () => {
  assert.throws(() => brokenText(), BrokenContractError);
});
