// Every bridged function once: the same whoever serves. A program of its own, too, which says who served.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

import * as bridged from "bridged";
import { bridges } from "bridged/diagnostics";

function useNumbers() {
  assert.equal(bridged.not(false), true);
  assert.deepEqual([bridged.nextI8(127), bridged.nextU8(255)], [-128, 0]);
  assert.deepEqual([bridged.nextI16(-1), bridged.nextU16(65535)], [0, 0]);
  assert.equal(bridged.nextI32(2 ** 31 - 1), -(2 ** 31));
  assert.equal(bridged.nextU32(2 ** 32 - 1), 0);
  assert.equal(bridged.nextI64(2n ** 63n - 1n), -(2n ** 63n));
  assert.equal(bridged.nextU64(2n ** 64n - 1n), 0n);
  assert.equal(bridged.nextSize(41), 42);
  assert.equal(bridged.nextI128(-1n), 0n);
  assert.equal(bridged.nextU128(2n ** 64n - 1n), 2n ** 64n);
  assert.deepEqual([bridged.halfF32(3), bridged.halfF64(5)], [1.5, 2.5]);
  const sum = bridged.sumOfAll(-1, 1, -2, 2, -3, 3, 10, true, 1.5, 2.5);
  assert.equal(sum, 14n);
  bridged.doNothing();
  assert.deepEqual([bridged.answer(), bridged.plain(7)], [42, 7]);
}

function useMeanings() {
  const { Access, Color, Money } = bridged;
  assert.equal(bridged.nextColor(Color.GREEN), Color.BLUE);
  const both = Access.READ | Access.SHARE;
  assert.equal(bridged.without(both, Access.SHARE), Access.READ);
  assert.equal(bridged.doubleMoney(Money.parse("1.50")).toString(), "3.00");
  assert.equal(bridged.dayOf(new Date(2 * 86400000)), 2n);
  assert.equal(bridged.longer(1n, 2n), 2n);
}

function useOptionals() {
  assert.deepEqual([bridged.halfOrNone(8n), bridged.halfOrNone()], [4n, -1n]);
  assert.equal(bridged.limitOrInfinity(2.5), 2.5);
  assert.equal(bridged.limitOrInfinity(null), Infinity);
  assert.equal(bridged.nameLength(bridged.Color.GREEN), 5);
  assert.equal(bridged.nameLength(), 0);
  assert.deepEqual([bridged.parse("-12"), bridged.parse("12x")], [-12n, null]);
  assert.deepEqual([bridged.step(1n, 3n), bridged.step(3n, 3n)], [2n, null]);
  assert.deepEqual([bridged.largest([3, 9]), bridged.largest([])], [9, null]);
  assert.deepEqual([bridged.prime(3), bridged.prime(10)], [7, null]);
}

function useRecords() {
  const line = bridged.join({ x: 1, y: -2 }, { x: -3, y: 4 });
  assert.deepEqual([line.from, line.label], [{ x: 1, y: -2 }, "joined"]);
  assert.equal(bridged.join({ x: 1, y: 1 }, null), null);
  assert.deepEqual(bridged.turn(line).from, { x: -3, y: 4 });
  assert.equal(bridged.stepsAlong(line), 10n);
  assert.deepEqual(bridged.mirror({ x: 1, y: -2 }), { x: -1, y: 2 });
  assert.deepEqual(bridged.move({ x: 1, y: -2 }, 1, 2), { x: 2, y: 0 });
  assert.deepEqual(bridged.corner(2), { x: 1, y: 1 });
  assert.equal(bridged.corner(4), null);
  assert.equal(bridged.sizeOf({ kind: "text", text: "four" }), 4n);
  const changed = bridged.change({ kind: "circle", radius: 3 });
  assert.deepEqual(changed, { kind: "rectangle", corner: { x: 3, y: 3 } });
  assert.deepEqual(bridged.spiral(2, 9), { x: 1, y: 1 });
  assert.throws(() => bridged.spiral(9, 9), bridged.NotFoundError);
}

function useTexts() {
  assert.equal(bridged.countBlanks("a b\tc"), 2);
  assert.equal(bridged.sumBytes("a\0b"), 195n);
  assert.equal(bridged.lengthOrNone("four"), 4n);
  assert.equal(bridged.lengthOrNone(), -1n);
  assert.equal(bridged.capitals("größe"), "GRößE");
  assert.equal(bridged.colorName(bridged.Color.BLUE), "blue");
  const { first, rest } = bridged.split(" one two  three");
  assert.deepEqual([first, rest], ["one", "two  three"]);
  assert.equal(bridged.split("one").rest, null);
  assert.throws(() => bridged.split("  "), bridged.NotFoundError);
  assert.equal(bridged.longest(["a", "abc", ""]), 3);
  assert.deepEqual(bridged.colorNames(), ["red", "green", "blue"]);
}

function useArrays() {
  assert.equal(bridged.sum([1, -2, 300]), 299n);
  const data = new TextEncoder().encode("ab");
  assert.equal(bridged.checksum(data, 1), (31 + 97) * 31 + 98);
  assert.deepEqual([...bridged.add([1, 2], [3, 2 ** 32 - 1])], [4, 1]);
  assert.equal(bridged.weigh([1n, 2n], [3n, 4n]), 11n);
  assert.equal(bridged.weigh([1n, 2n]), 3n);
  bridged.reverse(data);
  assert.deepEqual([...data], [98, 97]);
  const points = [{ x: 1, y: 2 }];
  bridged.moveAll(points, 1, 1);
  assert.deepEqual(points, [{ x: 2, y: 3 }]);
  const { BLUE, RED } = bridged.Color;
  assert.equal(bridged.countRed([RED, BLUE]), 1);
  assert.deepEqual([...bridged.countUp(3)], [0, 1, 2]);
  assert.deepEqual([...bridged.even([1n, 2n, 4n], 2)], [2n, 4n]);
  assert.throws(() => bridged.even([1n, 2n, 4n], 1), bridged.FullError);
  assert.deepEqual([...bridged.squares(4)], [0n, 1n, 4n, 9n]);
  assert.deepEqual([...bridged.bytesOf(258)], [2, 1, 0, 0, 0, 0, 0, 0]);
  const weights = new Map([
    [2, 10n],
    [3, 100n],
  ]);
  assert.equal(bridged.dot(weights), 320n);
}

function useTallies() {
  const tally = new bridged.Tally(2);
  const other = bridged.Tally.of("x y x", 5);
  tally.count("x");
  tally.merge(other);
  assert.deepEqual([tally.ofWord("x"), tally.size, tally.top()], [3n, 2, "x"]);
  assert.throws(() => tally.count("z"), bridged.FullError);
  tally.limit = tally.limit + 1;
  tally.count("z");
  assert.equal(tally.copy().finish(), 5n);
  assert.throws(() => bridged.Tally.of("x y", 1), bridged.FullError);
  tally.close();
  other.close();
}

export function useEverything() {
  useNumbers();
  useMeanings();
  useOptionals();
  useRecords();
  useTexts();
  useArrays();
  useTallies();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  useEverything();
  const said = bridges().map(
    ({ mode, serving, calls, candidateCalls }) =>
      `${mode} ${serving} ${calls > 0} ${calls - candidateCalls}`,
  );
  console.log([...new Set(said)].join("\n"));
}
