"""UniFFI."""

import asyncio

from rows import Surface, increment, usual


def surface() -> Surface:
    import uniffi_tally

    class Increment(uniffi_tally.Change):
        def change(self, number: int) -> int:
            return increment(number)

    names = usual(
        uniffi_tally,
        point=uniffi_tally.Point(x=1.0, y=2.0, weight=3),
        run=asyncio.get_event_loop().run_in_executor,
        thousand=[1.0] + [0.0] * 998 + [1.0],
        million=[1.0] + [0.0] * 999998 + [1.0],
        increment=Increment(),
        RefusedError=uniffi_tally.TallyError.Refused,
    )
    lists = "a list, which UniFFI writes into a buffer number by number"
    return Surface(
        names,
        notes={
            "array_in_1000": lists,
            "array_in_1000000": lists,
            "array_out_1000": lists,
            "array_out_1000000": lists,
            "awaited": "no awaitable call: loop.run_in_executor of a function that lets others run",
        },
    )
