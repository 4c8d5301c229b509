import assert from "node:assert/strict";
import test from "node:test";

import {
  ExceptionError,
  Kind,
  NoMatchError,
  OutOfMemoryError,
  OutOfRangeError,
  Pattern,
  Table,
  ThrowingError,
  parse,
  reserve,
  squareRoot,
  throw_,
  throwLater,
  throwLaterAsync,
} from "throwing";
import { thrownBy } from "./helpers.mjs";

test("exception__of_the_standard_library__is_an_error_of_the_package", () => {
  const error = thrownBy(() => new Pattern("a(b"));
  assert.ok(error instanceof ExceptionError);
  assert.ok(error instanceof ThrowingError);
  assert.equal(error.code, "TENON_EXCEPTION");
  assert.equal(error.function, "throwing_pattern_new");
  assert.match(error.message, /regex_error: /);
});

test("exception__of_a_kind_that_is_known__has_that_kind", () => {
  assert.equal(parse("42 and more"), 42n);
  const invalid = thrownBy(() => parse("none"));
  assert.equal(invalid.kind, "invalid_argument");
  assert.equal(invalid.message, "std::invalid_argument: stoll");
  const far = thrownBy(() => parse("99999999999999999999"));
  assert.ok(far instanceof OutOfRangeError);
  assert.equal(far.kind, "out_of_range");
});

test("exception__bad_alloc__is_out_of_memory", () => {
  assert.ok(reserve(10) >= 10);
  assert.throws(() => throw_(Kind.BAD_ALLOC), OutOfMemoryError);
  assert.throws(() => reserve(2 ** 53 - 1), ThrowingError);
});

test("exception__every_kind__is_told", () => {
  throw_(Kind.NOTHING);
  for (const [kind, message] of [
    [Kind.INVALID_ARGUMENT, "std::invalid_argument: that is no argument"],
    [Kind.OUT_OF_RANGE, "std::out_of_range: that is too far"],
    [Kind.RUNTIME_ERROR, "std::runtime_error: that went wrong"],
    [Kind.OWN, "throwing::own_error: an error of the library's own"],
    [Kind.NUMBER, "unknown exception (int)"],
    [Kind.TEXT, "unknown exception (char const*)"],
  ]) {
    assert.equal(thrownBy(() => throw_(kind)).message, message);
  }
});

test("exception__nested__has_causes", () => {
  const messages = [];
  let error = thrownBy(() => Table.parse("1,2\n3,x"));
  for (; error !== undefined; error = error.cause) {
    assert.ok(error instanceof ThrowingError);
    messages.push(error.message);
  }
  assert.deepEqual(messages, [
    "std::invalid_argument: the text is no table",
    "std::runtime_error: row 2 cannot be read: 3,x",
    "std::invalid_argument: stod",
  ]);
});

test("exception__text_that_is_no_utf8__is_repaired", () => {
  const error = thrownBy(() => squareRoot(-1));
  assert.equal(error.message, "std::domain_error: no root of \uFFFD");
});

test("exception__object_in_use__is_free_afterwards", () => {
  const table = Table.parse("1,2,-3,4");
  assert.throws(() => table.double(), ExceptionError);
  assert.equal(table.at(0, 1), 4);
  assert.throws(() => table.at(1, 0), OutOfRangeError);
  table.close();
});

test("exception__of_a_destructor__is_nobodys", () => {
  const table = Table.parse("1");
  table.lock();
  table.close();
  assert.equal(table.closed, true);
  assert.equal(parse("1"), 1n);
});

test("exception__of_an_awaited_call__rejects", async () => {
  assert.throws(() => throwLater(Kind.RUNTIME_ERROR), ExceptionError);
  await assert.rejects(throwLaterAsync(Kind.RUNTIME_ERROR), {
    name: "ExceptionError",
    message: "std::runtime_error: that went wrong",
    function: "throwing_throw_later",
  });
  await throwLaterAsync(Kind.NOTHING);
});

test("status__of_a_library_that_throws__works_as_ever", () => {
  const pattern = new Pattern("b+");
  assert.equal(pattern.find("aabbb"), 2);
  assert.throws(() => pattern.find("aa"), NoMatchError);
  assert.equal(pattern.group("aabbb", 0), "bbb");
  assert.throws(() => pattern.group("aabbb", 1), OutOfRangeError);
  assert.equal(pattern.replace("aabbb", "-"), "aa-");
});

test("callback__of_a_function_that_throws__goes_first", () => {
  const pattern = new Pattern("a");
  const seen = [];
  const visit = (match) => seen.push(match) > 0;
  assert.equal(pattern.each("banana", 3, visit), 3);
  const error = thrownBy(() => pattern.each("banana", 2, visit));
  assert.ok(error instanceof ExceptionError);
  assert.match(error.message, /more than 2 matches/);
  assert.equal(seen.length, 5);
  const mine = new Error("mine");
  const caught = thrownBy(() =>
    pattern.each("banana", 1, () => {
      throw mine;
    }),
  );
  assert.equal(caught, mine);
});
