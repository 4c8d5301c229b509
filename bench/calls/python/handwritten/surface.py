"""The floor: a C extension written by hand."""

import asyncio

from rows import Surface, usual


def surface() -> Surface:
    import handwritten_tally

    return Surface(
        usual(handwritten_tally, run=asyncio.get_event_loop().run_in_executor),
        notes={
            "array_out_1000": "an array type of its own, over the library's memory",
            "array_out_1000000": "an array type of its own, over the library's memory",
            "awaited": "a function that lets other threads run, through loop.run_in_executor",
        },
    )
