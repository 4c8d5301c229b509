"""A language's part of the page: the table, what is said of it, and a plot of every row."""

from typing import Any

from .compare import TENON, Cell, Line, Spread, Table
from .explained import of_row
from .markup import Element, add, element, prose
from .plots import Dot, Dots
from .words import amount, nanoseconds, size_titles


def ratio_text(value: float) -> str:
    """A ratio: two decimals while they say something."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def range_text(value: Spread) -> str:
    """The middle half of ratios."""
    return f"{ratio_text(value.low)}–{ratio_text(value.high)}"


def floor_cell(cell: Cell | None) -> Element:
    """The floor: what a call takes."""
    if cell is None:
        return element("td", "–")
    times = cell.nanoseconds
    return element(
        "td",
        element("b", nanoseconds(times.median)),
        element("small", f"{nanoseconds(times.low)} – {nanoseconds(times.high)}"),
    )


def peer_cell(table: Table, line: Line, peer: str) -> Element:
    """A peer beside the floor."""
    cell = line.cells.get(peer)
    style = "tenon" if peer == TENON else None
    if cell is None:
        why = table.calls.why_missing(line.row.id, peer)
        return element("td", "–", class_=f"none {style or ''}".strip(), title=why)
    time = "–" if cell.time is None else f"{ratio_text(cell.time.median)}×"
    made = element("td", element("b", time), class_=style, title=cell.note)
    if peer == TENON and not line.is_kept:
        add(made, " ", element("span", "!", class_="flag", title="; ".join(reasons(table, line))))
    if cell.time is not None:
        add(made, element("small", range_text(cell.time)))
    if cell.instructions is not None:
        add(made, element("small", f"{ratio_text(cell.instructions)}× instr.", class_="instructions"))
    return made


def reasons(table: Table, line: Line) -> list[str]:
    """In words, why a row is marked."""
    over = [f"{one}× the floor" for one in line.over]
    return over + [f"behind {table.titles[one.peer]} in {one.measure}, {one.by:.2f}×" for one in line.behind]


def main_table(table: Table) -> Element:
    """Rows and peers."""
    heads = element("tr", element("th", "row", scope="col"))
    for peer in table.peers:
        is_floor = peer == table.calls.floor
        add(
            heads,
            element(
                "th",
                table.titles[peer],
                element("small", "the floor") if is_floor else None,
                scope="col",
                class_="tenon" if peer == TENON else None,
            ),
        )
    body = element("tbody")
    for line in table.lines:
        made = element("tr", element("th", line.row.title, scope="row", title=line.row.call))
        for peer in table.peers:
            is_floor = peer == table.calls.floor
            add(made, floor_cell(line.cells.get(peer)) if is_floor else peer_cell(table, line, peer))
        add(body, made)
    made = element("table", element("thead", heads), body, class_="numbers")
    return element(
        "div", made, class_="scroll", tabindex=0, role="region", aria_label=f"{table.calls.title}: all rows"
    )


def explained(table: Table, line: Line, explanations: list[dict[str, Any]]) -> list[str]:
    """What is said of a marked row of this language: of Tenon alone, and of the peers that it is behind."""
    said = of_row(explanations, table.calls.language, line.row.id)
    behind = {one.peer for one in line.behind}
    return [one["why"] for one in said if "peer" not in one or one["peer"] in behind]


def findings(table: Table, explanations: list[dict[str, Any]]) -> Element | None:
    """Marked rows with their reasons, and why it is so."""
    made = element("ul", class_="findings")
    for line in table.measured_lines:
        marked = reasons(table, line)
        if not marked:
            continue
        why = explained(table, line, explanations)
        item = element("li", element("b", line.row.title), element("span", ": " + "; ".join(marked)))
        add(
            item,
            ". ",
            *(prose(" ".join(why), table.row_titles) if why else [element("i", "Not explained yet.")]),
        )
        add(made, item)
    return element("div", element("h3", "What is marked, and why"), made) if len(made) else None


def general_words(table: Table, explanations: list[dict[str, Any]]) -> list[Element]:
    """What is said of a language as a whole."""
    return [
        element("p", *prose(one["why"], table.row_titles))
        for one in explanations
        if one["part"] == table.calls.language and one.get("row") is None
    ]


def style_of(table: Table, peer: str) -> str:
    """What a peer's dots look like."""
    return {TENON: "tenon", table.calls.floor: "by-hand"}.get(peer, "")


def time_order(cell: Cell) -> float:
    """Where a peer comes among the others: the fastest first."""
    return cell.nanoseconds.median


def row_plot(table: Table, line: Line) -> Element:
    """All peers in one row."""
    dots = []
    for peer in sorted(line.cells, key=lambda name: time_order(line.cells[name])):
        cell = line.cells[peer]
        title = table.titles[peer]
        words = [f"{title}: {nanoseconds(cell.nanoseconds.median)}"]
        words += [f"{ratio_text(cell.time.median)}× ({range_text(cell.time)})"] if cell.time else []
        words += [f"{ratio_text(cell.instructions)}× the instructions"] if cell.instructions else []
        dots.append(
            Dot(
                title,
                cell.time,
                nanoseconds(cell.nanoseconds.median),
                cell.instructions,
                style_of(table, peer),
                ", ".join(words),
            )
        )
    plot = Dots(f"{table.calls.title}: {line.row.title}, every peer", "× the floor", dots, table.limit)
    return element(
        "figure", element("figcaption", element("b", line.row.title), " ", line.row.call), plot.draw()
    )


def tenon_plot(table: Table) -> Element:
    """Tenon in all rows."""
    dots = []
    for line in table.measured_lines:
        cell = line.cells[TENON]
        text = "" if cell.time is None else f"{ratio_text(cell.time.median)}×"
        dots.append(Dot(line.row.title, cell.time, text, cell.instructions, "alone"))
    plot = Dots(
        f"{table.calls.title}: Tenon beside the floor in every row",
        "× the floor",
        dots,
        table.limit,
        width=430,
        left=170,
        right=52,
    )
    return element(
        "figure",
        element(
            "figcaption",
            element("b", "Tenon beside the floor. "),
            f"Dots are times, hollow diamonds instructions; up to {table.limit:.2f}× is shaded.",
        ),
        plot.draw(),
    )


def language_section(table: Table, explanations: list[dict[str, Any]]) -> Element:
    """One language."""
    plots = element("div", *(row_plot(table, line) for line in table.lines), class_="plots")
    return element(
        "section",
        element("h2", table.calls.title),
        element("p", table.calls.toolchain, class_="toolchain"),
        *general_words(table, explanations),
        element(
            "div",
            tenon_plot(table) if table.measured_lines else None,
            findings(table, explanations),
            class_="beside",
        ),
        main_table(table),
        element("details", element("summary", f"Every row, every peer: {len(table.lines)} plots"), plots),
        id=table.calls.language,
    )


def sizes_section(tables: list[Table]) -> Element | None:
    """What a peer costs besides the call, and how it was built."""
    if not tables:
        return None
    made = element("section", element("h2", "Sizes, build and import"), id="sizes")
    for table in tables:
        heads = element("tr", element("th", table.calls.title, scope="col"))
        add(heads, *(element("th", title, scope="col") for title in size_titles().values()))
        body = element("tbody")
        for peer in table.calls.peers:
            line = element("tr", element("th", peer.title, element("small", peer.version), scope="row"))
            add(line, *(element("td", amount(name, peer.sizes[name])) for name in size_titles()))
            line.set("class", "tenon" if peer.id == TENON else "")
            add(body, line)
        grid = element("table", element("thead", heads), body, class_="numbers")
        add(
            made,
            element(
                "div",
                grid,
                class_="scroll",
                tabindex=0,
                role="region",
                aria_label=f"{table.calls.title}: sizes",
            ),
        )
        how = element("dl", class_="how")
        for peer in table.calls.peers:
            add(how, element("dt", peer.title), element("dd", peer.how))
        add(made, element("details", element("summary", f"{table.calls.title}: how each was built"), how))
    return made
