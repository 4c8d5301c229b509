"""Tenon's graph library through its Python package. Every other peer has the same functions."""

import importlib.metadata

import numpy
from dataset import Dataset

import graph
from peers import DAMPING, ITERATIONS, TOLERANCE

TITLE = "Tenon graph"
HOW = "from_edges of uint64 arrays, then the neighbours of a node both ways, so that the adjacency is there"


def version() -> str:
    return importlib.metadata.version("graph")


def prepare(data: Dataset) -> tuple[bool, int, numpy.ndarray, numpy.ndarray]:
    """Not timed: the edges in the form that the library takes fastest."""
    columns = data.edges.astype(numpy.uint64)
    return data.directed, data.nodes, columns[:, 0].copy(), columns[:, 1].copy()


def build(prepared: tuple[bool, int, numpy.ndarray, numpy.ndarray]) -> graph.Graph:
    """Timed: a graph that can be followed both ways without further preparation."""
    made = graph.Graph.from_edges(*prepared)
    made.neighbors(0)
    made.predecessors(0)
    return made


def bfs(made: graph.Graph, source: int) -> object:
    """Timed: a breadth-first search."""
    return made.bfs(source)


def distances(answer: object, nodes: int) -> numpy.ndarray:
    """Not timed: hops per node from what bfs() gave, -1 where no path leads."""
    return numpy.asarray(answer)


def components(made: graph.Graph) -> object:
    """Timed: weakly connected components."""
    return made.components(graph.Connection.WEAK)


def labels(answer: tuple[object, int], nodes: int) -> numpy.ndarray:
    """Not timed: per node a number that is its component's, from what components() gave."""
    return numpy.asarray(answer[0])


def pagerank(made: graph.Graph) -> object:
    """Timed: PageRank."""
    options = graph.pagerank_defaults()
    options.damping = DAMPING
    options.tolerance = TOLERANCE / made.node_count()
    options.max_iterations = ITERATIONS
    return made.pagerank(options, None, None)[0]


def ranks(answer: object, nodes: int) -> numpy.ndarray:
    """Not timed: the rank per node from what pagerank() gave."""
    return numpy.asarray(answer)
