// What TypeScript makes of the package: compiled with the strictest settings, never run.

import {
  type Amount,
  type Label,
  type Parcel,
  type Porter,
  carry,
  carryAsync,
  maybeAsync,
  turn,
  weigh,
} from "nesting";

const amount: Amount = { kind: "pieces", pieces: 1 };
const parcel: Parcel = { amount, label: { kind: "handWritten" } };
const label: Label | null | undefined = turn(parcel)?.label;
// @ts-expect-error A label with a number says which.
const printed: Label = { kind: "printed" };
const counted: Label = { kind: "printed", kind_: 1 };
const awaited: Promise<Parcel | null> = maybeAsync(null);
weigh([amount]);
// @ts-expect-error It is changed in place.
weigh([amount] as readonly Amount[]);

const porter: Porter = {
  choose: (given, offered) => ({
    result: given.sender != null,
    chosen: offered[0] ?? given.amount,
  }),
  promise: (given) =>
    given.kind === "handWritten"
      ? { kind: "kilos", kilos: given.words?.length ?? 0 }
      : amount,
};
const { chosen, promised } = carry(parcel, porter);
void carryAsync(parcel, { ...porter, promise: async () => amount });
// @ts-expect-error In a synchronous call no promise is waited for.
carry(parcel, { ...porter, promise: async () => amount });
void [label, printed, counted, awaited, chosen, promised];
