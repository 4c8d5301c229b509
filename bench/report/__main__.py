"""Merges what the parts of the benchmark measured: tables on the terminal, results.json and index.html.

Usage: python -m report BUILD_DIR [--failed PART]... (with bench/ on PYTHONPATH)

It reads BUILD_DIR/bench/calls/*.json and BUILD_DIR/bench/{scaling,graph,bridge}.json, as many as there are.
"""

import argparse
import json
import pathlib
import sys
from dataclasses import asdict
from typing import Any

from . import compare, machine, terminal
from .explained import stale, unexplained
from .load import Measured, ReportError, load
from .page import write_page

CALLS = pathlib.Path(__file__).parents[1] / "calls"


def compared(table: compare.Table) -> dict[str, Any]:
    """A language's table as results.json has it."""
    rows = []
    for line in table.lines:
        cells = [asdict(cell) for cell in line.cells.values()]
        standings = [{**asdict(one), "place": one.place.value} for one in line.standings]
        rows.append({"row": line.row.id, "peers": cells, "over": line.over, "standings": standings})
    rivals = [asdict(one) for one in table.rivals]
    return {"language": table.calls.language, "limit": table.limit, "rows": rows, "rivals": rivals}


def merged(
    measured: Measured, tables: list[compare.Table], about: dict[str, Any], failed: list[str]
) -> dict[str, Any]:
    """All that was measured, with what follows from it."""
    return {
        **about,
        "failed": failed,
        "compared": list(map(compared, tables)),
        "unexplained": [asdict(one) for one in unexplained(measured, tables)],
        "stale_explanations": [asdict(one) for one in stale(measured, tables)],
        "parts": measured.raw,
    }


def main() -> int:
    """The command itself."""
    parser = argparse.ArgumentParser(prog="report", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--failed", action="append", default=[])
    options = parser.parse_args()
    folder = options.build / "bench"
    try:
        measured = load(folder, CALLS)
    except ReportError as error:
        print(f"report: {error}", file=sys.stderr)
        return 1
    about = machine.describe(CALLS.parents[1])
    tables = compare.tables(measured)
    terminal.say(measured, tables, about)
    content = merged(measured, tables, about, options.failed)
    (folder / "results.json").write_text(json.dumps(content, indent=1) + "\n")
    (folder / "index.html").write_text(write_page(measured, tables, about, options.failed))
    print(f"\nEverything: {folder / 'index.html'}, as numbers: {folder / 'results.json'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
