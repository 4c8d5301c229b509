// What TypeScript makes of the package: compiled with the strictest settings, never run.

import { Formula, Names, jumpLaterAsync } from "jumping";

const formula: Formula = Formula.parse("a + 1");
const value: number = formula.workOut((name) => name.length);
const name: string = new Names(formula).take();
const later: Promise<void> = jumpLaterAsync();
void [value, name, later];
