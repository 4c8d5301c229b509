"""Whether explanations.json says why of every row that is not as it should be, and of no other."""

from dataclasses import dataclass
from typing import Any

from .compare import SAME, TENON, Cell, Line, Table
from .graphs import late_rows, row_titles
from .load import Measured

# What explanations.json holds of one row: "part", "why", and mostly "row" and "peer".
Explanation = dict[str, Any]


@dataclass(frozen=True)
class Doubt:
    """A row that lacks its explanation, or an explanation that lacks its row."""

    part: str
    row: str
    why: str

    def __str__(self) -> str:
        return f"{self.part}, {self.row}: {self.why}"


def of_row(explanations: list[Explanation], part: str, row: str) -> list[Explanation]:
    """What is said of a row."""
    return [one for one in explanations if one["part"] == part and one.get("row") == row]


def open_reasons(table: Table, line: Line, said: list[Explanation]) -> list[str]:
    """What marks a row and is not explained. What is said of no peer in particular speaks for all of them."""
    if any("peer" not in one for one in said):
        return []
    named = {one["peer"] for one in said}
    reasons = [f"{one} x the floor" for one in line.over]
    return reasons + [f"behind {table.titles[one.peer]}" for one in line.behind if one.peer not in named]


def unexplained_calls(table: Table, explanations: list[Explanation]) -> list[Doubt]:
    """The rows of a language that are marked without a word on why."""
    found = []
    for line in table.measured_lines:
        reasons = open_reasons(table, line, of_row(explanations, table.calls.language, line.row.id))
        if reasons:
            found.append(Doubt(table.calls.language, line.row.id, "; ".join(reasons)))
    return found


def may_be_more(one: Cell, other: Cell, limit: float) -> bool:
    """Whether Tenon takes more than so many times the other, by either measure and however unsure."""
    if one.nanoseconds.median > limit * other.nanoseconds.median:
        return True
    if one.instructions is None or other.instructions is None:
        return False
    return one.instructions > limit * other.instructions


def is_stale(table: Table, one: Explanation) -> bool:
    """Whether a row no longer needs its explanation: unsure times speak for keeping it."""
    line = next((line for line in table.measured_lines if line.row.id == one.get("row")), None)
    if line is None:
        return False
    tenon = line.cells[TENON]
    others = {peer: cell for peer, cell in line.cells.items() if peer not in (TENON, table.calls.floor)}
    if "peer" in one:
        return one["peer"] in others and not may_be_more(tenon, others[one["peer"]], SAME)
    if may_be_more(tenon, line.cells[table.calls.floor], table.limit):
        return False
    return not any(may_be_more(tenon, cell, SAME) for cell in others.values())


def unexplained_graph(measured: Measured) -> list[Doubt]:
    """The rows in which library graph is too far behind the best, and nobody says why."""
    part = measured.others.get("graph")
    if part is None:
        return []
    titles = row_titles(part)
    return [
        Doubt("graph", titles[row], why)
        for row, why in late_rows(part).items()
        if not of_row(measured.explanations, "graph", titles[row])
    ]


def stale_graph(measured: Measured) -> list[Doubt]:
    """Explanations of rows in which library graph is as it should be."""
    part = measured.others.get("graph")
    if part is None:
        return []
    titles = row_titles(part)
    late = {titles[row] for row in late_rows(part)}
    return [
        Doubt("graph", one["row"], "it is as it should be")
        for one in measured.explanations
        if one["part"] == "graph" and one.get("row") in titles.values() and one["row"] not in late
    ]


def unexplained(measured: Measured, tables: list[Table]) -> list[Doubt]:
    """Every row that is marked without a word on why."""
    of_calls = [doubt for table in tables for doubt in unexplained_calls(table, measured.explanations)]
    return of_calls + unexplained_graph(measured)


def stale(measured: Measured, tables: list[Table]) -> list[Doubt]:
    """Every explanation of what is as it should be."""
    found = []
    for table in tables:
        for one in measured.explanations:
            if one["part"] == table.calls.language and is_stale(table, one):
                beside = f"behind {one['peer']}" if "peer" in one else "over its limit or behind a peer"
                found.append(Doubt(table.calls.language, one["row"], f"it is no longer {beside}"))
    return found + stale_graph(measured)
