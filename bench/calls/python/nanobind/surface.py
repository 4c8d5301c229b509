"""nanobind."""

import asyncio

from rows import Surface, usual


def surface() -> Surface:
    import nanobind_tally

    return Surface(
        usual(nanobind_tally, run=asyncio.get_event_loop().run_in_executor),
        notes={
            "array_out_1000": "nanobind's own array of no framework, over the library's memory",
            "array_out_1000000": "nanobind's own array of no framework, over the library's memory",
            "awaited": "no awaitable call: loop.run_in_executor of a function that lets others run",
        },
    )
