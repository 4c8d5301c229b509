// What TypeScript makes of the package: compiled with the strictest settings, never run.

import { ExceptionError, Pattern, Table, parse } from "throwing";

const number: bigint = parse("1");
const code: "TENON_EXCEPTION" = new ExceptionError("x").code;
const count: number = new Pattern("a").each("a", 1, (match) => match !== "");
const cell: number = Table.parse("1").at(0, 0);
void [number, code, count, cell];
