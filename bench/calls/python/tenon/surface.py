"""Tenon's package of the library."""

from rows import Surface, usual


def surface() -> Surface:
    import tally

    return Surface(
        usual(tally),
        statements={"awaited": "await add_slowly_async(20, 22)"},
        notes={
            "array_out_1000": "an array type of the package's own, over the library's memory",
            "array_out_1000000": "an array type of the package's own, over the library's memory",
        },
    )
