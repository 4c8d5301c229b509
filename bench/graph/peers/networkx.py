"""NetworkX: dictionaries of dictionaries; its PageRank goes through SciPy."""

import networkx
import numpy
from dataset import Dataset

from peers import DAMPING, ITERATIONS, TOLERANCE

TITLE = "NetworkX"
HOW = "add_edges_from a list of tuples, single_source_shortest_path_length(), pagerank()"


def version() -> str:
    return networkx.__version__


def prepare(data: Dataset) -> tuple[bool, int, list[tuple[int, int]]]:
    return data.directed, data.nodes, list(map(tuple, data.edges.tolist()))


def build(prepared: tuple[bool, int, list[tuple[int, int]]]) -> object:
    directed, nodes, edges = prepared
    made = networkx.DiGraph() if directed else networkx.Graph()
    made.add_nodes_from(range(nodes))
    made.add_edges_from(edges)
    return made


def bfs(made: object, source: int) -> dict[int, int]:
    return networkx.single_source_shortest_path_length(made, source)


def distances(answer: dict[int, int], nodes: int) -> numpy.ndarray:
    hops = numpy.full(nodes, -1)
    hops[list(answer.keys())] = list(answer.values())
    return hops


def components(made: networkx.Graph) -> list[set[int]]:
    find = networkx.weakly_connected_components if made.is_directed() else networkx.connected_components
    return list(find(made))


def labels(answer: list[set[int]], nodes: int) -> numpy.ndarray:
    numbers = numpy.full(nodes, -1)
    for number, members in enumerate(answer):
        numbers[list(members)] = number
    return numbers


def pagerank(made: networkx.Graph) -> dict[int, float]:
    return networkx.pagerank(made, DAMPING, max_iter=ITERATIONS, tol=TOLERANCE / len(made))


def ranks(answer: dict[int, float], nodes: int) -> numpy.ndarray:
    return numpy.array([answer[node] for node in range(nodes)])
