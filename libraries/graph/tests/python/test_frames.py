"""Frames of Polars, pandas and pyarrow go in as they are; what comes out is theirs without a copy where memory allows."""

from collections.abc import Callable
from typing import Any

import numpy
import pandas
import polars
import pyarrow
import pytest

import graph

EDGES = graph.Entity.EDGES
NODES = graph.Entity.NODES
TABLE = {
    "from": ["a", "b", "c", "a"],
    "to": ["b", "c", "a", "c"],
    "weight": [0.5, None, 2.5, 3.5],
    "lanes": [1, 2, None, 4],
    "open": [True, None, False, True],
    "name": ["A1", "", None, "Stra\u00dfe"],
}


@pytest.mark.parametrize(
    "make", [polars.DataFrame, pandas.DataFrame, pyarrow.table], ids=["polars", "pandas", "pyarrow"]
)
def test_from_arrow__any_frame__then_keys_columns_and_nulls(make: type) -> None:
    roads = graph.Graph.from_arrow(make(TABLE), "from", "to", True)
    assert roads.node_count() == 3
    assert [roads.key(node) for node in range(3)] == ["a", "b", "c"]
    assert list(roads.edges())[3] == (3, 0, 2)
    assert roads.get_f64(EDGES, "weight", 2) == 2.5
    assert roads.is_null(EDGES, "weight", 1) or numpy.isnan(roads.get_f64(EDGES, "weight", 1))
    assert roads.get_text(EDGES, "name", 3) == "Stra\u00dfe"
    assert roads.is_null(EDGES, "name", 2)


def numbers(count: int) -> graph.Graph:
    made = graph.Graph.from_edges(True, count, list(range(count - 1)), list(range(1, count)))
    made.set_f64_bulk(EDGES, "weight", list(range(count - 1)), [float(edge) for edge in range(count - 1)])
    return made


def test_to_arrow__polars_frame__then_values_and_types() -> None:
    roads = graph.Graph.from_arrow(polars.DataFrame(TABLE), "from", "to", True)
    edges = polars.DataFrame(roads.to_arrow(EDGES))
    assert edges.columns == ["edge", "source", "target", "weight", "lanes", "open", "name"]
    assert edges["name"].to_list() == TABLE["name"]
    assert edges["weight"].to_list() == TABLE["weight"]
    assert edges["open"].to_list() == TABLE["open"]
    nodes = polars.DataFrame(roads.to_arrow(NODES))
    assert nodes["key"].to_list() == ["a", "b", "c"]


def test_to_arrow__pyarrow__then_no_copy_and_graph_is_frozen_meanwhile() -> None:
    roads = numbers(1000)
    with roads.view_f64(EDGES, "weight") as view:
        address = numpy.asarray(view).__array_interface__["data"][0]
    table = pyarrow.table(roads.to_arrow(EDGES))
    assert table["weight"].chunk(0).buffers()[1].address == address
    with pytest.raises(graph.BusyError):
        roads.add_nodes(1)
    del table
    roads.add_nodes(1)
    assert len(roads) == 1001


@pytest.mark.parametrize(
    "read",
    [polars.DataFrame, lambda stream: polars.from_arrow(pyarrow.table(stream))],
    ids=["stream", "from_arrow"],
)
def test_to_arrow__polars__then_no_copy_and_graph_is_frozen_meanwhile(
    read: Callable[[Any], polars.DataFrame],
) -> None:
    roads = numbers(1000)
    with roads.view_f64(EDGES, "weight") as view:
        address = numpy.asarray(view).__array_interface__["data"][0]
    frame = read(roads.to_arrow(EDGES))
    assert frame["weight"].to_numpy().__array_interface__["data"][0] == address
    with pytest.raises(graph.BusyError):
        roads.add_nodes(1)
    del frame
    roads.add_nodes(1)
    assert len(roads) == 1001


def test_to_arrow__pandas_frame__then_values() -> None:
    frame = pyarrow.table(numbers(10).to_arrow(EDGES)).to_pandas()
    assert frame["weight"].tolist() == [float(edge) for edge in range(9)]


def test_set_columns__by_key__then_stored_on_the_nodes() -> None:
    roads = graph.Graph.from_arrow(polars.DataFrame(TABLE), "from", "to", True)
    roads.set_columns(NODES, polars.DataFrame({"place": ["c", "a"], "height": [30, 10]}), "place")
    assert roads.get_i64(NODES, "height", 0) == 10
    assert roads.is_null(NODES, "height", 1)
    with pytest.raises(graph.NoSuchKeyError):
        roads.set_columns(NODES, polars.DataFrame({"place": ["zz"], "height": [1]}), "place")


def test_from_arrow__what_no_graph_holds__then_names_the_column() -> None:
    frame = polars.DataFrame({"from": [0], "to": [1], "when": ["2026-01-01"]}).with_columns(
        polars.col("when").str.to_date()
    )
    with pytest.raises(graph.WrongTypeError) as caught:
        graph.Graph.from_arrow(frame, "from", "to", True)
    assert 'column "when"' in str(caught.value.__cause__)
