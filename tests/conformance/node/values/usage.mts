// What TypeScript makes of the package: compiled with the strictest settings, never run.

import {
  Access,
  Count,
  type Dynamic,
  Holder,
  type MapInput,
  Money,
  Side,
  after,
  balance,
  combine,
  dot,
  earlier,
  everyKind,
  greet,
  larger,
  namesOfAccess,
  numerals,
  plus,
  sameI128,
  sameMilliseconds,
  sameSpanSeconds,
  search,
  sumWhere,
  total,
  wordCounts,
  words,
} from "values";

const holder = new Holder();

// Flags are numbers that combine.
const access: Access = combine(Access.READ | Access.WRITE, Access.EXECUTE);
const bits: (keyof typeof Access)[] = namesOfAccess(access);

// What has a default may be left out.
const page: number = search("x").page;
search("x", 1, 2n, 3, true, Side.LEFT, Access.NONE);
search("x", undefined, 2);
const raised: bigint = holder.raise();
greet(undefined, null);
// @ts-expect-error The text has none.
search();
// @ts-expect-error Not null.
search("x", null);

// Lists and maps.
const list: string[] = words("a b");
const counts: Map<string, bigint> = wordCounts("a b");
const names: Map<number, string> = numerals(3);
const input: MapInput<string, number> = { a: 1 };
sumWhere("a", input);
sumWhere("a", new Map([["a", 1]]));
dot({ 1: 2n, 3: 4 });
balance({ [Side.LEFT]: 1 });
balance();
// @ts-expect-error Numbers.
sumWhere("a", { a: "1" });
// @ts-expect-error No keys of that kind.
dot(new Map([["1", 1n]]));
// @ts-expect-error No such side.
balance({ 7: 1 });

// Moments and spans.
const moment: bigint = after(new Date(), 5n);
const later: bigint | null = earlier(moment);
const date: Date = sameMilliseconds(new Date());
const span: number = sameSpanSeconds(-5);
// @ts-expect-error Date.now() is in milliseconds, this in nanoseconds.
after(Date.now(), 5n);
// @ts-expect-error Not by numbers.
sameMilliseconds(1);

// Exact numbers mix with nothing else.
const money: Money = plus(new Money(5), Money.parse("9.99"));
const most: Money | null = larger(money, null);
const units: bigint = money.units;
const sum: Money = total(BigInt64Array.of(units));
const digits: 2 = Money.digits;
// @ts-expect-error No float converts into it.
plus(money, 9.99);
// @ts-expect-error Nor does another kind.
plus(money, new Count(1));
// @ts-expect-error They are added by add().
void (money + money);

const wide: bigint = sameI128(5);
const dynamic: Dynamic = everyKind();
void [bits, page, raised, list, counts, names, later, date, span, most, sum];
void [digits, wide, dynamic, moment];
