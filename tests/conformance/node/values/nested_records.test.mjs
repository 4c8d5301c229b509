import assert from "node:assert/strict";
import test from "node:test";

import {
  Access,
  BadTextError,
  BadValueError,
  BrokenContractError,
  Holder,
  Side,
  anyone,
  birthday,
  brokenPerson,
  connect,
  lineLength,
  lineShift,
  personBytes,
  personBytesOf,
  personNew,
  personsBytes,
  reversed,
  someone,
  square,
  totalLength,
} from "values";

import { steadyMemory } from "./helpers.mjs";

const diagonal = {
  from: { x: 0, y: 0 },
  to: { x: 3, y: 4 },
  style: { width: 2, arrow: Side.RIGHT, access: Access.READ },
};
const ada = {
  name: "Ada Lövelace",
  age: 36,
  home: { street: "St James's Square 12", city: "London" },
  position: { x: 1, y: 2 },
};
const adaBytes = Buffer.byteLength(ada.name + ada.home.street + ada.home.city);

test("line__records_in_a_record__in_and_out", () => {
  assert.deepEqual(reversed(diagonal), {
    ...diagonal,
    from: diagonal.to,
    to: diagonal.from,
  });
  assert.equal(lineLength(diagonal), 5);
  assert.equal(totalLength([diagonal, diagonal]), 10);
  assert.equal(totalLength([]), 0);
  assert.deepEqual(connect({ x: 1, y: 0 }, { x: 2, y: 0 }).to, { x: 2, y: 0 });
  assert.deepEqual(lineShift(diagonal, 1, 1).from, { x: 1, y: 1 });
  assert.deepEqual(diagonal.from, { x: 0, y: 0 });
  const lines = square(2);
  assert.equal(lines.length, 4);
  assert.equal(totalLength(lines), 8);
});

test("line__every_record__is_a_plain_object", () => {
  const line = reversed(diagonal);
  for (const object of [line, line.from, line.to, line.style]) {
    assert.equal(Object.getPrototypeOf(object), Object.prototype);
  }
});

test("line__wrong_field_deep_inside__is_named", () => {
  const wrong = (field, value) => ({
    ...diagonal,
    style: { ...diagonal.style, [field]: value },
  });
  const refused = (value, type, message) =>
    assert.throws(
      () => lineLength(value),
      (error) => error instanceof type && message.test(error.message),
    );
  refused(wrong("width", "2"), TypeError, /^line\.style\.width must be/);
  refused(wrong("width", 256), RangeError, /^line\.style\.width must be/);
  refused(wrong("arrow", 5), BadValueError, /arrow/);
  refused(wrong("colour", 1), TypeError, /^line\.style .* Style .*: colour$/);
  refused({ ...diagonal, to: null }, TypeError, /^line\.to must be a Point, /);
  refused({ ...diagonal, to: { x: 1 } }, TypeError, /^line\.to\.y must be/);
  assert.throws(
    () => totalLength([diagonal, wrong("width", -1)]),
    (error) =>
      error instanceof RangeError &&
      error.message.startsWith("lines[1].style.width must be"),
  );
});

test("person__texts_in_records__in_and_out", () => {
  assert.equal(personBytes(ada), adaBytes);
  assert.equal(personBytesOf(ada), adaBytes);
  assert.equal(personsBytes([ada, ada]), 2 * adaBytes);
  assert.equal(personsBytes([]), 0);
  assert.deepEqual(birthday(ada), { ...ada, age: 37 });
  assert.equal(ada.age, 36);
});

test("person__no_city__is_null", () => {
  for (const home of [
    { street: "", city: null },
    { street: "", city: undefined },
    { street: "" },
  ]) {
    const nobody = { ...ada, name: "", home };
    assert.equal(personBytes(nobody), 0);
    assert.deepEqual(birthday(nobody).home, { street: "", city: null });
  }
});

test("person__long_texts__arrive_whole", () => {
  const name = "ä🙂".repeat(10_000);
  const long = { ...ada, name, home: { street: name, city: name } };
  assert.equal(personBytes(long), 3 * Buffer.byteLength(name));
  assert.deepEqual(birthday(long), { ...long, age: 37 });
});

test("person__of_the_library__is_copied", () => {
  const first = someone(0);
  assert.equal(typeof first.name, "string");
  assert.notEqual(first.name, "");
  assert.equal(someone(2), null);
  assert.notEqual(anyone().name, "");
});

test("personNew__memory_of_the_callers__is_copied_and_freed", async () => {
  const made = personNew("Grace", 85);
  assert.equal(made.name, "Grace");
  assert.equal(made.age, 85);
  assert.match(made.home.street, /Main Street/);
  const name = "x".repeat(5_000);
  await steadyMemory(() => {
    for (let i = 0; i < 5_000; i++) {
      assert.equal(personNew(name, i).age, i);
    }
  }, 8 << 20);
});

test("person__missing_text__is_named", () => {
  const cases = [
    [{ ...ada, name: null }, /^person\.name must be a string, not null$/],
    [{ ...ada, name: 5 }, /^person\.name must be a string, not a number$/],
    [{ ...ada, home: {} }, /^person\.home\.street must be a string, not un/],
    [
      { ...ada, home: { street: "", city: 1 } },
      /^person\.home\.city must be a string or null, not a number$/,
    ],
    [{ ...ada, home: { street: "", zip: "" } }, /Address .*: zip$/],
  ];
  for (const [person, message] of cases) {
    assert.throws(() => personBytes(person), { name: "TypeError", message });
  }
});

test("person__texts_that_c_cannot_have__are_refused", () => {
  const withStreet = (street) => ({ ...ada, home: { street } });
  assert.throws(
    () => personBytes(withStreet("a\0b")),
    (error) =>
      error instanceof BadTextError &&
      error.message.includes("person.home.street"),
  );
  assert.throws(() => personsBytes([ada, withStreet("\ud800")]), {
    name: "TypeError",
    message: /^persons\[1\]\.home\.street has half a surrogate pair/,
  });
});

test("person__refused_after_some_texts__leaves_nothing", async () => {
  const wrong = { ...ada, name: "x".repeat(5_000), position: null };
  await steadyMemory(() => {
    for (let i = 0; i < 5_000; i++) {
      assert.throws(() => personsBytes([ada, wrong]), TypeError);
    }
  }, 8 << 20);
});

test("person__library_breaks_its_contract__is_an_error", () => {
  for (const missing of [false, true]) {
    assert.throws(() => brokenPerson(missing), BrokenContractError);
  }
});

test("holder__records__are_kept", () => {
  const holder = new Holder();
  holder.line = diagonal;
  assert.deepEqual(holder.line, diagonal);
  holder.owner = ada;
  assert.deepEqual(holder.owner, ada);
  assert.throws(() => (holder.owner = { ...ada, age: -1 }), {
    name: "RangeError",
    message: /^owner\.age must be/,
  });
  assert.deepEqual(holder.owner, ada);
});

test("person__often__leaves_memory_as_it_is", async () => {
  const holder = new Holder();
  const owner = { ...ada, name: "x".repeat(5_000) };
  await steadyMemory(() => {
    for (let i = 0; i < 5_000; i++) {
      holder.owner = owner;
      assert.equal(holder.owner.name.length, 5_000);
      assert.equal(birthday(owner).age, 37);
    }
  }, 8 << 20);
});
