"""Measures every peer on every graph, in turns, once their answers are known to be the same.

Usage: run.py FOLDER RESULT.json [--rounds N] [--peers a,b] [--missing FILE], with the data in
FOLDER. FILE says per line "peer<TAB>row<TAB>why" what could not be had.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
from typing import Any

import dataset
import numpy
from peers import DAMPING
from scipy import sparse
from scipy.sparse import csgraph

HERE = pathlib.Path(__file__).parent
PEERS = ["tenon", "igraph", "rustworkx", "networkit", "networkx", "scipy", "graph_mate", "graph_tool"]
ROWS = {
    "build": "build from arrays",
    "bfs": "breadth-first search",
    "components": "components",
    "pagerank": "PageRank",
}

SLOW_SECONDS = 10
SLOW_ROUNDS = 2
"""A peer whose round takes longer than SLOW_SECONDS takes part in this many."""

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")


class Worker:
    """A process that measures one peer on one graph."""

    def __init__(self, peer: str, folder: pathlib.Path, data: str) -> None:
        self.peer = peer
        python, environment = sys.executable, dict(os.environ, **ONE_THREAD)
        if peer == "graph_tool":
            libraries = folder / "graph-tool/usr/lib/x86_64-linux-gnu"
            python = "/usr/bin/python3"
            environment["LD_LIBRARY_PATH"] = f"{libraries}:{libraries / 'openblas-pthread'}"
            environment["PYTHONPATH"] = str(folder / "graph-tool/usr/lib/python3/dist-packages")
        self.process = subprocess.Popen(
            [python, "-B", HERE / "worker.py", peer, folder, data],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def ask(self, **request: str) -> dict[str, Any]:
        print(json.dumps(request), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"run.py: the worker of {self.peer} ended with status {self.process.wait()}")
        return json.loads(line)

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()


# ---------------------------------------------------------------------------------------------- what is right


class Expected:
    """The right answers, each found in a plain way."""

    def __init__(self, data: dataset.Dataset) -> None:
        edges = data.edges if data.directed else numpy.concatenate([data.edges, data.edges[:, ::-1]])
        ends = (edges[:, 0], edges[:, 1])
        matrix = sparse.coo_array((numpy.ones(len(edges)), ends), shape=(data.nodes, data.nodes)).tocsr()
        self.edges = edges
        self.nodes = data.nodes
        self.distances = numpy.array([self.search(matrix, source) for source in data.sources])
        _, self.labels = csgraph.connected_components(matrix, directed=True, connection="weak")
        self.ranks = self.power_iteration(matrix)

    def search(self, matrix: sparse.csr_array, source: int) -> numpy.ndarray:
        hops = numpy.full(self.nodes, -1)
        frontier = numpy.zeros(self.nodes)
        frontier[source] = 1.0
        inward = matrix.T.tocsr()
        depth = 0
        while frontier.any():
            hops[frontier > 0] = depth
            frontier = ((inward @ frontier) > 0) & (hops < 0)
            frontier = frontier.astype(float)
            depth += 1
        return hops

    def power_iteration(self, matrix: sparse.csr_array) -> numpy.ndarray:
        """Far beyond the tolerance of the peers."""
        degrees = numpy.diff(matrix.indptr)
        inward = matrix.T.tocsr()
        rank = numpy.full(self.nodes, 1.0 / self.nodes)
        for _ in range(1000):
            given = numpy.divide(rank, degrees, out=numpy.zeros(self.nodes), where=degrees > 0)
            following = (
                DAMPING * (inward @ given) + (1 - DAMPING + DAMPING * rank[degrees == 0].sum()) / self.nodes
            )
            if numpy.abs(following - rank).sum() < 1e-13:
                break
            rank = following
        return rank

    def same_groups(self, labels: numpy.ndarray) -> bool:
        """Whether two numberings put the same nodes together: then there are no more pairs than numbers."""
        pairs = numpy.unique(numpy.stack([self.labels, labels.astype(numpy.int64)]), axis=1).shape[1]
        return pairs == len(numpy.unique(self.labels)) == len(numpy.unique(labels))

    def rank_error(self, ranks: numpy.ndarray) -> float:
        """The sum of the differences; not all peers let ranks sum up to 1."""
        ranks = ranks.astype(float)
        return float(numpy.abs(ranks / ranks.sum() - self.ranks).sum())

    def check(self, peer: str, folder: pathlib.Path, allowed: float) -> float:
        hops = folder / "distances.npy"
        if hops.exists() and not numpy.array_equal(numpy.load(hops), self.distances):
            sys.exit(f"run.py: {peer} found other distances")
        if not self.same_groups(numpy.load(folder / "labels.npy")):
            sys.exit(f"run.py: {peer} found other components")
        error = self.rank_error(numpy.load(folder / "ranks.npy"))
        if not error <= allowed:
            sys.exit(f"run.py: the ranks of {peer} are {error:.2g} from what they should be")
        return error


# ---------------------------------------------------------------------------------------------- measuring


def check_all(
    workers: list[Worker], expected: Expected, folder: pathlib.Path, described: dict[str, Any]
) -> None:
    for worker in workers:
        answers = folder / "answers" / worker.peer
        answers.mkdir(parents=True, exist_ok=True)
        for old in answers.iterdir():
            old.unlink()
        about = worker.ask(do="check", to=str(answers))
        error = expected.check(worker.peer, answers, about.pop("rank_error"))
        print(
            f"  ok {about['title']}: the same distances, components and ranks (off by {error:.1g} in all)",
            flush=True,
        )
        described.setdefault(
            worker.peer, {"peer": worker.peer, "bytes_per_edge": {}, "bytes_per_edge_used": {}} | about
        )


def measure_rounds(workers: list[Worker], rounds: int) -> dict[tuple[str, str], list[float]]:
    seconds: dict[tuple[str, str], list[float]] = {}
    slow: set[str] = set()
    for number in range(rounds):
        # Another one is first each time: who follows whom has an effect on the caches.
        for place in range(len(workers)):
            worker = workers[(place + number) % len(workers)]
            if worker.peer in slow and number >= SLOW_ROUNDS:
                continue
            answer = worker.ask(do="round")
            if sum(answer.values()) > SLOW_SECONDS:
                slow.add(worker.peer)
            for row, value in answer.items():
                seconds.setdefault((row, worker.peer), []).append(value)
    return seconds


def measure_memory(peer: str, folder: pathlib.Path, data: dataset.Dataset) -> dict[str, float]:
    """Bytes per edge: when the graph is built, and when every row has run."""
    worker = Worker(peer, folder, data.name)
    grown = worker.ask(do="memory")
    worker.end()
    return {when: grown[when] / len(data.edges) for when in ("built", "used")}


# ---------------------------------------------------------------------------------------------- telling


def print_table(
    data: dataset.Dataset, seconds: dict[tuple[str, str], list[float]], described: dict[str, Any]
) -> None:
    print(f"\n{data.title}: {data.nodes:,} nodes, {len(data.edges):,} edges")
    print("median milliseconds of the processor, and how many times the best\n")
    print(
        f"  {'':12}"
        + "".join(f"{title:>24}" for title in ROWS.values())
        + f"{'bytes per edge':>18}{'when asked all':>18}"
    )
    medians = {key: statistics.median(values) for key, values in seconds.items()}
    for peer, about in described.items():
        line = f"  {about['title']:12}"
        for row in ROWS:
            best = min(value for (found, _), value in medians.items() if found == row)
            value = medians.get((row, peer))
            line += f"{'-':>24}" if value is None else f"{value * 1e3:>15.2f}{value / best:>8.2f}x"
        print(
            line
            + "".join(f"{about[key][data.name]:>18.1f}" for key in ("bytes_per_edge", "bytes_per_edge_used"))
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--missing", type=pathlib.Path)
    options = parser.parse_args()
    unknown = sorted(set(options.peers.split(",")) - set(PEERS))
    if unknown:
        parser.error(f"--peers names {', '.join(unknown)}: write some of {','.join(PEERS)}")
    missing = []
    if options.missing:
        lines = options.missing.read_text().splitlines()
        missing = [dict(zip(("peer", "row", "why"), line.split("\t"), strict=True)) for line in lines]
        missing = [dict(entry, row=entry["row"] or None) for entry in missing]
    absent = {entry["peer"] for entry in missing if entry["row"] is None}
    peers = [peer for peer in options.peers.split(",") if peer not in absent]
    described: dict[str, Any] = {}
    datasets = []
    results = []
    for name in ("rmat", "debian"):
        data = dataset.read(options.folder, name)
        datasets.append({"dataset": name, "title": data.title, "nodes": data.nodes, "edges": len(data.edges)})
        workers = [Worker(peer, options.folder, name) for peer in peers]
        check_all(workers, Expected(data), options.folder, described)
        seconds = measure_rounds(workers, options.rounds)
        for worker in workers:
            worker.end()
        for peer in peers:
            found = measure_memory(peer, options.folder, data)
            described[peer]["bytes_per_edge"][name] = found["built"]
            described[peer]["bytes_per_edge_used"][name] = found["used"]
        print_table(data, seconds, described)
        results += [
            {"dataset": name, "row": row, "peer": peer, "seconds": values}
            for (row, peer), values in sorted(seconds.items())
        ]
    for peer, about in described.items():
        missing += [{"peer": peer, "row": row, "why": why} for row, why in about.pop("lacks").items()]
    for entry in missing:
        print(
            f"\n  not measured: {entry['peer']}{', ' + entry['row'] if entry['row'] else ''}: {entry['why']}"
        )
    merged = {
        "part": "graph",
        "rows": [{"row": row, "title": title} for row, title in ROWS.items()],
        "datasets": datasets,
        "peers": list(described.values()),
        "missing": missing,
        "results": results,
    }
    options.result.write_text(json.dumps(merged, indent=1) + "\n")
    print(f"\n  written: {options.result}")


if __name__ == "__main__":
    main()
