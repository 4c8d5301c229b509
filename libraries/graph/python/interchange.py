"""Graphs to and from NetworkX.

Frames of pandas, Polars and other libraries need nothing of this module:
`Graph.from_arrow` and `Graph.set_columns` take them as they are, and what
`Graph.to_arrow` gives is a table to all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from . import Entity, Graph, NoValueError, Type

if TYPE_CHECKING:
    import networkx  # type: ignore[import-untyped]

__all__ = ["from_networkx", "to_networkx"]

LABEL = "label"
"""The node column of labels that are whole numbers but not 0, 1, 2, ... in order."""


def to_networkx(graph: Graph) -> networkx.MultiGraph[Any] | networkx.MultiDiGraph[Any]:
    """Give a graph as NetworkX has it.

    A node is called by its key, else by its value in the column "label", else by its
    id. Columns become attributes; a missing value is a missing attribute. The key of
    an edge is its id, so that parallel edges stay apart.

    Raises:
        ValueError: Two nodes would have the same name.
    """
    import networkx  # type: ignore[import-untyped]

    result: Any = networkx.MultiDiGraph() if graph.directed else networkx.MultiGraph()
    if graph.name is not None:
        result.graph["name"] = graph.name
    names = _names(graph)
    nodes = _attributes(graph, Entity.NODES, list(names), without=LABEL)
    for node, attributes in nodes.items():
        result.add_node(names[node], **attributes)
    if result.number_of_nodes() != len(names):
        raise ValueError(
            "two nodes would have the same name: "
            "give the nodes keys that differ from the ids of others"
        )
    edges = _attributes(graph, Entity.EDGES, graph.edge_ids().tolist())
    for edge, attributes in edges.items():
        source, target = graph.edge_endpoints(edge)
        result.add_edge(names[source], names[target], key=edge, **attributes)
    return result


def from_networkx(source: networkx.Graph[Any]) -> Graph:
    """Make a graph of one of NetworkX's four classes.

    Nodes get the ids 0, 1, 2, ... in NetworkX's order. Names that are texts become
    keys; names that are whole numbers and not 0, 1, 2, ... already go to the column
    "label". Attributes become columns: bool, int, float (also of int and float mixed)
    or text. An undirected edge stays undirected; keys of parallel edges are not kept.

    Raises:
        TypeError: A name or an attribute is of a type that a graph cannot hold; the
            message names it.
        OverflowError: A whole number does not fit 64 bits.
    """
    labels = list(source.nodes)
    ids = {label: node for node, label in enumerate(labels)}
    graph = Graph(directed=source.is_directed())
    name = source.graph.get("name")
    if isinstance(name, str) and name:
        graph.name = name
    graph.add_nodes(len(labels))
    _set_labels(graph, labels)
    _set_columns(
        graph, Entity.NODES, [attributes for _, attributes in source.nodes(data=True)]
    )
    edges = list(source.edges(data=True))
    graph.add_edges([ids[edge[0]] for edge in edges], [ids[edge[1]] for edge in edges])
    _set_columns(graph, Entity.EDGES, [edge[2] for edge in edges])
    return graph


def _names(graph: Graph) -> dict[int, Any]:
    columns = {
        graph.column_name(Entity.NODES, index)
        for index in range(graph.column_count(Entity.NODES))
    }
    has_labels = LABEL in columns and graph.column_type(Entity.NODES, LABEL) == Type.I64
    names: dict[int, Any] = {}
    for node in graph.node_ids().tolist():
        key = graph.key(node)
        if key is not None:
            names[node] = key
        elif has_labels and not graph.is_null(Entity.NODES, LABEL, node):
            names[node] = graph.get_i64(Entity.NODES, LABEL, node)
        else:
            names[node] = node
    return names


def _texts(
    graph: Graph, of: Entity, column: str, ids: Sequence[int]
) -> Iterable[tuple[int, str]]:
    for element in ids:
        try:
            yield element, graph.get_text(of, column, element)
        except NoValueError:
            continue


def _values(
    graph: Graph, of: Entity, column: str, ids: Sequence[int]
) -> Iterable[tuple[int, object]]:
    type_of = graph.column_type(of, column)
    if type_of == Type.TEXT:
        return _texts(graph, of, column, ids)
    reader: Any = {
        Type.I64: graph.get_i64_bulk,
        Type.F64: graph.get_f64_bulk,
        Type.BOOL: graph.get_bool_bulk,
    }[type_of]
    values, present = reader(of, column, ids)
    pairs = zip(ids, list(values), list(present), strict=True)
    return (
        (element, bool(value) if type_of == Type.BOOL else value)
        for element, value, there in pairs
        if there
    )


def _attributes(
    graph: Graph, of: Entity, ids: Sequence[int], without: str | None = None
) -> dict[int, dict[str, object]]:
    found: dict[int, dict[str, object]] = {element: {} for element in ids}
    for index in range(graph.column_count(of)):
        column = graph.column_name(of, index)
        if column == without:
            continue
        for element, value in _values(graph, of, column, ids):
            found[element][column] = value
    return found


def _set_labels(graph: Graph, labels: Sequence[Any]) -> None:
    if labels == list(range(len(labels))) and not any(
        isinstance(label, bool) for label in labels
    ):
        return
    for node, label in enumerate(labels):
        if isinstance(label, str):
            graph.set_key(node, label)
        elif isinstance(label, int) and not isinstance(label, bool):
            graph.set_i64(Entity.NODES, LABEL, node, label)
        else:
            raise TypeError(
                f"the node {label!r} is named by a {type(label).__name__}, not by a "
                "text or a whole number; networkx.relabel_nodes or "
                "networkx.convert_node_labels_to_integers can rename it"
            )


def _column_type(name: str, values: Iterable[object]) -> Type:
    kinds = {type(value) for value in values}
    for accepted, result in (
        ({bool}, Type.BOOL),
        ({int}, Type.I64),
        ({int, float}, Type.F64),
        ({str}, Type.TEXT),
    ):
        if kinds <= accepted:
            return result
    names = ", ".join(sorted(kind.__name__ for kind in kinds))
    raise TypeError(
        f'the attribute "{name}" has values of the types {names}; '
        "a column holds bool, int, float or str alone"
    )


def _set_columns(graph: Graph, of: Entity, rows: Sequence[dict[Any, object]]) -> None:
    columns: dict[str, dict[int, Any]] = {}
    for element, attributes in enumerate(rows):
        for name, value in attributes.items():
            if value is not None:
                columns.setdefault(str(name), {})[element] = value
    for name, values in columns.items():
        type_of = _column_type(name, values.values())
        setter: Any = {
            Type.BOOL: graph.set_bool_bulk,
            Type.I64: graph.set_i64_bulk,
            Type.F64: graph.set_f64_bulk,
            Type.TEXT: graph.set_text_bulk,
        }[type_of]
        setter(
            of,
            name,
            list(values),
            bytes(values.values()) if type_of == Type.BOOL else list(values.values()),
        )
