// What TypeScript makes of the package: compiled with the strictest settings, never run.

import { Meter, blockingAsync, long } from "measuring";

const taken: bigint = long(1);
const later: Promise<bigint> = blockingAsync(1);
const count: bigint = new Meter().count(1);
void [taken, later, count];
