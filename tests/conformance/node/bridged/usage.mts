// What TypeScript makes of the package: compiled with the strictest settings, never run.

import { Tally, nextU32 } from "bridged";
import { bridges, bridgesJson, type Bridge } from "bridged/diagnostics";

const number: number = nextU32(1);
const top: string | null = new Tally(1).top();
const states: Bridge[] = bridges();
const modes: ("reference" | "swapped" | "shadowed" | "recorded")[] = states.map(
  (one) => one.mode,
);
const json: string = bridgesJson();
void [number, top, modes, json];
