"""Numbers as people read them."""

import math

SIZE_TITLES = {
    "binary_bytes": "binary",
    "object_bytes": "memory of an object",
    "build_seconds": "build",
    "import_milliseconds": "import",
    "generated_lines": "generated lines",
}


def size_titles() -> dict[str, str]:
    """What is told of a peer besides its calls."""
    return SIZE_TITLES


def three_digits(value: float) -> str:
    """A number with three digits that say something."""
    if value == 0:
        return "0"
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{decimals}f}"


def scaled(value: float, units: list[tuple[float, str]]) -> str:
    """A number in the largest of the units, which come in falling order, that it fills."""
    factor, unit = next(((factor, unit) for factor, unit in units if abs(value) >= factor), units[-1])
    return f"{three_digits(value / factor)} {unit}"


def nanoseconds(value: float) -> str:
    """A time given in nanoseconds."""
    if value < 0.1:
        return "< 0.1 ns"
    return scaled(value, [(1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")])


def seconds(value: float) -> str:
    """A time given in seconds."""
    return nanoseconds(value * 1e9)


def size(value: float) -> str:
    """A size given in bytes."""
    if value < 1024:
        return f"{three_digits(value) if value % 1 else int(value)} B"
    return scaled(value, [(2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB")])


def amount(name: str, value: float | None) -> str:
    """One of SIZE_TITLES."""
    if value is None:
        return "-"
    if name.endswith("_bytes"):
        return size(value)
    if name.endswith("_seconds"):
        return seconds(value)
    if name.endswith("_milliseconds"):
        return seconds(value / 1e3)
    return f"{value:,.0f}"


def tick_text(value: float) -> str:
    """A number at an axis."""
    for least, factor, letter in ((1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k")):
        if value >= least:
            return f"{value / factor:g} {letter}"
    if value >= 0.001:
        return f"{value:g}"
    exponent = math.floor(math.log10(value) + 1e-9)
    digits = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    factor = value / 10.0**exponent
    return f"10{digits}" if math.isclose(factor, 1) else f"{factor:g}·10{digits}"
