"""The graph library, through its Python package, against NetworkX: every small graph, and random larger ones."""

import itertools
import random
from collections.abc import Iterator

import graph
import networkx
import numpy
import pytest

Edges = list[tuple[int, int]]


def ours(directed: bool, nodes: int, edges: Edges) -> graph.Graph:
    sources = numpy.array([source for source, _ in edges], dtype=numpy.uint64)
    targets = numpy.array([target for _, target in edges], dtype=numpy.uint64)
    return graph.Graph.from_edges(directed, nodes, sources, targets)


def theirs(directed: bool, nodes: int, edges: Edges) -> networkx.MultiGraph:
    peer = networkx.MultiDiGraph() if directed else networkx.MultiGraph()
    peer.add_nodes_from(range(nodes))
    peer.add_edges_from(edges)
    return peer


def labels_of(components: Iterator[set[int]], nodes: int) -> list[int]:
    """Labels 0, 1, ... in the order of each component's smallest node."""
    ordered = sorted((sorted(component) for component in components), key=lambda members: members[0])
    labels = [0] * nodes
    for label, members in enumerate(ordered):
        for node in members:
            labels[node] = label
    return labels


def check_structure(mine: graph.Graph, peer: networkx.MultiGraph) -> None:
    assert mine.node_count() == peer.number_of_nodes()
    assert mine.edge_count() == peer.number_of_edges()
    for node in peer:
        assert mine.degree(node) == peer.degree(node)
        if peer.is_directed():
            assert mine.out_degree(node) == peer.out_degree(node)
            assert mine.in_degree(node) == peer.in_degree(node)
        expected = [neighbor for _, neighbor, _ in peer.edges(node, keys=True)]
        assert sorted(mine.neighbors(node)) == sorted(expected)


def check_bfs(mine: graph.Graph, peer: networkx.MultiGraph) -> None:
    for source in itertools.islice(peer, 4):
        hops = networkx.single_source_shortest_path_length(peer, source)
        assert list(mine.bfs(source)) == [hops.get(node, -1) for node in peer]


def check_components(mine: graph.Graph, peer: networkx.MultiGraph) -> None:
    nodes = peer.number_of_nodes()
    weak = networkx.weakly_connected_components if peer.is_directed() else networkx.connected_components
    strong = networkx.strongly_connected_components if peer.is_directed() else networkx.connected_components
    for mode, find in ((graph.Connection.WEAK, weak), (graph.Connection.STRONG, strong)):
        labels, count = mine.components(mode)
        expected = labels_of(find(peer), nodes)
        assert list(labels) == expected
        assert count == len(set(expected))


def check_pagerank(mine: graph.Graph, peer: networkx.MultiGraph) -> None:
    options = graph.pagerank_defaults()
    options.tolerance = 1e-12
    options.max_iterations = 1000
    ranks, outcome = mine.pagerank(options, None, None)
    # NetworkX counts an undirected self-loop twice in its adjacency matrix; the library follows it once.
    expected = networkx.pagerank(peer, alpha=options.damping, tol=1e-12, max_iter=1000)
    assert outcome.converged
    assert numpy.allclose(numpy.asarray(ranks), [expected[node] for node in peer], rtol=0, atol=1e-9)
    assert abs(sum(ranks) - 1.0) < 1e-12


def check_all(directed: bool, nodes: int, edges: Edges) -> None:
    peer = theirs(directed, nodes, edges)
    with ours(directed, nodes, edges) as mine:
        check_structure(mine, peer)
        check_bfs(mine, peer)
        check_components(mine, peer)


def subsets(pairs: Edges) -> Iterator[Edges]:
    for bits in range(1 << len(pairs)):
        yield [pair for place, pair in enumerate(pairs) if bits >> place & 1]


@pytest.mark.parametrize("nodes", [1, 2, 3])
def test_directed__every_graph_with_loops__then_agrees(nodes: int) -> None:
    for edges in subsets(list(itertools.product(range(nodes), repeat=2))):
        check_all(True, nodes, edges)


def test_directed__every_simple_graph_of_four__then_agrees() -> None:
    for edges in subsets(list(itertools.permutations(range(4), 2))):
        check_all(True, 4, edges)


@pytest.mark.parametrize("nodes", [1, 2, 3, 4])
def test_undirected__every_graph_with_loops__then_agrees(nodes: int) -> None:
    for edges in subsets(list(itertools.combinations_with_replacement(range(nodes), 2))):
        check_all(False, nodes, edges)


@pytest.mark.parametrize("directed", [False, True])
def test_pagerank__every_simple_graph_of_three_and_random_larger__then_agrees(directed: bool) -> None:
    pairs = list(itertools.permutations(range(3), 2) if directed else itertools.combinations(range(4), 2))
    for edges in subsets(pairs):
        nodes = 3 if directed else 4
        with ours(directed, nodes, edges) as mine:
            check_pagerank(mine, theirs(directed, nodes, edges))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("directed", [False, True])
def test_random__multigraphs__then_agree(directed: bool, seed: int) -> None:
    source = random.Random(seed)
    nodes = source.randrange(1, 120)
    edges = [(source.randrange(nodes), source.randrange(nodes)) for _ in range(source.randrange(3 * nodes))]
    check_all(directed, nodes, edges)
    simple = [(a, b) for a, b in edges if a != b]
    with ours(directed, nodes, simple) as mine:
        check_pagerank(mine, theirs(directed, nodes, simple))


@pytest.mark.parametrize("seed", range(5))
def test_removal__random_nodes_and_edges__then_agrees_and_ids_stay(seed: int) -> None:
    source = random.Random(seed)
    nodes = 40
    edges = [(source.randrange(nodes), source.randrange(nodes)) for _ in range(120)]
    mine = ours(True, nodes, edges)
    peer = networkx.MultiDiGraph()
    peer.add_nodes_from(range(nodes))
    for edge, (a, b) in enumerate(edges):
        peer.add_edge(a, b, key=edge)
    for edge in source.sample(range(len(edges)), 30):
        mine.remove_edge(edge)
        peer.remove_edge(*edges[edge], key=edge)
    for node in source.sample(range(nodes), 10):
        mine.remove_node(node)
        peer.remove_node(node)
    assert list(mine.node_ids()) == sorted(peer)
    assert list(mine.edge_ids()) == sorted(key for _, _, key in peer.edges(keys=True))
    for node in sorted(peer):
        assert sorted(mine.neighbors(node)) == sorted(target for _, target, _ in peer.edges(node, keys=True))
