"""rustworkx: graphs of the Rust library petgraph."""

import numpy
import rustworkx
from dataset import Dataset

from peers import DAMPING, ITERATIONS, TOLERANCE

TITLE = "rustworkx"
HOW = "extend_from_edge_list of a list of tuples, bfs_layers(), (weakly_)connected_components(), pagerank()"
NOTES = {
    "pagerank": "takes directed graphs alone: of an undirected one that with edges both ways, made untimed"
}


def version() -> str:
    return rustworkx.__version__


def prepare(data: Dataset) -> tuple[bool, int, list[tuple[int, int]]]:
    return data.directed, data.nodes, list(map(tuple, data.edges.tolist()))


def build(prepared: tuple[bool, int, list[tuple[int, int]]]) -> object:
    directed, nodes, edges = prepared
    kind = rustworkx.PyDiGraph if directed else rustworkx.PyGraph
    made = kind(node_count_hint=nodes, edge_count_hint=len(edges))
    made.add_nodes_from(range(nodes))
    made.extend_from_edge_list(edges)
    return made


def bfs(made: object, source: int) -> list[list[int]]:
    return rustworkx.bfs_layers(made, [source])


def distances(answer: list[list[int]], nodes: int) -> numpy.ndarray:
    hops = numpy.full(nodes, -1)
    for depth, layer in enumerate(answer):
        hops[numpy.array(layer, dtype=numpy.int64)] = depth
    return hops


def components(made: object) -> list[set[int]]:
    if isinstance(made, rustworkx.PyDiGraph):
        return rustworkx.weakly_connected_components(made)
    return rustworkx.connected_components(made)


def labels(answer: list[set[int]], nodes: int) -> numpy.ndarray:
    numbers = numpy.full(nodes, -1)
    for number, members in enumerate(answer):
        numbers[list(members)] = number
    return numbers


def pagerank_input(prepared: tuple[bool, int, list[tuple[int, int]]]) -> object:
    _, nodes, edges = prepared
    return build((True, nodes, edges + [(target, source) for source, target in edges]))


def pagerank(made: rustworkx.PyDiGraph) -> object:
    return rustworkx.pagerank(made, DAMPING, max_iter=ITERATIONS, tol=TOLERANCE / len(made))


def ranks(answer: object, nodes: int) -> numpy.ndarray:
    return numpy.array([answer[node] for node in range(nodes)])
