"""Graphs to NetworkX and back: names, attributes, parallel edges; what cannot be held is named."""

import graph
import networkx
import pytest
from graph.interchange import from_networkx, to_networkx


@pytest.mark.parametrize(
    "make",
    [networkx.Graph, networkx.DiGraph, networkx.MultiGraph, networkx.MultiDiGraph],
    ids=lambda make: make.__name__,
)
def test_networkx__text_names_and_attributes__then_come_back(make: type[networkx.Graph]) -> None:
    source = make(name="roads")
    source.add_node("a", height=3, open=True)
    source.add_node("b", height=None, label_text="Bee")
    source.add_edge("a", "b", weight=1.5, lanes=2)
    source.add_edge("b", "b", weight=2)
    if source.is_multigraph():
        source.add_edge("a", "b", weight=7.25)
    back = to_networkx(from_networkx(source))
    assert back.is_directed() == source.is_directed()
    assert back.graph["name"] == "roads"
    assert dict(back.nodes(data=True)) == {"a": {"height": 3, "open": True}, "b": {"label_text": "Bee"}}
    expected = sorted((*sorted(edge[:2]), sorted(edge[2].items())) for edge in source.edges(data=True))
    assert sorted((*sorted(edge[:2]), sorted(edge[2].items())) for edge in back.edges(data=True)) == expected


@pytest.mark.parametrize("graph_number", range(0, 1253, 50))
def test_networkx__atlas__then_isomorphic_with_the_same_names(graph_number: int) -> None:
    source = networkx.graph_atlas(graph_number)
    back = to_networkx(from_networkx(source))
    assert list(back.nodes) == list(source.nodes)
    assert sorted(map(sorted, back.edges())) == sorted(map(sorted, source.edges()))


def test_networkx__whole_numbers_not_in_order__then_kept_as_labels() -> None:
    source = networkx.DiGraph([(10, 5), (5, -3)])
    mine = from_networkx(source)
    assert mine.get_i64(graph.Entity.NODES, "label", 0) == 10
    assert set(to_networkx(mine).edges()) == {(10, 5), (5, -3)}


def test_networkx__removed_nodes__then_left_out() -> None:
    mine = graph.Graph(directed=True)
    mine.add_nodes(3)
    mine.add_edge(0, 2)
    mine.remove_node(1)
    assert set(to_networkx(mine).nodes) == {0, 2}
    assert list(to_networkx(mine).edges(keys=True)) == [(0, 2, 0)]


def test_networkx__names_that_clash__then_error() -> None:
    mine = graph.Graph(directed=True)
    mine.add_nodes(2)
    mine.set_i64(graph.Entity.NODES, "label", 0, 1)
    with pytest.raises(ValueError, match="the same name"):
        to_networkx(mine)


def test_networkx__what_no_column_holds__then_names_it() -> None:
    with pytest.raises(TypeError, match="the node \\(0, 0\\) is named by a tuple"):
        from_networkx(networkx.grid_graph((2, 2)))
    with pytest.raises(TypeError, match='the attribute "where" has values of the types list'):
        from_networkx(networkx.Graph([(0, 1, {"where": [1, 2]})]))
    with pytest.raises(TypeError, match="int, str"):
        from_networkx(networkx.Graph([(0, 1, {"x": 1}), (1, 2, {"x": "1"})]))
