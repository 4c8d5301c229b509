"""What the part graph measured, as the page and the terminal need it."""

from typing import Any

from .compare import TENON, spread
from .words import size

# How far behind the fastest library graph may be.
GRAPH_LIMIT = 1.2
MEMORY = "memory"

Results = dict[tuple[str, str, str], list[float]]


def dataset_of(raw: Any) -> tuple[str, str]:
    """A graph's name and what is said of it."""
    if not isinstance(raw, dict):
        return str(raw), str(raw)
    name = str(raw.get("dataset") or raw.get("id"))
    counts = [f"{raw[key]:,} {key}" for key in ("nodes", "edges") if isinstance(raw.get(key), int)]
    return name, ": ".join(
        [str(raw.get("title", name)), ", ".join(counts)] if counts else [str(raw.get("title", name))]
    )


def rows_of(part: dict[str, Any]) -> dict[str, str]:
    """The rows with their titles, as the part names them."""
    titles = {str(one["row"]): str(one["title"]) for one in part.get("rows", [])}
    for one in part["results"]:
        titles.setdefault(one["row"], one["row"])
    return titles


def results_of(part: dict[str, Any]) -> Results:
    """Seconds by dataset, row and library."""
    return {(one["dataset"], one["row"], one["peer"]): one["seconds"] for one in part["results"]}


def fastest(results: Results, dataset: str) -> dict[str, float]:
    """The median seconds of the fastest library in each row of a dataset."""
    best: dict[str, float] = {}
    for (found, row, _), values in results.items():
        if found == dataset:
            best[row] = min(best.get(row, float("inf")), spread(values).median)
    return best


# What bench/graph calls the bytes per edge of a graph that is built, and of one that every row has run on.
BUILT, USED = "bytes_per_edge", "bytes_per_edge_used"


def memory_of(peer: dict[str, Any], dataset: str, when: str = BUILT) -> float | None:
    """Bytes per edge of a library."""
    found = peer.get(when)
    value = found.get(dataset) if isinstance(found, dict) else found
    return None if value is None else float(value)


def row_titles(part: dict[str, Any]) -> dict[str, str]:
    """Everything that library graph is judged by."""
    return {**rows_of(part), MEMORY: "memory per edge"}


def late_rows(part: dict[str, Any]) -> dict[str, str]:
    """The rows in which library graph is too far behind the best library, with by how much and where."""
    results = results_of(part)
    late: dict[str, list[str]] = {}
    for raw in part["datasets"]:
        dataset, _ = dataset_of(raw)
        for row, best in fastest(results, dataset).items():
            values = results.get((dataset, row, TENON))
            if values and spread(values).median > GRAPH_LIMIT * best:
                late.setdefault(row, []).append(
                    f"{spread(values).median / best:.2f} x the fastest on {dataset}"
                )
        if found := more_memory(part, dataset):
            late.setdefault(MEMORY, []).append(found)
    return {row: "; ".join(words) for row, words in late.items()}


def more_memory(part: dict[str, Any], dataset: str) -> str | None:
    """Whether another library keeps an edge in less, when it is built or when every row has run."""
    for when, words in ((BUILT, ""), (USED, " when every row has run")):
        found = {
            peer["peer"]: value
            for peer in part["peers"]
            if (value := memory_of(peer, dataset, when)) is not None
        }
        least = min(found, key=lambda peer: found[peer], default=TENON)
        if TENON in found and found[least] < found[TENON]:
            return f"{size(found[TENON])} and {least} {size(found[least])} on {dataset}{words}"
    return None
