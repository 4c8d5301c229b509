#!/usr/bin/env python3
"""Counts the instructions that a command carries out between its marks (bench_marks.h).

Usage: count.py [--out FILE] [--option=OPTION]... [--seconds N] -- COMMAND...

The command runs under valgrind's callgrind, which counts every instruction outside the kernel, of all threads
together (valgrind lets one run at a time), but not of other processes that the command starts. The same
command takes the same instructions on a busy machine as on an idle one; what still differs, such as the order
in which threads take turns, is small.

It prints a JSON object of labels and counts, or writes it to FILE. What the command prints goes to stderr
then, so that the two do not mix. An OPTION is one more for valgrind: --option=--smc-check=all-non-file for
programs that compile as they run (Node.js).
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence

LABEL = re.compile(r"^desc: Trigger: Client Request: (.*)$", re.MULTILINE)
TOTALS = re.compile(r"^totals: (\d+)$", re.MULTILINE)
# Nothing is simulated, nothing counted before the first mark, and dumps name each function once.
OPTIONS = ("--tool=callgrind", "--quiet", "--instr-atstart=no", "--compress-strings=yes")
STDERR = 2


class CountError(Exception):
    """Why nothing was counted."""


def parse(dump: str) -> tuple[str, int] | None:
    """The label and the instructions of one dump; None where it was not made by a mark."""
    label = LABEL.search(dump)
    if label is None:
        return None
    totals = TOTALS.search(dump)
    if totals is None:
        message = f"callgrind's dump of {label[1]!r} has no line of totals; is its disk full?"
        raise CountError(message)
    return label[1], int(totals[1])


def read_dumps(folder: pathlib.Path) -> dict[str, int]:
    """The counts of all dumps in a folder, in the order in which they were made."""
    counts: dict[str, int] = {}
    dumps = [path for path in folder.glob("dump.*") if path.suffix[1:].isdecimal()]
    for path in sorted(dumps, key=lambda dump: int(dump.suffix[1:])):
        found = parse(path.read_text(errors="replace"))
        if found is None:
            continue
        label, instructions = found
        if label in counts:
            message = f"the label {label!r} was marked twice; give each counted stretch its own label"
            raise CountError(message)
        counts[label] = instructions
    return counts


def count(
    command: Sequence[str | os.PathLike[str]],
    *,
    options: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> dict[str, int]:
    """The instructions between the marks of a command, by label.

    `options` are further ones for valgrind, `environment` adds to that of this process. Raises CountError
    where valgrind is missing, and where the command fails, takes longer than `seconds`, or has no marks.
    """
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        message = "valgrind is missing: make setup installs it"
        raise CountError(message)
    shown = " ".join(map(str, command))
    # Python orders its sets anew in every run unless it is told its seed.
    variables = {"PYTHONHASHSEED": "0", **os.environ, **(environment or {})}
    with tempfile.TemporaryDirectory(prefix="count-") as folder:
        dumps = f"--callgrind-out-file={folder}/dump"
        try:
            done = subprocess.run(
                [valgrind, *OPTIONS, dumps, *options, *command],
                stdout=STDERR,
                stdin=subprocess.DEVNULL,
                env=variables,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            message = f"{shown}: took longer than {seconds} s under callgrind"
            raise CountError(message) from late
        if done.returncode != 0:
            message = f"{shown}: status {done.returncode} under callgrind; what it said stands above"
            raise CountError(message)
        counts = read_dumps(pathlib.Path(folder))
    if not counts:
        message = f"{shown}: carried out no bench_count_end(), so nothing was counted"
        raise CountError(message)
    return counts


def per_call(counts: Mapping[str, int]) -> dict[str, float]:
    """The instructions of one call each, where the last word of a label says of how many calls they are."""
    found = {}
    for label, instructions in counts.items():
        what, _, calls = label.rpartition(" ")
        if not what or not calls.isdecimal() or int(calls) == 0:
            message = f"the label {label!r} does not end in a number of calls; mark it as 'row 2000'"
            raise CountError(message)
        found[what] = instructions / int(calls)
    return found


def beyond_empty(counts: Mapping[str, int]) -> dict[str, float]:
    """As per_call(), without what a loop of as many calls takes that does nothing, labelled 'empty 2000'."""
    empty = {label: total for label, total in counts.items() if label.startswith("empty ")}
    found = per_call({label: total for label, total in counts.items() if label not in empty})
    for label in counts.keys() - empty.keys():
        what, _, calls = label.rpartition(" ")
        found[what] -= empty[f"empty {calls}"] / int(calls)
    return found


def main() -> int:
    """The command itself."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS
    )
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--option", action="append", default=[])
    parser.add_argument("--seconds", type=float)
    parser.add_argument("command", nargs="+")
    chosen = parser.parse_args()
    try:
        counts = count(chosen.command, options=chosen.option, seconds=chosen.seconds)
    except CountError as error:
        print(f"count.py: {error}", file=sys.stderr)
        return 1
    text = json.dumps(counts, indent=2) + "\n"
    if chosen.out is None:
        print(text, end="")
    else:
        chosen.out.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
