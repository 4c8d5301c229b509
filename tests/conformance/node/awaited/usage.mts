// What TypeScript makes of the package: compiled with the strictest settings, never run.

import { Mode, Money, Offer, sum, sumAsync, wordsAsync } from "awaited";

const offer: Promise<Offer> = Offer.newAsync();
const here: Money = sum({ a: 1 }, new Money(1), Mode.NAMES | Mode.AMOUNTS);
const later: Promise<Money> = sumAsync(new Map([["a", 1]]));
const lengths: Map<string, number> = (await wordsAsync("a")).lengths;
new Offer(1, Money.parse("1.00"), new Date());
// @ts-expect-error A price is an exact number.
new Offer(1, 100);
// @ts-expect-error A map, not an array.
sum([1]);
void [offer, here, later, lengths];
