"""Measures one peer: answers requests, a JSON object a line, until its input ends.

Usage: worker.py PEER FOLDER DATASET, with the folder that has the data. Requests:

    {"do": "check", "to": FOLDER}   builds, asks everything once and saves what came out in FOLDER
    {"do": "round"}                 the seconds that each row took; the graph is built anew
    {"do": "memory"}                the bytes by which it grew when it built, and when all rows had run once;
                                    only as the first request

Seconds are those that the processor spent on this process, with all its threads, in calls of the peer alone:
on a busy machine they say more than those on the wall, and a peer that used a second thread would gain
nothing. Python's garbage collector rests meanwhile.
"""

import ctypes
import gc
import importlib
import json
import os
import pathlib
import sys
import time
import types
from collections.abc import Callable
from typing import Any

import dataset
import numpy
from peers import RANK_ERROR

# What libraries print goes elsewhere than the answers.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    gc.collect()
    gc.disable()
    start = time.process_time()
    result = call()
    seconds = time.process_time() - start
    gc.enable()
    return seconds, result


def resident_bytes() -> int:
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE")


class Peer:
    """A peer with the data in the form it wants."""

    def __init__(self, name: str, data: dataset.Dataset) -> None:
        self.module: types.ModuleType = importlib.import_module(f"peers.{name}")
        self.data = data
        self.prepared = self.module.prepare(data)
        self.inputs: dict[str, Any] = {}

    def has(self, row: str) -> bool:
        return hasattr(self.module, row)

    def input_of(self, row: str, made: Any) -> Any:
        """What a row is asked of: the graph, or what a peer wants of an undirected one. That is made once."""
        convert = getattr(self.module, f"{row}_input", None)
        if convert is None or self.data.directed:
            return made
        if row not in self.inputs:
            self.inputs[row] = convert(self.prepared)
        return self.inputs[row]

    def check(self, folder: pathlib.Path) -> dict[str, Any]:
        made = self.module.build(self.prepared)
        nodes = self.data.nodes
        if self.has("bfs"):
            hops = [
                self.module.distances(self.module.bfs(made, source), nodes) for source in self.data.sources
            ]
            numpy.save(folder / "distances.npy", numpy.array(hops))
        labels = self.module.labels(self.module.components(self.input_of("components", made)), nodes)
        numpy.save(folder / "labels.npy", labels)
        ranks = self.module.ranks(self.module.pagerank(self.input_of("pagerank", made)), nodes)
        numpy.save(folder / "ranks.npy", ranks)
        described = {key: getattr(self.module, key.upper(), {}) for key in ("title", "how", "notes", "lacks")}
        allowed = getattr(self.module, "RANK_ERROR", RANK_ERROR)
        return described | {"version": self.module.version(), "rank_error": allowed}

    def round(self) -> dict[str, float]:
        seconds = {}
        seconds["build"], made = timed(lambda: self.module.build(self.prepared))
        if self.has("bfs"):
            searches = [timed(lambda at=at: self.module.bfs(made, at))[0] for at in self.data.sources]
            seconds["bfs"] = sum(searches) / len(searches)
        for row in ("components", "pagerank"):
            asked = self.input_of(row, made)
            seconds[row] = timed(lambda row=row, asked=asked: getattr(self.module, row)(asked))[0]
        return seconds

    def ask_all(self, made: Any) -> None:
        """Runs every row but building once, and keeps no answer."""
        for source in self.data.sources if self.has("bfs") else ():
            self.module.bfs(made, source)
        for row in ("components", "pagerank"):
            getattr(self.module, row)(self.input_of(row, made))


def measure_memory(peer: Peer) -> dict[str, int]:
    """What a graph needs as it was built, and what is there once it was asked everything: a library may find
    some of it late, keep it, or want the graph in another form. What a first small graph needs (code, pools,
    threads) is there before."""
    few = Peer(
        sys.argv[1], dataset.Dataset("few", "", peer.data.directed, 3, numpy.array([[0, 1], [1, 2]]), [0])
    )
    first = few.module.build(few.prepared)
    few.ask_all(first)
    before = resident_bytes()
    made = peer.module.build(peer.prepared)
    built = resident_bytes()
    peer.ask_all(made)
    used = resident_bytes()
    del first, made
    return {"built": built - before, "used": used - before}


def main() -> None:
    peer = Peer(sys.argv[1], dataset.read(pathlib.Path(sys.argv[2]), sys.argv[3]))
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "check":
            answer: dict[str, Any] = peer.check(pathlib.Path(request["to"]))
        else:
            answer = peer.round() if request["do"] == "round" else measure_memory(peer)
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
