"""Runs the benchmark of calls from Rust, and writes what it found. Started by run.sh.

Usage: collect.py WORK_DIR OUTPUT.json [--rounds N] [--peers a,b]
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent / "count"))

import count  # noqa: E402

STARTS = 21
SETTINGS = "release, lto = fat, codegen-units = 1; C at -O2 with the package's hardening flags"

# Who takes part: title, crate, where its generated sources are, how it was built.
PEERS: dict[str, tuple[str, str, list[str], str]] = {
    "handwritten": ("by hand", "handwritten", [], 'raw extern "C" and what safe Rust needs'),
    "tenon": ("Tenon", "tally", ["tenon/src/*.rs", "tenon/native/boundary/*"], "tenon build --lang rust"),
    "cxx": (
        "cxx",
        "tally-cxx",
        ["target/release/build/tally-cxx-*/out/cxxbridge/*/tally-cxx/src/*"],
        "cxx_build, and classes in C++ before the library",
    ),
}
MISSING: list[dict[str, str | None]] = [
    {
        "peer": "cxx",
        "row": "awaited",
        "why": "cxx has no asynchronous functions; its book leaves threads and channels to the user",
    },
    {
        "peer": "uniffi",
        "row": None,
        "why": "UniFFI lets Kotlin, Swift, Python and Ruby call a library written in Rust; it has no "
        "bindings for callers in Rust, who use such a library as a crate, and none for a library in C",
    },
]

Json = dict[str, object]


def output_of(*command: str | pathlib.Path) -> str:
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def seconds_of(*command: str | pathlib.Path) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def version_of(peer: str, work: pathlib.Path) -> str:
    """The version in Cargo.lock, or of the project."""
    if peer == "tenon":
        cmake = (HERE.parent.parent.parent / "CMakeLists.txt").read_text()
        found = re.search(r"project\([^)]*VERSION ([0-9.]+)", cmake)
    else:
        lock = (work / "Cargo.lock").read_text()
        found = re.search(rf'name = "{peer}"\nversion = "([^"]+)"', lock)
    return found[1] if found else ""


def build_seconds_of(crate: str, work: pathlib.Path) -> float:
    """How long the peer's crate takes to build where all that it needs from others is built."""
    subprocess.run(["cargo", "clean", "--release", "-p", crate], cwd=work, check=True, capture_output=True)
    start = time.perf_counter()
    command = ["cargo", "build", "--release", "--locked", "-p", crate]
    subprocess.run(command, cwd=work, check=True, capture_output=True)
    return time.perf_counter() - start


def lines_of(patterns: list[str], work: pathlib.Path) -> int | None:
    """How many lines were generated."""
    paths = {path.resolve() for pattern in patterns for path in work.glob(pattern) if path.is_file()}
    return sum(len(path.read_text().splitlines()) for path in paths) or None


def describe(peer: str, work: pathlib.Path) -> Json:
    """What there is to say of a peer beside times."""
    title, crate, generated, how = PEERS[peer]
    alone = work / "target" / "release" / f"only_{peer}"
    stripped = work / f"only_{peer}.stripped"
    subprocess.run(["strip", "-o", stripped, alone], check=True)
    starts = [seconds_of(alone, "start") for _ in range(STARTS)]
    return {
        "peer": peer,
        "title": title,
        "version": version_of(peer, work),
        "how": f"{how}; {SETTINGS}; the binary is a whole stripped program, its start includes the process",
        "binary_bytes": stripped.stat().st_size,
        "generated_lines": lines_of(generated, work),
        "build_seconds": round(build_seconds_of(crate, work), 2),
        "import_milliseconds": round(statistics.median(starts) * 1000, 2),
        "object_bytes": int(output_of(alone, "bytes")),
    }


def instructions_of(runner: pathlib.Path, peers: list[str]) -> dict[str, float]:
    """Instructions per call, without those of the empty loop, by peer and row."""
    found = count.per_call(count.count([runner, "count", *peers]))
    empty = found.pop("empty empty")
    return {label: round(total - empty, 1) for label, total in found.items() if not label.startswith("none ")}


def add_instructions(results: list[Json], runner: pathlib.Path, peers: list[str]) -> None:
    """Instructions beside times; where they cannot be counted, each result says why."""
    try:
        found = instructions_of(runner, peers)
    except count.CountError as error:
        for result in results:
            result |= {"instructions": None, "note": f"not counted: {error}"}
        return
    for result in results:
        result["instructions"] = found[f"{result['peer']} {result['row']}"]


def main() -> None:
    """Describe, time, count, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--peers", type=lambda text: text.split(","), default=list(PEERS))
    arguments = parser.parse_args()
    unknown = set(arguments.peers) - set(PEERS)
    if unknown:
        parser.error(f"no such peer: {', '.join(sorted(unknown))}; there are {', '.join(PEERS)}")

    runner = arguments.work / "target" / "release" / "runner"
    timed = output_of(runner, "time", str(arguments.rounds), *arguments.peers)
    results = [json.loads(line) for line in timed.splitlines()]
    add_instructions(results, runner, arguments.peers)
    compiler = output_of("cc", "--version").splitlines()[0]
    report = {
        "language": "rust",
        "toolchain": f"{output_of('rustc', '--version').strip()}, {compiler}",
        "floor": "handwritten",
        "peers": [describe(peer, arguments.work) for peer in arguments.peers],
        "missing": [
            missing for missing in MISSING if missing["peer"] in arguments.peers or missing["row"] is None
        ],
        "results": results,
    }
    arguments.output.write_text(json.dumps(report, indent=1) + "\n")
    for result in results:
        median = statistics.median(result["nanoseconds"])
        print(
            f"{result['row']:18} {result['peer']:12} {median:12.1f} ns {result['instructions']} instructions"
        )


main()
