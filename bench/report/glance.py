"""The top of the page: what came out, at a glance."""

from typing import Any

from .compare import Table, spread
from .graphs import GRAPH_LIMIT, MEMORY, late_rows, row_titles
from .load import LANGUAGES, Measured
from .markup import Element, add, element
from .words import seconds

# What `tenon build` and the import of a package of this many functions may take.
FUNCTIONS = 1000
BUILD_SECONDS = 1.0
IMPORT_SECONDS = 0.01


def card(title: str, target: str, *, is_good: bool) -> Element:
    """A box that leads to its section."""
    style = "card good" if is_good else "card open"
    return element("a", element("h3", title), class_=style, href=f"#{target}")


def language_card(table: Table) -> Element:
    """How near to the floor a language is, and who is overtaken."""
    lines = table.measured_lines
    within = sum(not line.over for line in lines)
    is_good = bool(lines) and all(line.is_kept for line in lines)
    made = card(table.calls.title, table.calls.language, is_good=is_good)
    limit = element("b", f"{table.limit:.2f}×")
    count = element("strong", f"{within} of {len(lines)}")
    add(made, element("p", count, " rows within ", limit, " of the call by hand"))
    if table.rivals:
        add(made, element("p", "Rows in which Tenon is ahead of"), rivals_list(table))
    return made


def rivals_list(table: Table) -> Element:
    """Every peer with the rows in which Tenon is ahead of it."""
    made = element("ul", class_="rivals")
    for one in table.rivals:
        bar = element("span", element("i", style=f"width:{100 * one.ahead / one.rows:.0f}%"), class_="bar")
        count = element("b", f"{one.ahead} of {one.rows}")
        title = f"ahead in {one.ahead}, level in {one.level}, behind in {one.behind}"
        style = "all" if one.ahead == one.rows else None
        line = element("li", element("span", table.titles[one.peer]), bar, count, title=title, class_=style)
        add(made, line)
    return made


def graph_card(part: dict[str, Any]) -> Element:
    """How library graph does beside the best of its peers."""
    titles = row_titles(part)
    late = late_rows(part)
    rows = [row for row in titles if row != MEMORY]
    within = sum(row not in late for row in rows)
    made = card("graph", "graph", is_good=not late)
    count = element("strong", f"{within} of {len(rows)}")
    add(
        made,
        element("p", count, " rows first or within ", element("b", f"{GRAPH_LIMIT:.2f}×"), " of the best"),
    )
    memory = late.get(MEMORY)
    words = "less than any other" if memory is None else f"not the least: {memory}"
    return add(made, element("p", element("b", "Memory per edge: "), words))


def time_of(part: dict[str, Any], series: str, factor: float) -> dict[str, float]:
    """The median seconds of a series at FUNCTIONS functions, by language."""
    return {
        str(one.get("language") or ""): factor * spread(point["y"]).median
        for one in part["series"]
        if one["id"] == series
        for point in one["points"]
        if point["x"] == FUNCTIONS
    }


def contract_card(part: dict[str, Any]) -> Element | None:
    """What a large contract takes to build and its package to import."""
    build = time_of(part, "contract_build", 1.0).get("")
    imports = time_of(part, "contract_import", 1e-3)
    if build is None:
        return None
    is_good = build < BUILD_SECONDS and all(one < IMPORT_SECONDS for one in imports.values())
    made = card(f"{FUNCTIONS:,} functions", "scaling", is_good=is_good)
    limit = element("b", f"{BUILD_SECONDS:g} s")
    add(made, element("p", element("strong", seconds(build)), " for tenon build, to be under ", limit))
    words = [f"{seconds(one)} in {LANGUAGES.get(language, language)}" for language, one in imports.items()]
    if words:
        limit = element("b", f"{1e3 * IMPORT_SECONDS:g} ms")
        add(made, element("p", "Import: ", ", ".join(words), ", to be under ", limit))
    return made


def cards(measured: Measured, tables: list[Table]) -> Element | None:
    """Every part that is judged."""
    made = element("div", *map(language_card, tables), class_="cards")
    if "graph" in measured.others:
        add(made, graph_card(measured.others["graph"]))
    if "scaling" in measured.others:
        add(made, contract_card(measured.others["scaling"]))
    return made if len(made) else None
