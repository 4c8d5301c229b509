"""The guard: the hot paths take as many instructions as they are known to take, and no more.

Usage: guard.py BUILD_DIR WORK_DIR [update] [--parts boundary,python] [--hosts go,rust]

BUILD_DIR holds the built command and the marks (build/main), WORK_DIR gets what is built here. Counted is
what Tenon takes beyond the floor of the same run: in C the library's own function, in Python the extension by
hand. So neither the library nor the interpreter has a part in it. expected.json says how much that may be;
`update` writes there what is counted now.

A row of the Python package that is over its limit must be explained in bench/calls/explanations.json.

Exit status: 0 kept, 1 a row takes more, 77 nothing could be compared here.
"""

import argparse
import json
import pathlib
import platform
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TALLY = ROOT / "bench/calls/library/tally.h"
EXPECTED = HERE / "expected.json"
EXPLANATIONS = ROOT / "bench/calls/explanations.json"
sys.path += [str(ROOT / "bench"), str(ROOT / "bench/count")]

from count import CountError, beyond_empty, count  # noqa: E402
from report.compare import LIMITS  # noqa: E402
from report.explained import of_row  # noqa: E402
from report.load import read_checked  # noqa: E402

TIMES = 1000
SKIPPED = 77
# As a package is built: compiler/package/hardening.c.
FLAGS = ["-std=gnu11", "-O2", "-DNDEBUG", "-fPIC", "-fvisibility=hidden", "-pthread"]
FLAGS += ["-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=3", "-fstack-protector-strong", "-fstack-clash-protection"]
FLAGS += ["-fcf-protection", "-fno-plt"]
# What each language promises the boundary (include/tenon/boundary.h), as its package's build does.
HOSTS = {
    "go": ["CROSSES_TO_END", "READS_AT_ONCE"],
    "rust": ["BORROWS", "READS_AT_ONCE", "TEXT_IS_UTF8"],
    "node": ["READS_AT_ONCE", "TEXT_IS_TERMINATED", "TEXT_IS_UTF8"],
    "python": ["READS_AT_ONCE", "SERIALIZES", "TEXT_IS_TERMINATED", "TEXT_IS_UTF8", "UNLOCKS"],
}
PYTHON_ROWS = [
    *("nothing", "add", "method", "attribute", "text_in_11", "text_out_11", "record_in", "record_out"),
    *("array_in_1000", "callback", "error", "object"),
]

ADVICE = """
Find what these calls do more than before, and take it out: of the generated boundary (see tenon boundary), of
the language's binding or of the runtime. callgrind_annotate shows where instructions go. Where the step is
meant, set the expectation with bench/guard/run.sh BUILD_DIR update, and say in the commit what it is for."""


@dataclass(frozen=True)
class Counted:
    """What a row takes per call, and what the same takes at the floor."""

    tenon: float
    floor: float

    @property
    def over(self) -> float:
        """What Tenon takes beyond the floor."""
        return self.tenon - self.floor


@dataclass(frozen=True)
class Slower:
    """A row that takes more than it may."""

    part: str
    row: str
    counted: float
    expected: float
    allowed: float

    def __str__(self) -> str:
        more = self.counted - self.expected
        return (
            f"{self.part}: {self.row}: {self.counted:.1f} instructions per call beyond the floor, "
            f"{more:.1f} more than the {self.expected:.1f} expected ({self.allowed:.1f} are allowed)"
        )


Rows = dict[str, Counted]


def run(*command: str | pathlib.Path) -> None:
    """Carries out a step of building; what it says counts only where it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        message = f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}"
        raise CountError(message)


# ---- Counting in C


def generate(build: pathlib.Path, work: pathlib.Path) -> pathlib.Path:
    """The boundary of tally, with what it is compiled with."""
    run(build / "tenon", "boundary", TALLY, "--out", work / "generated")
    return work / "generated/boundary"


def compile_boundary(build: pathlib.Path, boundary: pathlib.Path, host: str, program: pathlib.Path) -> None:
    """The program that carries out the rows for a host, with the runtime and the library in it."""
    folders = [boundary / "boundary", boundary / "include", boundary / "library", ROOT / "bench/count"]
    sources = [HERE / "boundary.c", *sorted(boundary.glob("*/*.c"))]
    marks = build / "bench/count"
    promises = [f"-DTENON_HOST_{promise}=1" for promise in HOSTS[host]]
    command = ["gcc", *FLAGS, *promises, *(f"-I{folder}" for folder in folders), *map(str, sources)]
    command += [f"-L{marks}", "-lbench_marks", f"-Wl,-rpath,{marks}", "-lm", "-ldl", "-o", str(program)]
    run(*command)


def count_program(program: pathlib.Path) -> Rows:
    """The rows of a compiled boundary."""
    counts = count([program, str(TIMES)])
    empty = counts.pop("empty")
    rows = [label for label in counts if not label.endswith(" direct")]
    found = {label: (one - empty) / TIMES for label, one in counts.items()}
    return {row: Counted(found[row], found[f"{row} direct"]) for row in rows}


def count_boundary(build: pathlib.Path, work: pathlib.Path, hosts: list[str]) -> dict[str, Rows]:
    """The rows through the boundary, as these languages compile it."""
    boundary = generate(build, work)
    counted = {}
    for host in hosts:
        compile_boundary(build, boundary, host, work / host)
        counted[f"boundary for {host}"] = count_program(work / host)
    return counted


# ---- Counting in Python


def count_python(build: pathlib.Path, work: pathlib.Path) -> dict[str, Rows]:
    """The rows through Tenon's Python package and the extension by hand, as bench/calls/python does them."""
    script = ROOT / "bench/calls/python/run.py"
    link = work / "main"
    if not link.is_symlink():
        link.symlink_to(build.resolve())
    site = {"PYTHONPATH": str(work / "bench/calls/python/site")}
    found: dict[str, dict[str, float]] = {}
    for peer in ("tenon", "handwritten"):
        run(sys.executable, "-B", script, work, "--build-peer", peer)
        options = ["--count", peer, "--rows", ",".join(PYTHON_ROWS)]
        counts = count([sys.executable, "-B", script, work, *options], environment=site)
        found[peer] = beyond_empty(counts)
    tenon, floor = found["tenon"], found["handwritten"]
    return {"python": {row: Counted(tenon[row], floor[row]) for row in PYTHON_ROWS}}


PARTS = ("boundary", "python")


def count_part(part: str, build: pathlib.Path, work: pathlib.Path, hosts: list[str]) -> dict[str, Rows]:
    """The rows of one part."""
    return count_boundary(build, work, hosts) if part == "boundary" else count_python(build, work)


def tools_of(part: str) -> str:
    """What the counts of a part hold for: with other tools there are others."""
    gcc = subprocess.run(["gcc", "-dumpversion"], check=True, capture_output=True, text=True).stdout.strip()
    if part == "boundary":
        return f"gcc {gcc}"
    return f"gcc {gcc}, {platform.python_implementation()} {platform.python_version()}"


# ---- Comparing


def compare(expected: dict[str, Any], counted: dict[str, Rows]) -> list[Slower]:
    """The rows that take more than they may: a part of what the row takes in all, and a few on top."""
    slower = []
    for part, rows in counted.items():
        known = expected["rows"].get(part, {})
        tolerance = expected["tolerance"][part.split()[0]]
        for row, one in rows.items():
            usual = known.get(row, 0.0)
            allowed = usual + tolerance["percent"] / 100 * (one.floor + usual) + tolerance["instructions"]
            if one.over > allowed:
                slower.append(Slower(part, row, one.over, usual, allowed))
    return slower


def lacking(expected: dict[str, Any], counted: dict[str, Rows]) -> list[str]:
    """Rows that are expected and were not counted."""
    return [
        f"{part}: {row}: was not counted"
        for part, rows in counted.items()
        for row in expected["rows"].get(part, {})
        if row not in rows
    ]


def faster(expected: dict[str, Any], counted: dict[str, Rows]) -> int:
    """How many rows take so much less that the expectation lets too much through."""
    mirrored = {
        part: {
            row: Counted(expected["rows"].get(part, {}).get(row, 0.0) + one.floor, one.floor)
            for row, one in rows.items()
        }
        for part, rows in counted.items()
    }
    now = {part: {row: one.over for row, one in rows.items()} for part, rows in counted.items()}
    return len(compare({**expected, "rows": now}, mirrored))


def show(expected: dict[str, Any], counted: dict[str, Rows]) -> None:
    """All rows, as a table."""
    for part, rows in counted.items():
        print(f"\n{part:34}{'Tenon':>10}{'floor':>10}{'beyond':>10}{'expected':>10}")
        for row, one in rows.items():
            usual = expected["rows"].get(part, {}).get(row)
            known = "new" if usual is None else f"{usual:.1f}"
            print(f"  {row:32}{one.tenon:10.1f}{one.floor:10.1f}{one.over:10.1f}{known:>10}")
    print()


def update(path: pathlib.Path, expected: dict[str, Any], counted: dict[str, Rows], parts: list[str]) -> None:
    """Makes what was counted the expectation."""
    for part in parts:
        expected["tools"][part] = tools_of(part)
    for name, rows in counted.items():
        expected["rows"][name] = {row: round(one.over, 1) for row, one in rows.items()}
    path.write_text(json.dumps(expected, indent=2) + "\n")
    print(f"{path}: holds what was counted; say in the commit why it may be more than before")


def comparable(expected: dict[str, Any], parts: list[str]) -> list[str]:
    """The parts whose expectations are of the tools here; of others it is said."""
    found = []
    for part in parts:
        here, there = tools_of(part), expected["tools"].get(part)
        if here == there:
            found.append(part)
        else:
            print(f"skipped: {part}: expected.json is of {there}, and here is {here}")
    return found


def main() -> int:
    """The command itself."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("action", nargs="?", choices=["check", "update"], default="check")
    parser.add_argument("--parts", type=lambda text: text.split(","), default=list(PARTS))
    parser.add_argument("--hosts", type=lambda text: text.split(","), default=list(HOSTS))
    parser.add_argument("--expected", type=pathlib.Path, default=EXPECTED)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    expected = json.loads(options.expected.read_text())
    is_update = options.action == "update"
    parts = options.parts if is_update else comparable(expected, options.parts)
    counted: dict[str, Rows] = {}
    try:
        for part in parts:
            counted |= count_part(part, options.build.resolve(), options.work.resolve(), options.hosts)
    except CountError as error:
        print(f"guard: {error}", file=sys.stderr)
        return 1
    show(expected, counted)
    if is_update:
        update(options.expected, expected, counted, parts)
        return 0
    return verdict(expected, counted)


def unexplained(counted: dict[str, Rows], explanations: list[dict[str, Any]]) -> list[str]:
    """Rows of a language that take more than its limit, where nobody says why."""
    return [
        f"{part}: {row}: {one.tenon / one.floor:.2f} x the floor, over {LIMITS[part]:.2f}, and "
        "bench/calls/explanations.json does not say why"
        for part, rows in counted.items()
        if part in LIMITS
        for row, one in rows.items()
        if one.tenon > LIMITS[part] * one.floor
        if all("peer" in said for said in of_row(explanations, part, row))
    ]


def verdict(expected: dict[str, Any], counted: dict[str, Rows]) -> int:
    """Says what is slower, and what to do then."""
    if not counted:
        return SKIPPED
    explanations = read_checked(EXPLANATIONS, "explanations")["explanations"]
    found = [str(one) for one in compare(expected, counted)] + lacking(expected, counted)
    found += unexplained(counted, explanations)
    for one in found:
        print(one)
    if found:
        print(ADVICE)
        return 1
    better = faster(expected, counted)
    if better:
        print(f"{better} rows take less than expected: bench/guard/run.sh BUILD_DIR update keeps that")
    print(f"{sum(map(len, counted.values()))} rows take no more instructions than expected")
    return 0


if __name__ == "__main__":
    sys.exit(main())
