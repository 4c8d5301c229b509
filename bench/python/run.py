"""The cost of a call through the generated graph package, beside the same method written by hand.

Usage: run.py PACKAGE_DIR [--work DIR] [--rounds N]

PACKAGE_DIR is what `tenon build graph.h` made for Python; the current interpreter must have it
installed. The hand-written module (handwritten.c) is compiled here from the same C sources with the
same flags. Both are timed in turn, round by round, so that a busy machine slows both; the table gives
medians and the middle half of the rounds.
"""

import argparse
import importlib.util
import pathlib
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import timeit
from collections.abc import Callable
from types import ModuleType

HERE = pathlib.Path(__file__).resolve().parent
CALLS = 50_000
LIMIT = 1.3


def build_handwritten(package: pathlib.Path, work: pathlib.Path) -> pathlib.Path:
    """Compile handwritten.c with the library's and the runtime's sources of the package."""
    native = package / "native"
    sources = [
        HERE / "handwritten.c",
        *sorted(native.glob("library/**/*.c")),
        *sorted(native.glob("runtime/*.c")),
    ]
    folders = [native / "include", *{header.parent for header in native.glob("library/**/*.h")}]
    # <graph/graph.h> is found from the folder above
    folders += [header.parent.parent for header in native.glob("library/**/graph.h")]
    target = work / f"handwritten{sysconfig.get_config_var('EXT_SUFFIX')}"
    command = ["cc", "-O2", "-DNDEBUG", "-fPIC", "-shared", "-fvisibility=hidden", "-std=gnu11", "-pthread"]
    command += ["-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=3", "-fstack-protector-strong", "-fstack-clash-protection"]
    command += ["-fcf-protection", "-fno-plt", "-Wl,-z,relro,-z,now,-z,noexecstack"]
    command += [f"-I{folder}" for folder in folders]
    command += [f"-I{sysconfig.get_path('include')}", *map(str, sources), "-lm", "-o", str(target)]
    subprocess.run(command, check=True)
    return target


def load(path: pathlib.Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("handwritten", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def time_calls(statement: str, names: dict[str, object]) -> Callable[[], float]:
    """Nanoseconds per call of the statement, the empty loop taken off."""
    timer = timeit.Timer(statement, globals=names)
    empty = timeit.Timer("pass", globals=names)
    return lambda: max(timer.timeit(CALLS) - empty.timeit(CALLS), 0) / CALLS * 1e9


def describe(times: list[float]) -> str:
    low, _, high = statistics.quantiles(times, n=4)
    return f"{statistics.median(times):7.1f} ns ({low:.1f} .. {high:.1f})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path, default=None)
    parser.add_argument("--rounds", type=int, default=41)
    options = parser.parse_args()
    work = options.work or pathlib.Path(tempfile.mkdtemp(prefix="tenon-bench-"))
    work.mkdir(parents=True, exist_ok=True)

    import graph

    handwritten = load(build_handwritten(options.package.resolve(), work))
    nodes = graph.Entity.NODES
    generated = graph.Graph(directed=True)
    by_hand = handwritten.Graph(directed=True)
    for one in (generated, by_hand):
        one.add_nodes(1000)
        one.set_f64(nodes, "weight", 7, 2.5)
        assert one.node_count() == 1000
        assert one.get_f64(nodes, "weight", 7) == 2.5

    cases = {"node_count()": "g.node_count()", 'get_f64(nodes, "weight", 7)': 'g.get_f64(nodes, "weight", 7)'}
    print(f"{'call':32}{'generated':32}{'by hand':32}ratio")
    worst = 0.0
    for title, statement in cases.items():
        mine, theirs = [], []
        run_mine = time_calls(statement, {"g": generated, "nodes": nodes})
        run_theirs = time_calls(statement, {"g": by_hand, "nodes": nodes})
        for _ in range(options.rounds):
            mine.append(run_mine())
            theirs.append(run_theirs())
        ratio = statistics.median(mine) / statistics.median(theirs)
        worst = max(worst, ratio)
        print(f"{title:32}{describe(mine):32}{describe(theirs):32}{ratio:.2f}")
    print(f"limit {LIMIT}: {'kept' if worst <= LIMIT else 'MISSED'}")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
