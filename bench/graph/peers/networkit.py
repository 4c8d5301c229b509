"""NetworKit, told to use one thread."""

import networkit
import numpy
from dataset import Dataset

from peers import DAMPING, ITERATIONS, TOLERANCE

TITLE = "NetworKit"
HOW = "GraphFromCoo of two arrays, BFS without paths, ConnectedComponents, PageRank in L1; one thread"


def version() -> str:
    networkit.setNumberOfThreads(1)
    return networkit.__version__


def prepare(data: Dataset) -> tuple[int, bool, tuple[numpy.ndarray, numpy.ndarray]]:
    networkit.setNumberOfThreads(1)
    columns = data.edges.astype(numpy.uint64)
    return data.nodes, data.directed, (columns[:, 0].copy(), columns[:, 1].copy())


def build(prepared: tuple[int, bool, tuple[numpy.ndarray, numpy.ndarray]]) -> object:
    nodes, directed, edges = prepared
    return networkit.GraphFromCoo(edges, n=nodes, directed=directed)


def bfs(made: object, source: int) -> list[float]:
    return networkit.distance.BFS(made, source, storePaths=False).run().getDistances()


def distances(answer: list[float], nodes: int) -> numpy.ndarray:
    hops = numpy.array(answer)
    return numpy.where(hops >= nodes, -1, hops).astype(numpy.int64)


def components(made: networkit.Graph) -> object:
    kind = networkit.components
    return (kind.WeaklyConnectedComponents if made.isDirected() else kind.ConnectedComponents)(made).run()


def labels(answer: networkit.components.ComponentDecomposition, nodes: int) -> numpy.ndarray:
    return numpy.array(answer.getPartition().getVector())


def pagerank(made: object) -> object:
    sinks = networkit.centrality.SinkHandling.DistributeSinks
    found = networkit.centrality.PageRank(made, damp=DAMPING, tol=TOLERANCE, distributeSinks=sinks)
    found.norm = networkit.centrality.Norm.L1_NORM
    found.maxIterations = ITERATIONS
    return found.run()


def ranks(answer: networkit.centrality.PageRank, nodes: int) -> numpy.ndarray:
    return numpy.array(answer.scores())
