import assert from "node:assert/strict";
import test from "node:test";

import {
  BadNumberError,
  BusyError,
  Choice,
  Clerk,
  nicest,
  writeDown,
} from "calling";
import { collected, later, steadyMemory } from "./helpers.mjs";

class Book {
  numbers = new Map();

  put(name, number) {
    const isNew = !this.numbers.has(name);
    this.numbers.set(name, number);
    return isNew;
  }

  get(name) {
    if (!this.numbers.has(name)) {
      throw new RangeError(`no ${name}`);
    }
    return this.numbers.get(name);
  }

  count() {
    return this.numbers.size;
  }

  clear() {
    this.numbers.clear();
  }
}

const TASTE = {
  nicer: (left, right) => (left.x > right.x ? left : right),
  choose: (place) => (place.x < 0 ? Choice.SKIP : Choice.GO_ON),
  describe: ({ x, y }) => `${x}|${y}`,
};

test("writeDown__object_with_the_methods__is_used", () => {
  const book = new Book();
  assert.equal(writeDown(book, ["ada", "bob", "ada"]), 2);
  assert.deepEqual(
    [...book.numbers],
    [
      ["ada", 2n],
      ["bob", 1n],
    ],
  );
});

test("nicest__plain_object__fits", () => {
  const places = [
    { x: 1, y: 5 },
    { x: 3, y: 6 },
    { x: 2, y: 7 },
  ];
  assert.deepEqual(nicest(TASTE, places), { x: 3, y: 6 });
  assert.throws(() => nicest(TASTE, []), BadNumberError);
});

test("interface__missing_method__is_refused_at_once", () => {
  const calls = [];
  const book = {
    put: () => calls.push("put"),
    get: () => 1,
    clear() {},
  };
  assert.throws(() => writeDown(book, ["ada"]), {
    name: "TypeError",
    message:
      "book must be an object with the methods put, get, count and clear: it has no method count",
  });
  assert.throws(() => new Clerk({ ...book, count: 5 }), TypeError);
  for (const wrong of [null, undefined, 3, "book"]) {
    assert.throws(() => writeDown(wrong, []), {
      name: "TypeError",
      code: "ERR_INVALID_ARG_TYPE",
    });
  }
  assert.deepEqual(calls, []);
});

test("clerk__keeps_a_book__uses_it", () => {
  const book = new Book();
  const clerk = new Clerk(book);
  assert.equal(clerk.note("ada", 7), true);
  assert.equal(clerk.note("ada", 8), false);
  assert.equal(clerk.lookUp("ada"), 8n);
  assert.equal(clerk.size(), 1);
  clerk.close();
});

test("clerk__method_throws__the_same_value_comes_out", () => {
  const error = { not: "even an error" };
  const book = new Book();
  book.get = () => {
    throw error;
  };
  const clerk = new Clerk(book);
  try {
    clerk.lookUp("ada");
    assert.fail("nothing was thrown");
  } catch (caught) {
    assert.equal(caught, error);
  }
  clerk.close();
});

test("clerk__wrong_result__is_a_type_error", () => {
  const book = new Book();
  book.count = () => "three";
  const clerk = new Clerk(book);
  assert.throws(() => clerk.size(), {
    name: "TypeError",
    message: /^the result of count must be /,
  });
  book.count = () => 3;
  assert.equal(clerk.size(), 3);
  clerk.close();
});

test("clerk__takes_another_book__the_one_before_is_dropped", async () => {
  const second = new Book();
  function make() {
    const first = new Book();
    return [new Clerk(first), new WeakRef(first)];
  }
  const [clerk, ref] = make();
  clerk.note("ada", 1);
  clerk.take(second);
  assert.equal(clerk.size(), 0);
  await collected(() => ref.deref() === undefined);
  clerk.close();
});

test("clerk__alive__keeps_its_book_and_taste", async () => {
  const clerk = new Clerk(new Book());
  clerk.setTaste({ ...TASTE });
  for (let i = 0; i < 5; i++) {
    globalThis.gc();
    await later();
  }
  assert.equal(clerk.size(), 0);
  assert.equal(clerk.describe({ x: 1, y: 2 }), "1|2");
  clerk.close();
});

test("clerk__taste__is_optional_and_replaced", () => {
  const clerk = new Clerk(new Book());
  assert.equal(clerk.describe({ x: 1, y: 2 }), null);
  clerk.setTaste(TASTE);
  assert.equal(clerk.describe({ x: 1, y: 2 }), "1|2");
  assert.equal(clerk.describe({ x: -1, y: 2 }), null);
  clerk.setTaste({ ...TASTE, describe: () => "nice" });
  assert.equal(clerk.describe({ x: 1, y: 2 }), "nice");
  clerk.setTaste(null);
  assert.equal(clerk.describe({ x: 1, y: 2 }), null);
  clerk.close();
});

test("clerk__text_that_must_not_be_missing__is_a_type_error", () => {
  const clerk = new Clerk(new Book());
  clerk.setTaste({ ...TASTE, describe: () => null });
  assert.throws(() => clerk.describe({ x: 1, y: 2 }), TypeError);
  clerk.close();
});

test("clerk__another_thread__reaches_the_object", async () => {
  const book = new Book();
  const clerk = new Clerk(book);
  clerk.note("ada", 1);
  await clerk.clearElsewhereAsync();
  assert.equal(book.numbers.size, 0);
  clerk.close();
});

test("clerk__another_thread_while_the_main_one_waits__does_not_hang", async () => {
  const warnings = [];
  const listener = (warning) => warnings.push(warning);
  process.on("warning", listener);
  const clerk = new Clerk(new Book());
  clerk.note("ada", 1);
  try {
    clerk.clearElsewhere();
  } catch (error) {
    assert.ok(error instanceof BusyError, String(error));
  }
  assert.equal(clerk.size(), 1);
  await later(100);
  process.off("warning", listener);
  assert.ok(warnings.every((warning) => warning instanceof BusyError));
  clerk.close();
});

test("cycle__clerk_and_its_taste__is_collected", async () => {
  function cycle() {
    const clerk = new Clerk(new Book());
    clerk.setTaste({ ...TASTE, choose: () => clerk.closed });
    return new WeakRef(clerk);
  }
  const refs = Array.from({ length: 50 }, cycle);
  await collected(() => refs.every((ref) => ref.deref() === undefined));
});

test("interfaces__many__leave_memory_as_it_is", async () => {
  await steadyMemory(() => {
    for (let i = 0; i < 5000; i++) {
      const clerk = new Clerk(new Book());
      clerk.note("x", i);
      clerk.take(new Book());
      clerk.setTaste({ ...TASTE });
      clerk.close();
    }
  }, 16e6);
});
