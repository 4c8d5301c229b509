"""cffi in API mode."""

import asyncio

from rows import Surface, usual


def surface() -> Surface:
    import cffi_tally

    return Surface(
        usual(cffi_tally, run=asyncio.get_event_loop().run_in_executor),
        notes={
            "array_out_1000": "a numpy array over the library's memory",
            "array_out_1000000": "a numpy array over the library's memory",
            "error": "raised by a function in Python",
            "object": "a class in Python around ffi.gc()",
            "awaited": "no awaitable call: loop.run_in_executor of a function that lets others run",
        },
    )
