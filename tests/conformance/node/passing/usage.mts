// What TypeScript makes of the package: compiled with the strictest settings, never run.

import {
  Audience,
  type AskResult,
  type Card,
  Choice,
  type Event,
  type Hear,
  type Message,
  Money,
  type Way,
  ask,
  cost,
  deliver,
  deliverAll,
  ends,
  give,
  happen,
  turned,
} from "passing";

// Records with texts: what may be missing has to be looked at.
const hear: Hear = (message, before) => {
  const text: string = message.text;
  // @ts-expect-error There may be no subject.
  const subject: string = message.subject;
  // @ts-expect-error There may be none before.
  void before.text;
  const earlier: string | undefined = before?.text;
  void [text, subject, earlier];
};
deliver(["a"], hear);
deliverAll(["a"], (messages: Message[]) => void messages[0]?.place.x);

// Variants: `kind` tells the cases apart.
function told(event: Event): string {
  switch (event.kind) {
    case "rang":
      // @ts-expect-error Nothing comes with it.
      void event.number;
      return "rang";
    case "dialled":
      return event.number.toString();
    case "said":
      return event.message.text;
    // @ts-expect-error There is no such case.
    case "hung":
      return "";
  }
}
const count: number = happen(1, "x", (event) =>
  told(event) === "" ? Choice.END : Choice.GO_ON,
);
// @ts-expect-error A choice has to be made.
happen(1n, "x", () => undefined);

// What callbacks give: all of it, in its own type.
const way: Way = { from: { x: 0, y: 0 }, to: { x: 1, y: 1 } };
const asked: AskResult = ask(1, (number: bigint) => ({
  way: { ...way, from: { x: Number(number), y: 0 } },
  audience: Audience.FRIENDS | Audience.FAMILY,
  choice: Choice.GO_ON,
}));
// @ts-expect-error A field is missing.
ask(1, () => ({ way, audience: 0 }));
// @ts-expect-error A place needs both numbers.
turned(way, (given) => ({ ...given, to: { x: 1 } }));
const money: Money = cost(new Date(), 60, 1n, (usual) => usual.multiply(2));
// @ts-expect-error Money is no number.
cost(new Date(), 60, 1n, () => 9.99);
const end: Date = ends(() => new Date());
const given: number = give(["a"], (card: Card) => card.text !== "");
void [count, asked, money, end, given];
