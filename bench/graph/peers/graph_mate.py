"""graph_mate: the Rust crate `graph`, whose kernels follow those of GAP; nodes and ranks of 32 bits."""

import importlib.metadata

import graph_mate
import numpy
from dataset import Dataset

from peers import DAMPING, ITERATIONS, TOLERANCE

TITLE = "graph_mate"
HOW = "from_numpy of uint32 pairs, rows unsorted; wcc() (Afforest) and page_rank(); one thread"
NOTES = {
    "components": "takes directed graphs alone: an undirected one is given as one, made untimed",
    "pagerank": "ranks of 32 bits; of an undirected graph one with edges both ways, made untimed",
}
RANK_ERROR = 1e-4
"""What nodes without edges hold is lost, so the tolerance is one of a sum below 1; ranks have 32 bits."""
LACKS = {"bfs": "graph_mate has none"}


def version() -> str:
    return importlib.metadata.version("graph_mate")


def prepare(data: Dataset) -> tuple[bool, int, numpy.ndarray]:
    return data.directed, data.nodes, numpy.ascontiguousarray(data.edges.astype(numpy.uint32))


def build(prepared: tuple[bool, int, numpy.ndarray]) -> object:
    directed, _, edges = prepared
    return (graph_mate.DiGraph if directed else graph_mate.Graph).from_numpy(edges)


def components_input(prepared: tuple[bool, int, numpy.ndarray]) -> object:
    return graph_mate.DiGraph.from_numpy(prepared[2])


def components(made: graph_mate.DiGraph) -> graph_mate.WccResult:
    return made.wcc()


def labels(answer: graph_mate.WccResult, nodes: int) -> numpy.ndarray:
    return numpy.asarray(answer.components())


def pagerank_input(prepared: tuple[bool, int, numpy.ndarray]) -> object:
    edges = prepared[2]
    return graph_mate.DiGraph.from_numpy(numpy.concatenate([edges, edges[:, ::-1]]))


def pagerank(made: graph_mate.DiGraph) -> graph_mate.PageRankResult:
    return made.page_rank(max_iterations=ITERATIONS, tolerance=TOLERANCE, damping_factor=DAMPING)


def ranks(answer: graph_mate.PageRankResult, nodes: int) -> numpy.ndarray:
    return numpy.asarray(answer.scores())
