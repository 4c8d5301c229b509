import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import * as conformance from "conformance";
import { thrownBy } from "./helpers.mjs";

const { ConformanceError, fail, failSilently } = conformance;

const KINDS = [
  ["NoSuchItemError", "CONFORMANCE_NO_SUCH_ITEM", "not_found"],
  ["BadArgumentError", "CONFORMANCE_BAD_ARGUMENT", "invalid_argument"],
  ["WrongStateError", "CONFORMANCE_WRONG_STATE", "invalid_state"],
  ["TooLargeError", "CONFORMANCE_TOO_LARGE", "out_of_range"],
  ["DuplicateError", "CONFORMANCE_DUPLICATE", "already_exists"],
  ["ForbiddenError", "CONFORMANCE_FORBIDDEN", "permission"],
  ["TooLateError", "CONFORMANCE_TOO_LATE", "timeout"],
  ["OccupiedError", "CONFORMANCE_OCCUPIED", "busy"],
  ["NoMemoryError", "CONFORMANCE_NO_MEMORY", "out_of_memory"],
  ["DiskFailedError", "CONFORMANCE_DISK_FAILED", "io"],
  ["NotSupportedError", "CONFORMANCE_NOT_SUPPORTED", "unsupported"],
  ["DefectError", "CONFORMANCE_DEFECT", "internal"],
];

for (const [index, [name, code, kind]] of KINDS.entries()) {
  test(`${name}__its_status__is_its_own_class`, () => {
    const error = thrownBy(() => fail(index + 1, 'it\'s "so"', 0));
    assert.equal(error.constructor, conformance[name]);
    assert.ok(error instanceof ConformanceError);
    assert.ok(error instanceof Error);
    assert.equal(error.message, 'it\'s "so"');
    assert.equal(error.name, name);
    assert.equal(error.code, code);
    assert.equal(error.kind, kind);
    assert.equal(error.function, "conformance_fail");
    assert.equal("cause" in error, false);
  });
}

test("error__with_causes__are_chained", () => {
  const messages = [];
  let error = thrownBy(() => fail(3, "below", 3));
  for (; error !== undefined; error = error.cause) {
    assert.ok(error instanceof conformance.WrongStateError);
    messages.push(error.message);
  }
  assert.deepEqual(messages, ["below (3)", "below (2)", "below (1)", "below"]);
});

test("error__stack__starts_at_the_function_that_was_called", () => {
  const { stack } = thrownBy(() => fail(1, "gone", 0));
  assert.match(stack, /^NoSuchItemError: gone\n +at fail /);
});

test("error__very_many_causes__are_kept_without_a_crash", () => {
  let depth = 0;
  let error = thrownBy(() => fail(3, "deep", 20000));
  for (; error !== undefined; error = error.cause) {
    depth++;
  }
  assert.ok(depth > 1);
});

test("error__without_a_message__names_what_happened", () => {
  const error = thrownBy(() => failSilently(7));
  assert.ok(error instanceof conformance.TooLateError);
  assert.notEqual(error.message, "");
  assert.equal(error.function, "conformance_fail_silently");
});

test("error__status_zero__is_none", () => {
  assert.equal(fail(0, "nothing", 0), undefined);
});

test("error__unknown_status__is_an_error_of_the_package", () => {
  assert.throws(() => fail(99, "unknown", 0), ConformanceError);
});

test("error__after_another__has_no_cause_of_it", () => {
  thrownBy(() => fail(1, "first", 2));
  assert.equal(thrownBy(() => fail(2, "second", 0)).cause, undefined);
});

test("error__message_with_any_text__survives", () => {
  for (const message of ["漢字 😀", "100 % %s %n", "x".repeat(5000)]) {
    const error = thrownBy(() => fail(2, message, 0));
    assert.ok(error.message.startsWith(message.slice(0, 100)));
  }
});

test("error__shown__has_code_kind_and_cause", () => {
  const shown = inspect(thrownBy(() => fail(1, "gone", 1)));
  for (const part of ["NoSuchItemError: gone (1)", "not_found", "[cause]"]) {
    assert.ok(shown.includes(part), shown);
  }
});

test("error__made_by_a_user__works_like_any_error", () => {
  const cause = new Error("below");
  const error = new conformance.NoSuchItemError("mine", { cause });
  assert.equal(error.code, "CONFORMANCE_NO_SUCH_ITEM");
  assert.equal(error.kind, "not_found");
  assert.equal(error.cause, cause);
  assert.equal(String(error), "NoSuchItemError: mine");
});

test("properties__error_of_the_library__are_those_of_one_made_by_its_class", () => {
  const error = thrownBy(() => fail(1, "gone", 0));
  const { code, kind } = error;
  const made = new conformance.NoSuchItemError("gone", {
    code,
    kind,
    function: error.function,
  });
  assert.deepEqual(Object.keys(error), Object.keys(made));
  assert.deepEqual(
    Object.getOwnPropertyNames(error).sort(),
    Object.getOwnPropertyNames(made).sort(),
  );
  assert.equal(inspect(error).split("\n")[0], "NoSuchItemError: gone");
});
