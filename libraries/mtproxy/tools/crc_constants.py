#!/usr/bin/env python3
"""Derives the constants of src/crc/ from the two polynomials and writes src/crc/crc_constants.h.

Every constant is a power of x modulo one of the polynomials, but for the two that divide (see barrett()). The C sources name a
power by its exponent, CRC32_X95 for instance, and say there why it is that one; this file collects the exponents that they name.

Usage: crc_constants.py write | check
"""

import re
import sys
from pathlib import Path

POLYNOMIALS = {"CRC32": 0x104C11DB7, "CRC32C": 0x11EDC6F41}
FOLDER = Path(__file__).resolve().parent.parent / "src" / "crc"
HEADER = FOLDER / "crc_constants.h"
# How far a lane of crc32c_fused.h reaches in one turn, how many turns a digit counts, and how many digits there are.
LANE_BITS, DIGIT, DIGITS = 256, 16, 4


def times_x(value: int, polynomial: int) -> int:
    """value * x mod polynomial; bit i of a value is the coefficient of x^i."""
    value <<= 1
    return value ^ polynomial if value >> 32 else value


def over_x(value: int, polynomial: int) -> int:
    """value / x mod polynomial: x has an inverse, since neither polynomial is divisible by x."""
    return (value ^ polynomial if value & 1 else value) >> 1


def power_of_x(exponent: int, polynomial: int) -> int:
    """x^exponent mod polynomial, by squaring; the exponent may be negative."""
    if exponent < 0:
        value = 1
        for _ in range(-exponent):
            value = over_x(value, polynomial)
        return value
    if exponent == 0:
        return 1
    root = power_of_x(exponent // 2, polynomial)
    square = 0
    for bit in reversed(range(32)):
        square = times_x(square, polynomial)
        if root >> bit & 1:
            square ^= root
    return times_x(square, polynomial) if exponent % 2 else square


def reflected(value: int, bits: int) -> int:
    """The value with its bits in the other order, as both CRCs keep them: the lowest bit is the highest power."""
    return int(format(value, f"0{bits}b")[::-1], 2)


def quotient(dividend: int, divisor: int) -> int:
    """The quotient of two polynomials over GF(2)."""
    result = 0
    while dividend.bit_length() >= divisor.bit_length():
        shift = dividend.bit_length() - divisor.bit_length()
        result |= 1 << shift
        dividend ^= divisor << shift
    return result


def barrett(polynomial: int) -> tuple[int, int]:
    """What divides by the polynomial with two multiplications (crc_x86.h, crc_finish): floor(x^95 / P) and P * x^31."""
    return reflected(quotient(1 << 95, polynomial), 64), reflected(polynomial << 31, 64)


def solve(columns: list[int], wanted: int) -> int:
    """Which of 32 independent vectors of 32 bits, as bits of the result, add up to `wanted`."""
    reduced: dict[int, tuple[int, int]] = {}
    for at, column in enumerate(columns):
        chosen = 1 << at
        while column:
            top = column.bit_length() - 1
            if top not in reduced:
                reduced[top] = (column, chosen)
                break
            column, chosen = column ^ reduced[top][0], chosen ^ reduced[top][1]
        else:
            raise ValueError("the powers of the planes depend on each other: other distances are needed")
    result = 0
    while wanted:
        column, chosen = reduced[wanted.bit_length() - 1]
        wanted, result = wanted ^ column, result ^ chosen
    return result


# Which vectors of 64 bytes are planes: of four that follow each other the powers of CRC-32 would depend on each other.
PLANES = (0, 1, 3, 4)


def plane_matrices(distance: int, polynomial: int) -> list[list[int]]:
    """The 8x8 matrices by which vgf2p8affineqb moves four planes by `distance` bits (crc_x86_avx512.c): one per plane that is
    written, and plane that is read. Bit `bit` of a byte of a plane stands for x^(7 - bit - 512 * plane), times the same for all. Row i
    of a matrix makes bit i of the result, and stands in byte 7 - i."""
    places = [(plane, bit) for plane in range(4) for bit in range(8)]
    powers = [512 * (PLANES[-1] - PLANES[plane]) + 7 - bit for plane, bit in places]
    columns = [power_of_x(power, polynomial) for power in powers]
    images = [solve(columns, power_of_x(power + distance, polynomial)) for power in powers]
    return [
        [
            sum(
                (images[8 * read + bit] >> (8 * written + row) & 1) << (8 * (7 - row) + bit)
                for row in range(8)
                for bit in range(8)
            )
            for read in range(4)
        ]
        for written in range(4)
    ]


def exponents_used(prefix: str) -> list[int]:
    """The exponents that the sources name: CRC32_X95, or X(95) where one text serves both polynomials."""
    found = set()
    for source in sorted(FOLDER.glob("*.[ch]")):
        if source != HEADER:
            text = source.read_text()
            found |= {int(exponent) for exponent in re.findall(rf"\b{prefix}_X(\d+)", text)}
            found |= {int(exponent) for exponent in re.findall(r"\bX\((\d+)\)", text)}
            for row in re.findall(r"\b(?:TABLE|FOLD)\(([\d, ]+)\)", text):
                found |= {int(exponent) for exponent in row.split(",")}
    return sorted(found)


def planes_used(prefix: str) -> list[int]:
    """The distances of names like CRC32_PLANES6144: sixteen matrices that move four planes by so many bits."""
    found = set()
    for source in sorted(FOLDER.glob("*.[ch]")):
        if source != HEADER:
            found |= {int(exponent) for exponent in re.findall(rf"\b{prefix}_PLANES(\d+)", source.read_text())}
    return sorted(found)


def lane_powers(polynomial: int) -> list[int]:
    """x^(256 * digit * 16^place - 33) for the hexadecimal digits of a count of turns."""
    return [
        reflected(power_of_x(LANE_BITS * digit * DIGIT**place - 33, polynomial), 32)
        for place in range(DIGITS)
        for digit in range(DIGIT)
    ]


def header() -> str:
    lines = [
        "/**",
        " * @file",
        " * Constants of the CRCs. Written by tools/crc_constants.py, which says how each follows from the",
        " * polynomials; not to be edited.",
        " *",
        " * CRC32_X95 is x^95 modulo the polynomial of CRC-32, reflected: the lowest bit stands for x^31.",
        " */",
        "#ifndef MTPROXY_CRC_CONSTANTS_H",
        "#define MTPROXY_CRC_CONSTANTS_H",
        "",
        "/* clang-format off */",
    ]
    for prefix, polynomial in POLYNOMIALS.items():
        lines.append("")
        lines.append(f"#define {prefix}_POLYNOMIAL 0x{reflected(polynomial & 0xFFFFFFFF, 32):08x}u")
        lines += [
            f"#define {prefix}_X{exponent} 0x{reflected(power_of_x(exponent, polynomial), 32):08x}u"
            for exponent in exponents_used(prefix)
        ]
        divide, multiply = barrett(polynomial)
        lines.append(f"#define {prefix}_QUOTIENT 0x{divide:016x}u")
        lines.append(f"#define {prefix}_PRODUCT 0x{multiply:016x}u")
        for distance in planes_used(prefix):
            lines.append(f"#define {prefix}_PLANES{distance} \\")
            rows = [
                "    {" + ", ".join(f"0x{entry:016x}u" for entry in row) + "}"
                for row in plane_matrices(distance, polynomial)
            ]
            lines.append(", \\\n".join(rows))
    lines.append("")
    lines.append("#define CRC32C_LANE_POWERS \\")
    powers = [f"0x{power:08x}u" for power in lane_powers(POLYNOMIALS["CRC32C"])]
    lines.append(", \\\n".join("    " + ", ".join(powers[at : at + 8]) for at in range(0, len(powers), 8)))
    lines += ["", "/* clang-format on */", "", "#endif", ""]
    return "\n".join(lines)


def main() -> int:
    if sys.argv[1:] == ["write"]:
        HEADER.write_text(header())
        return 0
    if sys.argv[1:] == ["check"]:
        if HEADER.read_text() == header():
            return 0
        print(f"{HEADER.name} is not what the polynomials give: run tools/crc_constants.py write", file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
