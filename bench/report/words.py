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


def power_of_ten(value: float) -> str:
    """A tick of a logarithmic axis."""
    if 0.001 <= value < 10_000:
        return f"{value:g}"
    exponent = round(math.log10(value))
    digits = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    factor = value / 10.0**exponent
    return f"10{digits}" if math.isclose(factor, 1) else f"{value:g}"
