"""The tables on the terminal."""

from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from .compare import TENON, Cell, Line, Table, spread
from .explained import Doubt, stale, unexplained
from .graphs import USED, dataset_of, fastest, memory_of, results_of, row_titles, rows_of
from .load import Measured
from .words import amount, nanoseconds, seconds, size, size_titles

# What fits beside the rows' titles: title, then that many peers.
TITLE_WIDTH = 26
CELL_WIDTH = 23


def cell_text(cell: Cell | None, line: Line) -> str:
    """Ratio of times with the middle half, then that of instructions; a mark where Tenon should do better."""
    if cell is None:
        return "-"
    time = "?"
    if cell.time is not None:
        time = f"{cell.time.median:.2f} ({cell.time.low:.2f}-{cell.time.high:.2f})"
    instructions = "" if cell.instructions is None else f" {cell.instructions:.2f}"
    mark = " !" if cell.peer == TENON and not line.is_kept else ""
    return f"{time}{instructions}{mark}"


def floor_text(cell: Cell | None) -> str:
    """The floor itself, of which all others are multiples."""
    return "-" if cell is None else nanoseconds(cell.nanoseconds.median)


def grid(table: Table, peers: list[str]) -> Grid:
    """A table of some of the peers."""
    made = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    made.add_column("row")
    for peer in peers:
        title = table.titles[peer] + (" (the floor)" if peer == table.calls.floor else "")
        style = "bold" if peer == TENON else None
        made.add_column(escape(title), justify="right", style=style, no_wrap=True)
    for line in table.lines:
        texts = [
            floor_text(line.cells.get(peer))
            if peer == table.calls.floor
            else cell_text(line.cells.get(peer), line)
            for peer in peers
        ]
        made.add_row(escape(line.row.title), *texts)
    return made


def summary(table: Table) -> str:
    """In how many rows Tenon is as fast as by hand, and in how many ahead of each peer."""
    lines = table.measured_lines
    within = [line for line in lines if not line.over]
    unsure = sum(line.is_unsure for line in within)
    doubt = f" ({unsure} by unstable times alone)" if unsure else ""
    words = (
        f"{table.calls.title}: {len(within)} of {len(lines)} rows within {table.limit:.2f} x the floor{doubt}"
    )
    rivals = [f"{table.titles[one.peer]} {one.ahead} of {one.rows}" for one in table.rivals]
    return f"{words}; ahead of {', '.join(rivals)}" if rivals else words


def say_verdicts(console: Console, table: Table) -> None:
    """In how many rows Tenon is as fast as it should be, and what is to be said of the others."""
    console.print(escape(summary(table)))
    for line in table.measured_lines:
        reasons = [f"{one} x the floor" for one in line.over]
        reasons += [f"{one.measure} {one.by:.2f} x {table.titles[one.peer]}" for one in line.behind]
        if reasons:
            console.print(f"  ! {escape(line.row.title)}: {escape('; '.join(reasons))}")


def say_sizes(console: Console, table: Table) -> None:
    """Sizes, and who is missing."""
    made = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    made.add_column("")
    for title in size_titles().values():
        made.add_column(title, justify="right")
    for peer in table.calls.peers:
        made.add_row(escape(peer.title), *(amount(name, peer.sizes[name]) for name in size_titles()))
    console.print(made)
    for one in [*table.calls.missing, *table.calls.uncounted]:
        row = f", {one['row']}" if one.get("row") else ""
        console.print(f"  missing: {escape(one['peer'])}{escape(row)}: {escape(one['why'])}")


def say_calls(console: Console, table: Table) -> None:
    """One language."""
    fitting = max(1, (console.width - TITLE_WIDTH) // CELL_WIDTH)
    peers = table.peers
    console.rule(escape(table.calls.title), align="left", characters="-")
    console.print(escape(table.calls.toolchain))
    for start in range(0, len(peers), fitting):
        console.print(grid(table, peers[start : start + fitting]))
    say_verdicts(console, table)
    say_sizes(console, table)


def say_graph(console: Console, part: dict[str, Any]) -> None:
    """graph beside its peers: seconds, and how often the fastest goes into them."""
    results = results_of(part)
    console.print()
    console.rule("graph beside its peers, seconds of the processor", align="left", characters="-")
    for raw in part["datasets"]:
        dataset, title = dataset_of(raw)
        best = fastest(results, dataset)
        made = Grid(escape(title), box=box.SIMPLE_HEAD, pad_edge=False)
        for words in row_titles(part).values():
            made.add_column(escape(words), justify="right")
        for peer in part["peers"]:
            cells = [
                seconds_text(results.get((dataset, row, peer["peer"])), best.get(row))
                for row in rows_of(part)
            ]
            memory = [memory_of(peer, dataset), memory_of(peer, dataset, USED)]
            sizes = ", ".join(size(value) for value in memory if value is not None) or "-"
            style = "bold" if peer["peer"] == TENON else None
            made.add_row(escape(peer["title"]), *cells, sizes, style=style)
        console.print(made)


def seconds_text(values: list[float] | None, best: float | None) -> str:
    """The median, and its ratio to the fastest."""
    if not values or not best:
        return "-"
    median = spread(values).median
    return f"{seconds(median)} {median / best:.2f}"


def say(measured: Measured, tables: list[Table], about: dict[str, Any]) -> None:
    """Everything that has a place on a terminal."""
    console = Console(highlight=False, soft_wrap=False)
    machine = about["machine"]
    console.print(f"{machine['processor']}, {machine['cores']} cores, {machine['system']}")
    console.print(
        "Each number is a multiple of the floor: the median of the rounds' ratios (their middle half), "
        "then the ratio of instructions. ! marks what should be better."
    )
    for table in tables:
        console.print()
        say_calls(console, table)
    if "graph" in measured.others:
        say_graph(console, measured.others["graph"])
    console.print()
    for table in tables:
        console.print(escape(summary(table)))
    say_doubts(console, "Not explained", unexplained(measured, tables))
    say_doubts(console, "Explained, and needs it no more", stale(measured, tables))


def say_doubts(console: Console, title: str, doubts: list[Doubt]) -> None:
    """What is to be changed in explanations.json."""
    if doubts:
        console.print(f"{title} (bench/calls/explanations.json):")
        for doubt in doubts:
            console.print(f"  {escape(str(doubt))}")
