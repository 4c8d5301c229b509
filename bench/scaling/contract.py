"""Writes a contract of a given size, with the library it describes.

Usage: contract.py FUNCTIONS FOLDER

FOLDER/wide.h and FOLDER/wide_*.c then hold FUNCTIONS functions (a multiple of 10), in groups of ten as
contracts have them: a class with its constructor and destructor, a property, texts in and out, an error,
arrays in and out, a record and an enum, and a function that belongs to no class; all of them documented.
"""

import argparse
import pathlib
import string

HERE = pathlib.Path(__file__).resolve().parent
GROUP = 10
GROUPS_PER_SOURCE = 10
NOUNS = ("account", "batch", "circuit", "device", "engine", "filter", "grid", "house", "index", "journal")


def names(group: int) -> dict[str, str]:
    """The words that vary from one group to another."""
    noun = f"{NOUNS[group % len(NOUNS)]}{group}"
    return {"noun": noun, "upper": noun.upper(), "start": str(group)}


def fill(template: str, groups: range) -> str:
    """The template once for every group."""
    text = string.Template((HERE / "templates" / template).read_text(encoding="utf-8"))
    return "\n".join(text.substitute(names(group)) for group in groups)


def write(functions: int, folder: pathlib.Path) -> None:
    """Write the contract and its sources."""
    if functions < GROUP or functions % GROUP != 0:
        message = f"a contract has {GROUP}, {2 * GROUP}, ... functions, not {functions}"
        raise SystemExit(message)
    folder.mkdir(parents=True, exist_ok=True)
    groups = range(functions // GROUP)
    frame = string.Template((HERE / "templates/wide.h.template").read_text(encoding="utf-8"))
    header = frame.substitute(groups=fill("group.h.template", groups))
    (folder / "wide.h").write_text(header, encoding="utf-8")
    for old in folder.glob("wide_*.c"):
        old.unlink()
    for first in range(0, len(groups), GROUPS_PER_SOURCE):
        body = fill("group.c.template", groups[first : first + GROUPS_PER_SOURCE])
        source = f'#include "wide.h"\n\n#include <stdlib.h>\n#include <string.h>\n\n{body}'
        (folder / f"wide_{first}.c").write_text(source, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a contract of a given size.")
    parser.add_argument("functions", type=int)
    parser.add_argument("folder", type=pathlib.Path)
    given = parser.parse_args()
    write(given.functions, given.folder)


if __name__ == "__main__":
    main()
