"""Calls from Python: by several threads at once, and with arrays of any length.

Usage: host.py SITE threads ROUNDS MILLISECONDS COUNT... or host.py SITE arrays ROUNDS LENGTH...

SITE holds the peers, as bench/calls/python builds them. One JSON object per line is said: what was measured,
for which x, and the y.
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy

BATCH = 256
LEAST = 0.005
MODULES = {"tenon": "tally", "handwritten": "handwritten_tally"}


def say(name: str, variant: str, x: int, y: float) -> None:
    print(json.dumps({"id": name, "variant": variant, "x": x, "y": y}), flush=True)


def calls_per_second(objects: Sequence[Any], threads: int, seconds: float) -> float:
    """The rate of all threads together, each with its own of the objects, or all with the only one."""
    over = threading.Event()
    counts = [0] * threads

    def work(number: int) -> None:
        value = objects[number % len(objects)].value
        calls = 0
        while not over.is_set():
            for _ in range(BATCH):
                value()
            calls += BATCH
        counts[number] = calls

    running = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    start = time.perf_counter()
    for one in running:
        one.start()
    time.sleep(seconds)
    over.set()
    for one in running:
        one.join()
    return sum(counts) / (time.perf_counter() - start)


def time_threads(modules: dict[str, Any], rounds: int, milliseconds: int, counts: Sequence[int]) -> None:
    for name, objects in (("threads_one", 1), ("threads_many", max(counts))):
        made = {peer: [module.Tally(42) for _ in range(objects)] for peer, module in modules.items()}
        for peer, tallies in made.items():
            if any(tally.value() != 42 for tally in tallies):
                message = f"{peer} gave another value than 42"
                raise SystemExit(message)
        for _ in range(rounds):
            for count in counts:
                for peer, tallies in made.items():
                    say(name, peer, count, calls_per_second(tallies, count, milliseconds / 1000))


def nanoseconds(call: Callable[[], Any]) -> float:
    """The time of one call."""
    calls = 1
    while True:
        start = time.perf_counter()
        for _ in range(calls):
            call()
        spent = time.perf_counter() - start
        if spent > LEAST:
            return 1e9 * spent / calls
        calls *= 4


def time_arrays(modules: dict[str, Any], rounds: int, lengths: Sequence[int]) -> None:
    for length in lengths:
        values = numpy.zeros(length)
        values[0] = values[-1] = 1.0
        for peer, module in modules.items():
            given = numpy.asarray(module.values(length))
            if module.ends(values) != 2.0 or given.shape != (length,) or given[0] + given[-1] != 2.0:
                message = f"{peer} took or gave another array"
                raise SystemExit(message)
            del given
        for _ in range(rounds):
            for peer, module in modules.items():
                say("arrays_in", peer, length, nanoseconds(partial(module.ends, values)))
                say("arrays_out", peer, length, nanoseconds(partial(module.values, length)))


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    modules = {peer: __import__(module) for peer, module in MODULES.items()}
    numbers = [int(text) for text in sys.argv[3:]]
    if sys.argv[2] == "threads":
        time_threads(modules, numbers[0], numbers[1], numbers[2:])
    else:
        time_arrays(modules, numbers[0], numbers[1:])


if __name__ == "__main__":
    main()
