"""python-igraph: a graph from an array of pairs, its own breadth-first distances, components and PRPACK."""

import igraph
import numpy
from dataset import Dataset

from peers import DAMPING

TITLE = "igraph"
HOW = "Graph(edges=array of int64 pairs), distances(), connected_components(), pagerank() of PRPACK"
NOTES = {"pagerank": "PRPACK has no setting for the tolerance; it stops at 1e-10"}


def version() -> str:
    return igraph.__version__


def prepare(data: Dataset) -> tuple[int, numpy.ndarray, bool]:
    return data.nodes, numpy.ascontiguousarray(data.edges), data.directed


def build(prepared: tuple[int, numpy.ndarray, bool]) -> object:
    nodes, edges, directed = prepared
    return igraph.Graph(n=nodes, edges=edges, directed=directed)


def bfs(made: igraph.Graph, source: int) -> list[list[float]]:
    return made.distances(source=source, mode="out")


def distances(answer: list[list[float]], nodes: int) -> numpy.ndarray:
    hops = numpy.array(answer[0], dtype=float)
    return numpy.where(numpy.isinf(hops), -1, hops).astype(numpy.int64)


def components(made: igraph.Graph) -> object:
    return made.connected_components(mode="weak")


def labels(answer: igraph.VertexClustering, nodes: int) -> numpy.ndarray:
    return numpy.array(answer.membership)


def pagerank(made: igraph.Graph) -> list[float]:
    return made.pagerank(damping=DAMPING, implementation="prpack")


def ranks(answer: list[float], nodes: int) -> numpy.ndarray:
    return numpy.array(answer)
