"""Times the rows of every peer in one process, round by round, and counts their instructions.

Usage: run.py BUILD_DIR [--rounds N] [--peers a,b] [--rows a,b] [--no-count]
       run.py BUILD_DIR --count PEER   (under bench/count/count.py: marks each row of one peer)
"""

import argparse
import asyncio
import ctypes
import gc
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any

import peers
import rows

sys.path.insert(0, str(peers.ROOT / "bench/count"))

import count  # noqa: E402

ROUND_SECONDS = 0.006
VERY_SLOW = 0.2  # seconds: then a few rounds of one call must do, and instructions are not counted
WARM_CALLS = 300
COUNTED_CALLS = 2000
# What is counted of a row is to take no longer than this, in seconds before callgrind counts.
COUNTED_SECONDS = 2.0
FEWER = 20
# A call that takes longer is not counted at all: under callgrind it takes some fifty times as long.
UNCOUNTED_SECONDS = 1.0
IMPORTS = 11
SLOW = {"array_in_1000000": 20, "array_out_1000000": 3, "awaited": 100}


@dataclass
class Entry:
    """A row of a peer, ready to run."""

    row: str
    peer: str
    loop: Callable[[int], Any]
    note: str | None
    calls: int = 1
    rounds: int = 0


def say(what: str) -> None:
    """What goes on, for those who wait."""
    print(f"  {what}", flush=True)


class Runner:
    """Runs loops, those that await on one event loop."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)

    def run(self, function: Callable[[int], Any], calls: int) -> float:
        made = function(calls)
        return float(self.loop.run_until_complete(made) if asyncio.iscoroutine(made) else made)

    def once(self, function: Callable[[], Any]) -> Any:
        made = function()
        return self.loop.run_until_complete(made) if isinstance(made, Awaitable) else made


def is_right(runner: Runner, surface: rows.Surface, row: str) -> bool:
    """Whether the row gives what it should, the error by being raised."""
    if row != "error":
        return rows.CHECKS[row](runner.once(rows.result_of(surface.statement(row), surface.names)))
    try:
        surface.names["fail"]()
    except surface.names["RefusedError"]:
        return True
    return False


def prepare(runner: Runner, peer: str, chosen: list[str]) -> tuple[list[Entry], list[dict[str, Any]]]:
    """A peer's rows, each of which has given the right result, and those that it lacks."""
    surface = rows.load(peer)
    entries = []
    missing = [{"peer": peer, "row": row, "why": why} for row, why in surface.missing.items()]
    for row in chosen:
        if row in surface.missing:
            continue
        if not is_right(runner, surface, row):
            raise ValueError(f"{peer}: the row {row} gives a wrong result")
        loop = rows.make_loop(surface.statement(row), surface.names)
        entries.append(Entry(row, peer, loop, surface.notes.get(row)))
    return entries, missing


def calibrate(runner: Runner, entry: Entry, rounds: int) -> None:
    """As many calls as fill a round, after the interpreter has got used to the loop."""
    calls = 1
    while (taken := runner.run(entry.loop, calls)) < ROUND_SECONDS / 2 and calls < 1_000_000:
        calls *= 2
    entry.calls = max(int(calls * ROUND_SECONDS / max(taken, 1e-9)), 1 if taken > VERY_SLOW else 2)
    entry.rounds = min(rounds, 3) if taken > VERY_SLOW else rounds


def time_rounds(runner: Runner, entries: list[Entry], rounds: int) -> list[dict[str, Any]]:
    """Nanoseconds per call, one value per round, the empty loop taken off."""
    empty = rows.make_loop("pass", {})
    for entry in entries:
        calibrate(runner, entry, rounds)
    times: dict[tuple[str, str], list[float]] = {(entry.row, entry.peer): [] for entry in entries}
    gc.collect()
    gc.disable()
    for turn in range(rounds):
        say(f"round {turn + 1} of {rounds}")
        for at in range(len(entries)):
            entry = entries[(at + turn) % len(entries)]
            if turn >= entry.rounds:
                continue
            taken = runner.run(entry.loop, entry.calls) - runner.run(empty, entry.calls)
            times[entry.row, entry.peer].append(round(taken / entry.calls * 1e9, 2))
    gc.enable()
    return [
        {"row": entry.row, "peer": entry.peer, "nanoseconds": times[entry.row, entry.peer]}
        | ({"note": entry.note} if entry.note else {})
        for entry in entries
    ]


def processor_seconds(runner: Runner, entry: Entry) -> float:
    """What one call of a row takes, however busy the machine is."""
    begin = time.process_time()
    runner.run(entry.loop, 1)
    return time.process_time() - begin


def calls_to_count(runner: Runner, entry: Entry) -> int:
    """How many calls of a row are counted: in steps, so that the next run counts as many."""
    calls = SLOW.get(entry.row, COUNTED_CALLS)
    taken = processor_seconds(runner, entry)
    if taken < COUNTED_SECONDS / FEWER:  # first calls also do what later ones need not, which says little
        taken = min(processor_seconds(runner, entry) for _ in range(WARM_CALLS))
    while calls > 1 and taken * calls > COUNTED_SECONDS:
        calls = max(1, calls // FEWER)
    return calls


def mark_rows(build: pathlib.Path, peer: str, chosen: list[str]) -> None:
    """Under callgrind: each row between marks, which say how many calls there were."""
    marks = ctypes.CDLL(str(build / "main/bench/count/libbench_marks.so"))
    runner = Runner()
    entries, _ = prepare(runner, peer, chosen)
    empty = rows.make_loop("pass", {})
    turns = [(entry, calls_to_count(runner, entry)) for entry in entries]
    # For each number of calls a loop without any, which takes what the loop itself does.
    numbers = dict.fromkeys(calls for _, calls in turns)
    turns += [(Entry("empty", peer, empty, None), calls) for calls in numbers]
    for entry, calls in turns:
        if calls > 1:
            runner.run(entry.loop, min(calls, WARM_CALLS))
        gc.collect()
        gc.disable()
        marks.bench_count_begin()
        runner.run(entry.loop, calls)
        marks.bench_count_end(f"{entry.row} {calls}".encode())
        gc.enable()


def count_rows(build: pathlib.Path, peer: str, chosen: list[str]) -> dict[str, float]:
    """Instructions per call of each row of a peer."""
    command = [sys.executable, __file__, str(build), "--count", peer, "--rows", ",".join(chosen)]
    return {row: round(one, 1) for row, one in count.beyond_empty(count.count(command)).items()}


def add_counts(results: list[dict[str, Any]], build: pathlib.Path) -> None:
    """Instructions beside times; a result that has none says why."""
    for peer in dict.fromkeys(result["peer"] for result in results):
        say(f"counting the instructions of {peer}")
        own = {result["row"]: result for result in results if result["peer"] == peer}
        slow = {row for row, one in own.items() if min(one["nanoseconds"]) > UNCOUNTED_SECONDS * 1e9}
        counts: dict[str, float] = {}
        failure = "callgrind told nothing of it"
        try:
            counts = count_rows(build, peer, [row for row in own if row not in slow])
        except count.CountError as error:
            failure = str(error)
        for row, result in own.items():
            result["instructions"] = counts.get(row)
            if row not in counts:
                why = "a call takes seconds, and minutes under callgrind" if row in slow else failure
                result["note"] = "; ".join(filter(None, [result.get("note"), f"not counted: {why}"]))


def fresh(*arguments: str) -> float:
    command = [sys.executable, str(peers.HERE / "measure.py"), *arguments]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def stripped_bytes(binary: pathlib.Path, work: pathlib.Path) -> int:
    """The size without what only a debugger reads."""
    target = work / f"stripped-{binary.name}"
    subprocess.run(["strip", "--strip-unneeded", "-o", target, binary], check=True)
    return target.stat().st_size


def describe(peer: peers.Peer, built: dict[str, Any]) -> dict[str, Any]:
    """What is told of a peer beside its rows."""
    imports = [fresh("import", peer.module) for _ in range(IMPORTS)]
    return {
        "peer": peer.name,
        "title": peer.title,
        **{
            name: built[name]
            for name in ("version", "how", "binary_bytes", "generated_lines", "build_seconds")
        },
        "import_milliseconds": round(statistics.median(imports), 3),
        "object_bytes": round(fresh("object", peer.name), 1),
    }


def build_peer(peer: peers.Peer, build: pathlib.Path) -> dict[str, Any]:
    """Build a peer, and note what that took."""
    base = build / "bench/calls/python"
    place = peers.Place(build, base / peer.name, base / "site")
    place.work.mkdir(parents=True, exist_ok=True)
    place.site.mkdir(parents=True, exist_ok=True)
    begin = time.perf_counter()
    built = peer.build(place)
    seconds = time.perf_counter() - begin
    lines = None
    if built.generated is not None:
        lines = sum(len(path.read_text(errors="replace").splitlines()) for path in built.generated)
    told = asdict(built) | {
        "build_seconds": round(seconds, 1),
        "binary_bytes": sum(stripped_bytes(binary, place.work) for binary in built.binaries),
        "generated_lines": lines,
    }
    (place.work / "built.json").write_text(json.dumps(told, default=str))
    return told


def toolchain() -> str:
    compiler = subprocess.run(["cc", "--version"], check=True, capture_output=True, text=True).stdout
    return f"CPython {sys.version.split()[0]}, {compiler.splitlines()[0]}"


def show(results: list[dict[str, Any]]) -> None:
    """The table on a terminal: medians, and instructions, each beside the floor's."""
    floors = {result["row"]: result for result in results if result["peer"] == "handwritten"}
    for result in results:
        floor = floors.get(result["row"])
        nanoseconds = statistics.median(result["nanoseconds"])
        text = f"{result['row']:20}{result['peer']:14}{nanoseconds:12.1f} ns"
        if floor is not None:
            text += f"{nanoseconds / max(statistics.median(floor['nanoseconds']), 0.1):8.2f}"
        if result.get("instructions") is not None:
            text += f"{result['instructions']:14.1f} instructions"
            if floor is not None and floor.get("instructions"):
                text += f"{result['instructions'] / floor['instructions']:8.2f}"
        print(text)


def measure(build: pathlib.Path, chosen: list[peers.Peer], options: argparse.Namespace) -> dict[str, Any]:
    """Everything that the JSON holds."""
    runner = Runner()
    entries: list[Entry] = []
    missing: list[dict[str, Any]] = []
    described = []
    for peer in chosen:
        built = build / "bench/calls/python" / peer.name / "built.json"
        if not built.exists():
            missing.append({"peer": peer.name, "row": None, "why": "it could not be built: see the log"})
            continue
        say(f"checking and weighing {peer.name}")
        try:
            told = describe(peer, json.loads(built.read_text()))
            ready, lacking = prepare(runner, peer.name, options.rows)
        except Exception as error:
            if peer.name in ("tenon", "handwritten"):
                raise
            missing.append({"peer": peer.name, "row": None, "why": f"{type(error).__name__}: {error}"})
            continue
        described.append(told)
        entries += ready
        missing += lacking
    results = time_rounds(
        runner, sorted(entries, key=lambda entry: rows.ROWS.index(entry.row)), options.rounds
    )
    if options.count_too:
        add_counts(results, build)
    return {
        "language": "python",
        "toolchain": toolchain(),
        "floor": "handwritten",
        "peers": described,
        "missing": missing,
        "results": results,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--peers", default=",".join(peer.name for peer in peers.PEERS))
    parser.add_argument("--rows", type=lambda text: text.split(","), default=rows.ROWS)
    parser.add_argument("--count", metavar="PEER")
    parser.add_argument("--build-peer", metavar="PEER")
    parser.add_argument("--no-count", dest="count_too", action="store_false")
    options = parser.parse_args()
    build = options.build.resolve()
    site = str(build / "bench/calls/python/site")
    sys.path.insert(0, site)
    os.environ["PYTHONPATH"] = site
    if options.build_peer:
        (peer,) = [peer for peer in peers.PEERS if peer.name == options.build_peer]
        build_peer(peer, build)
    elif options.count:
        mark_rows(build, options.count, options.rows)
    else:
        names = options.peers.split(",")
        chosen = [peer for peer in peers.PEERS if peer.name in names]
        measured = measure(build, chosen, options)
        show(measured["results"])
        (build / "bench/calls/python.json").write_text(json.dumps(measured, indent=1) + "\n")


if __name__ == "__main__":
    main()
