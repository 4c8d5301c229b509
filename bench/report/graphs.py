"""What the part graph measured, as the page and the terminal need it."""

from typing import Any

from .compare import spread

# How far behind the fastest library graph may be.
GRAPH_LIMIT = 1.2

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


def memory_of(peer: dict[str, Any], dataset: str) -> float | None:
    """Bytes per edge of a library."""
    found = peer.get("bytes_per_edge")
    value = found.get(dataset) if isinstance(found, dict) else found
    return None if value is None else float(value)
