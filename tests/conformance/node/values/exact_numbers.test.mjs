import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import {
  Count,
  Holder,
  Money,
  Weight,
  addInterest,
  cost,
  larger,
  plus,
  price,
  share,
  total,
  two,
  weightText,
} from "values";

import { steadyMemory } from "./helpers.mjs";

const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);
const money = (units) => new Money(units);

test("money__reckoned_with_by_the_library__is_exact", () => {
  assert.deepEqual(plus(money(10), money(20n)), money(30));
  assert.equal(plus(money(LARGEST), money(0)).units, LARGEST);
  assert.deepEqual(share(money(100), 3), { each: money(33), rest: money(1) });
  assert.deepEqual(share(money(5)), { each: money(2), rest: money(1) });
  assert.deepEqual(price(), Money.parse("9.99"));
  assert.deepEqual(price(money(5)), money(5));
  assert.deepEqual(addInterest(money(10_000), 250), money(10_250));
});

test("money__equal_by_its_units_only", () => {
  assert.notDeepEqual(money(1), money(2));
  assert.notDeepEqual(new Money(1), new Count(1));
  assert.ok(money(1).equals(money(1)));
  assert.ok(!money(1).equals(money(2)));
  assert.ok(!money(1).equals(new Count(1)));
  assert.ok(!money(1).equals(1n));
});

test("money__made_of_what_is_no_whole_number__is_refused", () => {
  for (const units of [0.5, NaN, Infinity, "1", null, undefined, true, {}]) {
    assert.throws(() => new Money(units), TypeError);
  }
  for (const units of [2 ** 53, LARGEST + 1n, SMALLEST - 1n]) {
    assert.throws(() => new Money(units), RangeError);
  }
  assert.equal(new Money(2 ** 53 - 1).units, 2n ** 53n - 1n);
});

test("money__passed_as_something_else__is_refused", () => {
  const others = [1, 1n, 9.99, "9.99", null, undefined, new Count(1), {}];
  for (const other of [...others, { units: 1n }]) {
    assert.throws(() => plus(money(1), other), {
      name: "TypeError",
      message: /^b must be a Money, not /,
    });
  }
  const odd = Object.create(Money.prototype, { units: { value: 0.5 } });
  assert.throws(() => plus(odd, money(1)), RangeError);
  class Euros extends Money {}
  assert.deepEqual(plus(new Euros(1), money(1)), money(2));
});

test("money__by_itself__never_wraps_or_mixes", () => {
  assert.deepEqual(money(1).add(money(2)), money(3));
  assert.deepEqual(money(1).subtract(money(2)), money(-1));
  assert.deepEqual(money(7).multiply(-3), money(-21));
  assert.deepEqual(money(7).negate(), money(-7));
  assert.throws(() => money(LARGEST).add(money(1)), RangeError);
  assert.throws(() => money(SMALLEST).subtract(money(1)), RangeError);
  assert.throws(() => money(SMALLEST).negate(), RangeError);
  assert.throws(() => money(LARGEST).multiply(2), RangeError);
  assert.throws(() => money(1).multiply(0.5), TypeError);
  assert.throws(() => money(1).add(1n), TypeError);
  assert.throws(() => money(1).add(new Count(1)), TypeError);
  assert.throws(() => money(1) + 1n, TypeError);
  assert.throws(() => money(1) + money(1), TypeError);
  assert.throws(() => money(1) < money(2), TypeError);
  assert.throws(() => Number(money(1)), TypeError);
  assert.throws(() => {
    money(1).units = 2n;
  }, TypeError);
});

test("money__sorted__is_in_order", () => {
  const sorted = [3, -1, 2].map(money).sort((a, b) => a.compareTo(b));
  assert.deepEqual(sorted, [-1, 2, 3].map(money));
  assert.equal(money(1).compareTo(money(1)), 0);
  assert.throws(() => money(1).compareTo(new Weight(1)), TypeError);
});

test("money__as_text__has_all_its_digits", () => {
  const texts = [
    ["0.00", 0n],
    ["0.05", 5n],
    ["-0.05", -5n],
    ["12.34", 1234n],
    ["-12.34", -1234n],
    ["92233720368547758.07", LARGEST],
    ["-92233720368547758.08", SMALLEST],
  ];
  for (const [text, units] of texts) {
    assert.equal(`${money(units)}`, text);
    assert.equal(Money.parse(text).units, units);
  }
  assert.equal(Money.parse("7").units, 700n);
  assert.equal(Money.parse("+7.5").units, 750n);
  assert.equal(String(new Count(-3)), "-3");
  assert.equal(JSON.stringify({ price: money(999) }), '{"price":"9.99"}');
  assert.equal(inspect(money(999)), "Money 9.99");
  assert.deepEqual([Money.digits, Weight.digits, Count.digits], [2, 6, 0]);
  const weight = new Weight(1_500_000);
  assert.equal(weightText(weight), `${weight} g`);
});

test("money__texts_that_are_none__are_refused", () => {
  const texts = [
    "",
    "-",
    ".",
    "1.",
    ".5",
    ".5x",
    "1.234",
    "1e3",
    "1,5",
    "0x10",
  ];
  for (const text of [...texts, "1_000", " 1", "--1", "1.-5", "1\n", "١"]) {
    assert.throws(() => Money.parse(text), SyntaxError, text);
  }
  assert.throws(() => Money.parse("92233720368547758.08"), RangeError);
  assert.throws(() => Count.parse("1.0"), SyntaxError);
  assert.throws(() => Money.parse(1), TypeError);
});

test("larger__optional_amounts__none_is_least", () => {
  assert.deepEqual(larger(money(1), money(2)), money(2));
  assert.deepEqual(larger(null, money(1)), money(1));
  assert.deepEqual(larger(money(1)), money(1));
  assert.equal(larger(), null);
  assert.throws(() => larger(1), {
    name: "TypeError",
    message: "a must be a Money or null, not a number",
  });
});

test("total__an_array__is_one_of_units", () => {
  assert.deepEqual(total(BigInt64Array.of(1n, 2n, 3n)), money(6));
  assert.deepEqual(total([1n, 2]), money(3));
  assert.deepEqual(total([]), money(0));
});

test("item__exact_numbers_in_a_record__go_in_and_out", () => {
  const item = {
    price: money(250),
    count: new Count(4),
    weight: new Weight(7),
  };
  assert.deepEqual(cost(item), money(1000));
  const doubled = { ...item, count: new Count(8) };
  assert.deepEqual(two(item), doubled);
  assert.equal(two({ ...item, weight: null }).weight, null);
  assert.throws(() => cost({ ...item, price: 250n }), {
    name: "TypeError",
    message: "item.price must be a Money, not a bigint",
  });
  assert.throws(() => cost({ ...item, price: item.count }), TypeError);
});

test("balance__a_property__is_kept", () => {
  const holder = new Holder();
  assert.deepEqual(holder.balance, money(0));
  holder.balance = money(-1);
  assert.deepEqual(holder.balance, money(-1));
  assert.throws(() => {
    holder.balance = 1n;
  }, TypeError);
});

test("exact__made_again_and_again__leave_no_memory", async () => {
  const one = money(1);
  await steadyMemory(() => {
    let sum = money(0);
    for (let i = 0; i < 100_000; i++) {
      sum = plus(sum, one);
    }
    assert.equal(sum.units, 100_000n);
  }, 16 << 20);
});
