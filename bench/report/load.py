"""Reads what the parts of the benchmark wrote, and says what is wrong with a file that cannot be read."""

import datetime
import json
import pathlib
from dataclasses import dataclass, field
from typing import Any

import jsonschema  # type: ignore[import-untyped]

HERE = pathlib.Path(__file__).parent
LANGUAGES = {"python": "Python", "node": "Node.js", "go": "Go", "rust": "Rust", "c": "C"}
# Parts that are one file each beside the folder of calls.
OTHERS = ("scaling", "graph", "bridge")


class ReportError(Exception):
    """Why a report cannot be made of what is there."""


@dataclass(frozen=True)
class Row:
    """One row of the table: one thing that every peer does."""

    id: str
    title: str
    call: str


@dataclass(frozen=True)
class Result:
    """What one row took one peer: a value of each round, and instructions where they could be counted."""

    nanoseconds: list[float]
    instructions: float | None
    note: str | None


@dataclass(frozen=True)
class Peer:
    """One way to call the library, and what it costs besides the call."""

    id: str
    title: str
    version: str
    how: str
    sizes: dict[str, float | None]


@dataclass(frozen=True)
class Calls:
    """What was measured in one language."""

    language: str
    title: str
    toolchain: str
    floor: str
    peers: list[Peer]
    results: dict[tuple[str, str], Result]
    missing: list[dict[str, Any]]
    measured: str

    @property
    def uncounted(self) -> list[dict[str, Any]]:
        """Results without instructions, in the shape of `missing`: a peer that has none at all once."""
        found: list[dict[str, Any]] = []
        for peer in self.peers:
            own = {row: one for (row, name), one in self.results.items() if name == peer.id}
            lacking = {row: one for row, one in own.items() if one.instructions is None}
            if lacking and len(lacking) == len(own):
                lacking = {"": next(iter(lacking.values()))}
            found += [
                {
                    "peer": peer.id,
                    "row": f"{row} instructions".strip(),
                    "why": one.note or "they were not counted",
                }
                for row, one in lacking.items()
            ]
        return found

    def why_missing(self, row: str, peer: str) -> str | None:
        """Why a peer has no result in a row, in the words of the part."""
        for one in self.missing:
            if one["peer"] == peer and one.get("row") in (None, row):
                return str(one["why"])
        return None


@dataclass
class Measured:
    """All that is there."""

    rows: list[Row]
    calls: list[Calls] = field(default_factory=list)
    others: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    explanations: list[dict[str, Any]] = field(default_factory=list)


SIZES = ("binary_bytes", "object_bytes", "build_seconds", "import_milliseconds", "generated_lines")


def read_json(path: pathlib.Path) -> Any:
    """The content of a JSON file. Raises ReportError that names the file and the place."""
    try:
        return json.loads(path.read_text())
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read ({error}); run its part of the benchmark again"
        raise ReportError(message) from error
    except json.JSONDecodeError as error:
        message = f"{path}:{error.lineno}:{error.colno}: is not JSON ({error.msg}); run its part again"
        raise ReportError(message) from error


def read_checked(path: pathlib.Path, schema: str) -> Any:
    """The content of a part's file, which has the shape that schemas/ says."""
    content = read_json(path)
    checker = jsonschema.Draft202012Validator(json.loads((HERE / f"schemas/{schema}.json").read_text()))
    wrong = jsonschema.exceptions.best_match(checker.iter_errors(content))
    if wrong is not None:
        message = f"{path}: {wrong.json_path}: {wrong.message[:200]}; see bench/report/schemas/{schema}.json"
        raise ReportError(message)
    return content


def when(path: pathlib.Path) -> str:
    """When a part was measured."""
    time = datetime.datetime.fromtimestamp(path.stat().st_mtime, tz=datetime.UTC)
    return time.isoformat(timespec="seconds")


def peer_of(raw: dict[str, Any]) -> Peer:
    """A peer as its part describes it."""
    sizes = {name: raw.get(name) for name in SIZES}
    return Peer(raw["peer"], raw["title"], str(raw.get("version") or ""), str(raw.get("how") or ""), sizes)


def read_calls(path: pathlib.Path) -> Calls:
    """What one language's part wrote."""
    raw = read_checked(path, "calls")
    peers = [peer_of(one) for one in raw["peers"]]
    names = {peer.id for peer in peers}
    results: dict[tuple[str, str], Result] = {}
    for number, one in enumerate(raw["results"]):
        if one["peer"] not in names:
            place = f"$.results[{number}]"
            message = f"{path}: {place}: the peer {one['peer']!r} is missing in $.peers; add it"
            raise ReportError(message)
        results[one["row"], one["peer"]] = Result(
            one["nanoseconds"], one.get("instructions"), one.get("note")
        )
    if raw["floor"] not in names:
        message = f"{path}: $.floor: the floor {raw['floor']!r} is missing in $.peers; add it"
        raise ReportError(message)
    title = LANGUAGES.get(raw["language"], raw["language"])
    return Calls(
        raw["language"], title, raw["toolchain"], raw["floor"], peers, results, raw["missing"], when(path)
    )


def language_order(path: pathlib.Path) -> tuple[int, str]:
    """Languages come in the project's order, others after them."""
    known = list(LANGUAGES)
    return (known.index(path.stem) if path.stem in known else len(known), path.stem)


def load(results: pathlib.Path, calls: pathlib.Path) -> Measured:
    """Everything below `results` (BUILD_DIR/bench), with what `calls` (bench/calls) says of the rows."""
    rows = [Row(one["id"], one["title"], one["call"]) for one in read_json(calls / "rows.json")["rows"]]
    measured = Measured(rows)
    for path in sorted((results / "calls").glob("*.json"), key=language_order):
        measured.calls.append(read_calls(path))
        measured.raw[f"calls/{path.stem}"] = {"measured": when(path), **read_json(path)}
    for name in OTHERS:
        path = results / f"{name}.json"
        if path.exists():
            measured.others[name] = read_checked(path, name)
            measured.raw[name] = {"measured": when(path), **measured.others[name]}
    explanations = calls / "explanations.json"
    if explanations.exists():
        measured.explanations = read_checked(explanations, "explanations")["explanations"]
    known = {row.id for row in rows}
    for one in measured.calls:
        for row, _ in one.results:
            if row not in known:
                known.add(row)
                measured.rows.append(Row(row, row, ""))
    if not measured.raw:
        message = f"{results}: holds no results; make bench measures them"
        raise ReportError(message)
    return measured
