"""SciPy: a sparse matrix, the routines of scipy.sparse.csgraph, and PageRank as products with a vector."""

import numpy
import scipy
from dataset import Dataset
from scipy import sparse
from scipy.sparse import csgraph

from peers import DAMPING, ITERATIONS, TOLERANCE

TITLE = "SciPy"
HOW = "csr_array of doubles, which csgraph takes as it is, and its transpose"
NOTES = {
    "bfs": "gives the order and the predecessors; distances are made of these untimed",
    "pagerank": "there is none: power iteration of sparse products, as its users write it",
}


def version() -> str:
    return scipy.__version__


def prepare(data: Dataset) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray, int, bool]:
    """An undirected graph is given both ways: its matrix is symmetric."""
    edges = data.edges if data.directed else numpy.concatenate([data.edges, data.edges[:, ::-1]])
    columns = edges.astype(numpy.int32)
    return numpy.ones(len(edges)), columns[:, 0].copy(), columns[:, 1].copy(), data.nodes, data.directed


class Matrices:
    """A graph both ways; of an undirected one both are the same."""

    def __init__(self, outward: sparse.csr_array, inward: sparse.csr_array) -> None:
        self.outward = outward
        self.inward = inward


def build(prepared: tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray, int, bool]) -> Matrices:
    values, sources, targets, nodes, directed = prepared
    outward = sparse.coo_array((values, (sources, targets)), shape=(nodes, nodes)).tocsr()
    return Matrices(outward, outward.T.tocsr() if directed else outward)


def bfs(made: Matrices, source: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    return csgraph.breadth_first_order(made.outward, source, directed=True)


def distances(answer: tuple[numpy.ndarray, numpy.ndarray], nodes: int) -> numpy.ndarray:
    order, predecessors = (part.tolist() for part in answer)
    hops = [-1] * nodes
    hops[order[0]] = 0
    for node in order[1:]:
        hops[node] = hops[predecessors[node]] + 1
    return numpy.array(hops)


def components(made: Matrices) -> tuple[int, numpy.ndarray]:
    # In a symmetric matrix the strong components are the weak ones, and found without another transposition.
    connection = "strong" if made.inward is made.outward else "weak"
    return csgraph.connected_components(made.outward, directed=True, connection=connection)


def labels(answer: tuple[int, numpy.ndarray], nodes: int) -> numpy.ndarray:
    return answer[1]


def pagerank(made: Matrices) -> numpy.ndarray:
    nodes = made.outward.shape[0]
    degrees = numpy.diff(made.outward.indptr)
    shares = numpy.divide(DAMPING, degrees, out=numpy.zeros(nodes), where=degrees > 0)
    dangling = numpy.flatnonzero(degrees == 0)
    rank = numpy.full(nodes, 1.0 / nodes)
    for _ in range(ITERATIONS):
        following = made.inward @ (shares * rank)
        following += (1.0 - DAMPING + DAMPING * rank[dangling].sum()) / nodes
        change = numpy.abs(following - rank).sum()
        rank = following
        if change < TOLERANCE:
            return rank
    raise ArithmeticError("PageRank did not converge")


def ranks(answer: numpy.ndarray, nodes: int) -> numpy.ndarray:
    return answer
