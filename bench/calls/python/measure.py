"""In a process of its own: how long a peer's import takes, or how much memory an object of its takes.

Usage: measure.py import MODULE
       measure.py object PEER
"""

import importlib
import pathlib
import sys
import time

OBJECTS = 200_000


def resident() -> int:
    status = pathlib.Path("/proc/self/status").read_text()
    (kilobytes,) = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")]
    return int(kilobytes) * 1024


def measure_import(module: str) -> float:
    """Milliseconds."""
    begin = time.perf_counter()
    importlib.import_module(module)
    return (time.perf_counter() - begin) * 1e3


def measure_object(peer: str) -> float:
    """Bytes, with what the library itself keeps of each."""
    from rows import load

    surface = load(peer)
    make = eval(f"lambda: {surface.statement('object')}", dict(surface.names))
    kept: list[object] = [None] * OBJECTS
    warm = [make() for _ in range(1000)]
    before = resident()
    for index in range(OBJECTS):
        kept[index] = make()
    after = resident()
    del warm, kept
    return (after - before) / OBJECTS


def main() -> None:
    print(measure_import(sys.argv[2]) if sys.argv[1] == "import" else measure_object(sys.argv[2]))


if __name__ == "__main__":
    main()
