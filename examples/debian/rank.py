"""Ranks the packages of a dependency list through the Python package.

Usage: rank.py EDGE_LIST. Prints one JSON object; table.py explains its members.
"""

import json
import struct
import sys
import time

import graph

TOP = 10
MASK = 0xFFFFFFFFFFFFFFFF


def bits_of(value: float) -> int:
    return int.from_bytes(struct.pack(">d", value), "big")


def digest(ranks: graph.Array[float]) -> int:
    """Any difference in any bit of any rank changes this number."""
    total = 14695981039346656037
    for rank in ranks:
        total = (total ^ bits_of(rank)) * 1099511628211 & MASK
    return total


def message_of(action: object) -> str:
    try:
        action()  # type: ignore[operator]
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "no error"


def main() -> None:
    start = time.perf_counter()
    with graph.Graph.read_edge_list(sys.argv[1], directed=True) as packages:
        read = time.perf_counter()
        options = graph.pagerank_defaults()
        options.tolerance = 1e-12
        options.max_iterations = 1000
        ranks, outcome = packages.pagerank(options, None, None)
        ranked = time.perf_counter()
        best = sorted(range(len(ranks)), key=lambda node: (-ranks[node], node))[:TOP]
        result = {
            "language": "Python",
            "nodes": packages.node_count(),
            "edges": packages.edge_count(),
            "read_seconds": read - start,
            "rank_seconds": ranked - read,
            "iterations": outcome.iterations,
            "digest": f"{digest(ranks):016x}",
            "top": [[packages.key(node), f"{bits_of(ranks[node]):016x}"] for node in best],
        }
        missing = message_of(lambda: packages.node_by_key("no-such-package"))
        wrong = message_of(lambda: packages.degree("libc6"))  # type: ignore[arg-type]
    closed = message_of(packages.node_count)
    result["errors"] = {"closed": closed, "missing": missing, "wrong": wrong}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
