"""Functions of Python that the graph calls: filters, walks, streams, progress; what is awaited and stopped."""

import asyncio
import io
import random
from collections.abc import Iterable

import graph
import networkx
import pytest


def made_of(directed: bool, nodes: int, edges: Iterable[tuple[int, int]]) -> graph.Graph:
    pairs = list(edges)
    return graph.Graph.from_edges(directed, nodes, [pair[0] for pair in pairs], [pair[1] for pair in pairs])


def test_filter__python_predicate__then_ids_kept() -> None:
    ring = made_of(True, 10, [(node, (node + 1) % 10) for node in range(10)])
    assert ring.filter_nodes(lambda node: node % 3 == 0).tolist() == [0, 3, 6, 9]
    assert ring.filter_edges(lambda edge: ring.edge_endpoints(edge)[1] == 0).tolist() == [9]


def test_filter__predicate_raises__then_the_same_exception() -> None:
    ring = made_of(True, 3, [(0, 1), (1, 2)])
    raised = LookupError("not this one")

    def refuse(node: int) -> bool:
        raise raised

    with pytest.raises(LookupError) as caught:
        ring.filter_nodes(refuse)
    assert caught.value is raised


def test_filter__predicate_changes_the_graph__then_busy() -> None:
    ring = made_of(True, 3, [(0, 1), (1, 2)])
    with pytest.raises(graph.BusyError):
        ring.filter_nodes(lambda node: bool(ring.add_nodes(1)))
    assert ring.node_count() == 3


class Recorder:
    """A visitor that writes down the tree it sees."""

    def __init__(self) -> None:
        self.depths: dict[int, int] = {}
        self.edges: list[int] = []

    def node(self, node: int, depth: int, /) -> graph.Step:
        self.depths[node] = depth
        return graph.Step.CONTINUE

    def edge(self, edge: int, source: int, target: int, /) -> graph.Step:
        self.edges.append(edge)
        return graph.Step.CONTINUE


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_traverse__random_graphs__then_depths_as_networkx(directed: bool, seed: int) -> None:
    peer = networkx.gnm_random_graph(60, 90, seed=seed, directed=directed)
    mine = made_of(directed, 60, peer.edges)
    seen = Recorder()
    mine.traverse(0, graph.Order.BREADTH_FIRST, seen)
    assert seen.depths == networkx.single_source_shortest_path_length(peer, 0)
    deep = Recorder()
    mine.traverse(0, graph.Order.DEPTH_FIRST, deep)
    assert set(deep.depths) == set(seen.depths)


def csv_of(rows: int) -> bytes:
    source = random.Random(7)
    lines = [f"n{source.randrange(rows)},n{source.randrange(rows)},{source.random()}" for _ in range(rows)]
    return ("from,to,weight\n" + "\n".join(lines)).encode()


def test_csv_stream__any_file_object__then_as_the_file() -> None:
    text = csv_of(2000)
    steps: list[int] = []
    streamed = graph.Graph.read_csv_stream(
        io.BytesIO(text), "from", "to", True, progress=lambda done, total: steps.append(done)
    )
    assert streamed.edge_count() == 2000
    assert steps[-1] == len(text)
    assert steps == sorted(steps)


def test_csv_stream__read_raises__then_the_same_exception() -> None:
    class Broken:
        def read(self, size: int) -> bytes:
            raise ConnectionResetError("the other side left")

    with pytest.raises(ConnectionResetError, match="the other side left"):
        graph.Graph.read_csv_stream(Broken(), "from", "to", True)


def test_pagerank__awaited__then_as_without() -> None:
    ring = made_of(True, 100, [(node, (node * 7 + 1) % 100) for node in range(100)])
    options = graph.pagerank_defaults()

    async def both() -> tuple[list[float], list[int]]:
        ranks, _ = await ring.pagerank_async(options)
        distances = await ring.bfs_async(0)
        return ranks.tolist(), distances.tolist()

    ranks, distances = asyncio.run(both())
    assert ranks == ring.pagerank(options)[0].tolist()
    assert distances == ring.bfs(0).tolist()


def test_pagerank__cancelled_while_awaited__then_ends_and_graph_is_usable() -> None:
    source = random.Random(3)
    large = made_of(True, 20000, [(source.randrange(20000), source.randrange(20000)) for _ in range(100000)])
    options = graph.PagerankOptions(0.85, 1e-300, 2**31, graph.Norm.SUM, graph.Dangling.TELEPORT, True)

    async def cancel() -> None:
        running = asyncio.ensure_future(large.pagerank_async(options))
        await asyncio.sleep(0.05)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(cancel())
    large.add_nodes(1)
    assert large.node_count() == 20001


def test_pagerank__cancel_from_progress__then_cancelled_error() -> None:
    ring = made_of(True, 10, [(node, (node + 1) % 10) for node in range(10)])
    options = graph.PagerankOptions(0.85, 1e-12, 100, graph.Norm.SUM, graph.Dangling.TELEPORT, True)
    cancel = graph.Cancel()
    seen: list[int] = []

    def watch(done: int, total: int) -> None:
        seen.append(done)
        if done == 3:
            cancel.request()

    with pytest.raises(graph.CancelledError):
        ring.pagerank(options, cancel=cancel, progress=watch)
    assert seen == [1, 2, 3]


def test_edges__iterated__then_edge_source_target() -> None:
    ring = made_of(True, 3, [(0, 1), (1, 2), (2, 0)])
    assert list(ring.edges()) == [(0, 0, 1), (1, 1, 2), (2, 2, 0)]
    assert sum(source for _, source, _ in ring.edges()) == 3
    walk = ring.edges()
    next(walk)
    with pytest.raises(graph.BusyError):
        ring.add_nodes(1)
    walk.close()
    ring.add_nodes(1)


def test_graph__len_and_in__then_nodes() -> None:
    ring = made_of(True, 3, [(0, 1), (1, 2), (2, 0)])
    assert len(ring) == 3
    assert 2 in ring
    assert 3 not in ring
