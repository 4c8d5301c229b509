#!/usr/bin/env python3
"""Completes what the runner measured by instructions, sizes, and the time a build takes."""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "count"))

import count  # noqa: E402

Json = dict[str, object]
INIT = re.compile(r"^init (\S+) @.*?, (\S+) ms clock", re.MULTILINE)
# Of Tenon's package, what comes from the contract; the runtime and the library are copies.
COPIES = ("native/runtime", "native/include", "native/library")


def build(folder: pathlib.Path, tags: str, program: pathlib.Path) -> float:
    """Build the runner with these tags, stripped. Return the seconds it took."""
    start = time.monotonic()
    flags = "-s -w -extldflags=-Wl,-z,muldefs"
    command = ["go", "build", "-mod=vendor", "-tags", tags, "-ldflags", flags, "-o", str(program), "."]
    subprocess.run(command, cwd=folder, check=True)
    return time.monotonic() - start


def build_apart(work: pathlib.Path, tags: str, program: pathlib.Path) -> float:
    """As build(), in a folder of its own, for which Go has nothing in its cache but its own library."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        copy = pathlib.Path(folder)
        for part in ("runner", "library", "count"):
            shutil.copytree(work / part, copy / part)
        shutil.copytree(work / "tally", copy / "tally")
        subprocess.run(["go", "mod", "vendor"], cwd=copy / "runner", check=True)
        return build(copy / "runner", tags, program)


def start_milliseconds(program: pathlib.Path) -> dict[str, float]:
    """How long each package takes to get ready, as Go's runtime tells it: the quickest of some starts."""
    best: dict[str, float] = {}
    for _ in range(15):
        environment = {**os.environ, "GODEBUG": "inittrace=1"}
        done = subprocess.run([program, "-h"], env=environment, capture_output=True, text=True, check=False)
        for package, took in INIT.findall(done.stderr):
            best[package] = min(best.get(package, float(took)), float(took))
    return best


def lines(files: list[pathlib.Path]) -> int:
    """How many lines these have."""
    return sum(len(file.read_text().splitlines()) for file in files)


def generated_lines(work: pathlib.Path, peer: str) -> int | None:
    """The lines that a generator wrote."""
    if peer == "swig":
        return lines([file for file in (work / "runner/swig").iterdir() if file.suffix != ".i"])
    if peer == "tenon":
        package = work / "tally/go"
        files = [file for ending in ("go", "h", "c") for file in package.rglob(f"*.{ending}")]
        return lines([file for file in files if not str(file.relative_to(package)).startswith(COPIES)])
    return None


def weigh(work: pathlib.Path, peers: list[str]) -> dict[str, Json]:
    """Sizes and times of each peer, as what a program has more with it than without any."""
    programs = (work / "programs").resolve()
    programs.mkdir(exist_ok=True)
    build_apart(work, "none", programs / "none")  # fills Go's cache with its own library
    took = build_apart(work, "none", programs / "none")
    ready = start_milliseconds(programs / "none")
    found: dict[str, Json] = {}
    for peer in peers:
        program = programs / peer
        seconds = build_apart(work, peer, program) - took
        packages = start_milliseconds(program)
        kept = subprocess.run([program, "-object"], capture_output=True, text=True, check=True)
        size = program.stat().st_size - (programs / "none").stat().st_size
        if peer == "purego":
            size += (work / "libtally.so").stat().st_size
        found[peer] = {
            "binary_bytes": size,
            "generated_lines": generated_lines(work, peer),
            "build_seconds": round(seconds, 2),
            "import_milliseconds": round(sum(packages[name] for name in packages.keys() - ready.keys()), 3),
            "object_bytes": round(float(kept.stdout)),
        }
    return found


def instructions(work: pathlib.Path, rows: pathlib.Path, peer: str) -> dict[str, float]:
    """Instructions per call of each row of a peer, the empty loop taken off.

    Valgrind cannot deliver the signals with which Go interrupts a goroutine, so there are none of them.
    """
    command = [str(work.resolve() / "bench"), "-count", "-rows", str(rows), "-peers", peer]
    environment = {"GOMAXPROCS": "1", "GODEBUG": "asyncpreemptoff=1"}
    found = count.per_call(count.count(command, environment=environment, seconds=120))
    empty = found.pop("all empty")
    return {label.removeprefix(f"{peer} "): round(total - empty, 1) for label, total in found.items()}


def add_instructions(results: list[Json], work: pathlib.Path, rows: pathlib.Path, peer: str | None) -> None:
    """Instructions beside a peer's times; where they cannot be counted, each result says why."""
    found: dict[str, float] = {}
    why = "the marks are not built: make build builds them where valgrind's headers are"
    try:
        found = {} if peer is None else instructions(work, rows, peer)
    except count.CountError as failure:
        why = str(failure)
    for result in results:
        result["instructions"] = found.get(str(result["row"]))
        if result["instructions"] is None:
            result["note"] = f"not counted: {why}"


def toolchain() -> str:
    """The compilers."""
    compiler = subprocess.run(["gcc", "-dumpfullversion"], capture_output=True, text=True, check=True)
    language = subprocess.run(["go", "env", "GOVERSION"], capture_output=True, text=True, check=True)
    return f"{language.stdout.strip()}, gcc {compiler.stdout.strip()} -O2"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--calls", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--peers", required=True)
    parser.add_argument("--marks", default="", help="empty: the runner has none, so nothing is counted")
    parser.add_argument("--without", action="append", default=[], help="PEER=WHY")
    chosen = parser.parse_args()

    measured = json.loads((chosen.work / "times.json").read_text())
    sizes = weigh(chosen.work, chosen.peers.split(","))
    for peer in measured["peers"]:
        peer.update(sizes[peer["peer"]])
    for name in sizes:
        own = [result for result in measured["results"] if result["peer"] == name]
        add_instructions(own, chosen.work, chosen.calls / "rows.json", name if chosen.marks else None)
    for left in chosen.without:
        name, why = left.split("=", 1)
        measured["missing"].append({"peer": name, "row": None, "why": why})
    whole = {"language": "go", "toolchain": toolchain(), "floor": "handwritten", **measured}
    chosen.out.write_text(json.dumps(whole, indent=1) + "\n")


if __name__ == "__main__":
    main()
