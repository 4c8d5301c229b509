// What TypeScript makes of the package: compiled with the strictest settings, never run.

import { Readable, Writable } from "node:stream";

import {
  type Book,
  type ByteSink,
  type ByteSource,
  type Choice,
  Clerk,
  Gate,
  Range,
  Source,
  Station,
  Steps,
  Tank,
  type Taste,
  type Visitor,
  Words,
  addBytes,
  addChosen,
  addInStepsAsync,
  addNumbers,
  addTelling,
  copyAsync,
  each,
  eachElsewhereAsync,
  giveTexts,
  nameAll,
  pour,
  sumFetched,
  tellIfAny,
} from "calling";

// Callbacks: what they get and give is checked.
const visit: Visitor = (number) => number > 3n;
const visited: number = each(0, 1n, visit);
// @ts-expect-error A truth value, not a number.
each(0, 1, () => 1);
// @ts-expect-error In a synchronous call no promise is waited for.
each(0, 1, async () => true);
const awaited: Promise<number> = eachElsewhereAsync(0, 1, async () => true);
void eachElsewhereAsync(0, 1, visit, { signal: AbortSignal.timeout(5) });
addChosen(3, (number, usual): Choice => (number > 2 ? 0 : usual));
const { sum, mobile } = addNumbers(["x"], (name) => ({
  number: name.length,
  isMobile: true,
}));
// @ts-expect-error A field is missing.
addNumbers(["x"], () => ({ number: 1 }));
sumFetched(2, (count) => ({ result: count > 1, numbers: [1, 2] }));
nameAll(2, (number) => (number > 1n ? "x" : null));
nameAll(2, () => undefined);
tellIfAny();
tellIfAny(null);
giveTexts("x", (text, maybe, piece, list) => {
  const texts: (string | null)[] = [text, maybe, piece, ...list];
  void texts;
});

// Interfaces: any object that fits.
class Memory implements Book {
  put(name: string, number: bigint): boolean {
    return name !== "" && number > 0n;
  }
  get(name: string): number {
    return name.length;
  }
  count(): number {
    return 0;
  }
  clear(): void {}
}
const taste: Taste = {
  nicer: (left, right) => (left.x > right.x ? left : right),
  choose: () => 0,
  describe: ({ x, y }) => `${x} ${y}`,
};
const clerk = new Clerk(new Memory());
clerk.setTaste(taste);
clerk.setTaste();
// @ts-expect-error Methods are missing.
clerk.take({ put: () => true });
const station = Station.withJudge((level) => (level > 5 ? 1 : 0));
const number: number = station.add((level) => level.toFixed());

// Iterators.
const numbers: bigint[] = [...new Range(0, 3)];
for (const word of new Words("a b")) {
  const text: string = word;
  void text;
}
for (const { from, kind } of new Steps(0, 3)) {
  const told: [bigint, string] = [from, kind];
  void told;
}
const step: IteratorResult<bigint, undefined> = new Range(0, 3).next();

// Streams.
const source: ByteSource = [new Uint8Array(1)];
const sink: ByteSink = new Tank(5);
addBytes(source);
addBytes(new Source(1, 1));
pour(5, sink);
pour(5, process.stdout);
const copied: Promise<bigint> = copyAsync(
  Readable.from(new Source(5, 5)),
  new Tank(5).toWritable(),
);
const writable: Writable = new Tank(5).toWritable();
const piece: Uint8Array | null = new Source(1, 1).read();

// Awaiting, stopping, progress.
const gate = new Gate();
const passed: Promise<string> = gate.passAsync("x");
void gate.waitOrStopAsync({ signal: new AbortController().signal });
// @ts-expect-error The controller's signal is meant.
void gate.waitOrStopAsync({ signal: new AbortController() });
const total: Promise<bigint> = addInStepsAsync(gate, 5, 1n, {
  onProgress(done, all) {
    const share: number = Number(done) / Number(all);
    void share;
  },
});
addTelling(5, { onProgress: () => {} });
// @ts-expect-error There is no such option.
addTelling(5, { signal: new AbortController().signal });

void [visited, awaited, sum, mobile, number, numbers, step, copied, writable];
void [piece, passed, total];
