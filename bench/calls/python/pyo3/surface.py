"""PyO3."""

import asyncio

from rows import Surface, usual


def surface() -> Surface:
    import pyo3_tally

    return Surface(
        usual(pyo3_tally, run=asyncio.get_event_loop().run_in_executor),
        notes={
            "array_out_1000": "a numpy array with a copy in Rust's memory",
            "array_out_1000000": "a numpy array with a copy in Rust's memory",
            "awaited": "no awaitable call: loop.run_in_executor of a function that lets others run",
        },
    )
