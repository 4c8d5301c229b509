"""graph-tool, from Debian's package and with Debian's Python, told to use one thread."""

import graph_tool
import numpy
from dataset import Dataset
from graph_tool import centrality, topology

from peers import DAMPING, ITERATIONS, TOLERANCE

TITLE = "graph-tool"
HOW = "add_edge_list of int64 pairs, shortest_distance(), label_components(), pagerank(); one thread"


def version() -> str:
    return graph_tool.__version__


def prepare(data: Dataset) -> tuple[int, bool, numpy.ndarray]:
    graph_tool.openmp_set_num_threads(1)
    return data.nodes, data.directed, numpy.ascontiguousarray(data.edges)


def build(prepared: tuple[int, bool, numpy.ndarray]) -> graph_tool.Graph:
    nodes, directed, edges = prepared
    made = graph_tool.Graph(directed=directed)
    made.add_vertex(nodes)
    made.add_edge_list(edges)
    return made


def bfs(made: graph_tool.Graph, source: int) -> object:
    return topology.shortest_distance(made, source)


def distances(answer: graph_tool.VertexPropertyMap, nodes: int) -> numpy.ndarray:
    hops = answer.a.astype(numpy.int64)
    return numpy.where(hops > nodes, -1, hops)


def components(made: graph_tool.Graph) -> object:
    return topology.label_components(made, directed=False)


def labels(answer: tuple[graph_tool.VertexPropertyMap, object], nodes: int) -> numpy.ndarray:
    return answer[0].a


def pagerank(made: graph_tool.Graph) -> object:
    return centrality.pagerank(made, damping=DAMPING, epsilon=TOLERANCE, max_iter=ITERATIONS)


def ranks(answer: graph_tool.VertexPropertyMap, nodes: int) -> numpy.ndarray:
    return answer.a
