"""Columns of the graph through Python: every type round-trips, bulk and single agree, views are windows."""

import math
import os
import random
import threading
import time

import graph
import numpy
import pytest

NODES = graph.Entity.NODES


@pytest.fixture
def nodes() -> graph.Graph:
    made = graph.Graph(directed=True)
    made.add_nodes(1000)
    return made


def test_f64__every_special_value__then_round_trips(nodes: graph.Graph) -> None:
    values = [0.0, -0.0, 5e-324, 1.7976931348623157e308, math.inf, -math.inf, 0.1]
    for node, value in enumerate(values):
        nodes.set_f64(NODES, "weight", node, value)
        assert math.copysign(1, nodes.get_f64(NODES, "weight", node)) == math.copysign(1, value)
        assert nodes.get_f64(NODES, "weight", node) == value
    nodes.set_f64(NODES, "weight", 7, math.nan)
    assert math.isnan(nodes.get_f64(NODES, "weight", 7))


@pytest.mark.parametrize("value", [-(2**63), -1, 0, 1, 2**53 + 1, 2**63 - 1])
def test_i64__edges_of_the_range__then_round_trip(nodes: graph.Graph, value: int) -> None:
    nodes.set_i64(NODES, "count", 3, value)
    assert nodes.get_i64(NODES, "count", 3) == value


@pytest.mark.parametrize("value", ["", "a", "\u00e9\u4e2d\U0001f600", "x" * 100_000])
def test_text__any_unicode__then_round_trips(nodes: graph.Graph, value: str) -> None:
    nodes.set_text(NODES, "label", 0, value)
    assert nodes.get_text(NODES, "label", 0) == value


def test_bulk__random_ids__then_agrees_with_single(nodes: graph.Graph) -> None:
    source = random.Random(1)
    ids = numpy.array(source.sample(range(1000), 300), dtype=numpy.uint64)
    values = numpy.array([source.random() for _ in ids])
    nodes.set_f64_bulk(NODES, "weight", ids, values)
    for node, value in zip(ids, values, strict=True):
        assert nodes.get_f64(NODES, "weight", int(node)) == value
    unset = next(node for node in range(1000) if node not in set(ids.tolist()))
    assert nodes.is_null(NODES, "weight", unset)
    with pytest.raises(graph.NoValueError):
        nodes.get_f64(NODES, "weight", unset)


def test_bulk__one_missing_node__then_nothing_is_set(nodes: graph.Graph) -> None:
    with pytest.raises(KeyError):
        nodes.set_f64_bulk(NODES, "weight", [1, 2, 5000], [1.0, 2.0, 3.0])
    with pytest.raises(graph.GraphError):
        nodes.get_f64(NODES, "weight", 1)


def test_view__column__then_is_a_window_that_blocks_changes(nodes: graph.Graph) -> None:
    nodes.set_f64_bulk(NODES, "weight", list(range(1000)), [float(node) for node in range(1000)])
    with nodes.view_f64(NODES, "weight") as view:
        assert len(view) == 1000
        assert view[999] == 999.0
        with pytest.raises(graph.BusyError):
            nodes.set_f64(NODES, "weight", 0, 1.0)
    nodes.set_f64(NODES, "weight", 0, 1.0)


# Its allocator keeps what was freed, to find who still uses it.
SANITIZED = "libasan" in os.environ.get("LD_PRELOAD", "")


def resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


def test_views__opened_while_another_thread_writes__then_whole_or_refused(nodes: graph.Graph) -> None:
    ids = numpy.arange(1000, dtype=numpy.uint64)
    nodes.set_f64_bulk(NODES, "weight", ids, numpy.zeros(1000))
    stop = threading.Event()
    written = 0

    def write() -> None:
        nonlocal written
        while not stop.is_set():
            try:
                nodes.set_f64_bulk(NODES, "weight", ids, numpy.full(1000, float(written + 1)))
                written += 1
            except graph.BusyError:
                pass
            time.sleep(0)

    def look(times: int) -> tuple[int, int]:
        shown = refused = 0
        for turn in range(times):
            try:
                view = nodes.view_f64(NODES, "weight")
            except graph.BusyError:
                refused += 1
                continue
            shown += 1
            window = numpy.asarray(view) if turn % 2 == 0 else memoryview(view)
            assert len(window) == 1000
            assert window[0] == window[500] == window[999]
            if turn % 1000 == 0:
                whole = numpy.asarray(window)
                assert (whole == whole[0]).all()
                del whole
            del window, view
        return shown, refused

    thread = threading.Thread(target=write)
    thread.start()
    try:
        look(10_000)
        before = resident()
        shown, refused = look(100_000)
        grown = resident() - before
    finally:
        stop.set()
        thread.join()
    assert shown + refused == 100_000
    assert shown > 0
    assert written > 0
    assert SANITIZED or grown < 5_000_000
    nodes.set_f64(NODES, "weight", 0, -1.0)


def test_views__many_open_at_once__then_refuse_writers_until_the_last_is_gone(nodes: graph.Graph) -> None:
    nodes.set_f64(NODES, "weight", 0, 1.0)
    views = [memoryview(nodes.view_f64(NODES, "weight")) for _ in range(100_000)]
    while len(views) > 1:
        del views[len(views) // 2 :]
        with pytest.raises(graph.BusyError):
            nodes.set_f64(NODES, "weight", 0, 2.0)
    views.clear()
    nodes.set_f64(NODES, "weight", 0, 2.0)


def test_keys__many__then_are_found(nodes: graph.Graph) -> None:
    keyed = graph.Graph(directed=False)
    ids = {f"key-{number}": keyed.add_node_with_key(f"key-{number}") for number in range(5000)}
    assert all(keyed.node_by_key(key) == node for key, node in ids.items())
    assert all(keyed.key(node) == key for key, node in ids.items())
    with pytest.raises(graph.AlreadyExistsError):
        keyed.add_node_with_key("key-17")
    with pytest.raises(graph.NoSuchKeyError):
        keyed.node_by_key("missing")
