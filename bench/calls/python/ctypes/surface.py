"""ctypes."""

import asyncio

from rows import Surface, usual


def surface() -> Surface:
    import ctypes_tally

    return Surface(
        usual(ctypes_tally, run=asyncio.get_event_loop().run_in_executor),
        notes={
            "array_out_1000": "a numpy array with a copy",
            "array_out_1000000": "a numpy array with a copy",
            "error": "raised by a function in Python",
            "object": "a class in Python with __del__",
            "awaited": "no awaitable call: loop.run_in_executor of a function that lets others run",
        },
    )
