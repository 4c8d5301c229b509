"""bench/report and bench/run.sh: what was measured becomes a table, a page and one file."""

import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from report.compare import ratio, spread, tables
from report.explained import stale, unexplained
from report.load import load
from report.markup import element, prose
from report.plots import Scale

CALLS = ROOT / "bench/calls"
VOID = {"meta", "link", "img", "br", "hr", "input"}
FLOOR = [100.0, 200.0, 100.0, 400.0]


def peer(name, title, **sizes):
    return {"peer": name, "title": title, "version": "1.2", "how": f"how {name} is built", **sizes}


def result(row, name, factor, instructions=None):
    """As slow as the floor times the factor in every round."""
    times = [factor * one for one in FLOOR]
    return {"row": row, "peer": name, "nanoseconds": times, "instructions": instructions}


def python_part(**changes):
    """A small part as bench/calls/python writes it."""
    part = {
        "language": "python",
        "toolchain": "CPython <3>",
        "floor": "handwritten",
        "peers": [
            peer("tenon", "Tenon", binary_bytes=2048, import_milliseconds=1.5),
            peer("handwritten", "C API by hand"),
            peer("nanobind", "nanobind & co"),
        ],
        "missing": [
            {"peer": "uniffi", "row": None, "why": "its registry has no such version"},
            {"peer": "nanobind", "row": "add", "why": "it cannot add"},
        ],
        "results": [
            result("nothing", "handwritten", 1, 50),
            result("nothing", "tenon", 1.05, 51),
            result("nothing", "nanobind", 2, 120),
            result("add", "handwritten", 1, 50),
            result("add", "tenon", 1.3, 66),
            result("method", "tenon", 1.0),
        ],
    }
    return {**part, **changes}


GRAPH = {
    "part": "graph",
    "rows": [{"row": "bfs", "title": "breadth-first search"}],
    "datasets": [{"dataset": "rmat", "title": "R-MAT", "nodes": 10, "edges": 20}],
    "peers": [
        {
            "peer": "tenon",
            "title": "graph",
            "bytes_per_edge": {"rmat": 12.5},
            "bytes_per_edge_used": {"rmat": 13.5},
        },
        {"peer": "igraph", "title": "igraph", "bytes_per_edge": {"rmat": 32}},
    ],
    "missing": [{"peer": "graph_tool", "row": None, "why": "needs another Python"}],
    "results": [
        {"dataset": "rmat", "row": "bfs", "peer": "tenon", "seconds": [0.01, 0.02]},
        {"dataset": "rmat", "row": "bfs", "peer": "igraph", "seconds": [0.03]},
    ],
}
SCALING = {
    "part": "scaling",
    "series": [
        {
            "id": "threads",
            "title": "Threads calling one object",
            "language": "go",
            "variant": variant,
            "x_label": "threads",
            "y_label": "calls per second",
            "points": [{"x": 1, "y": [10.0, 11.0]}, {"x": 16, "y": [0.0]}],
        }
        for variant in ("one object", "many objects")
    ],
    "notes": ["Two cores."],
    "missing": [],
}
TIMES = {"low": 1.0, "median": 1.5, "high": 2.0, "over": 0.5}
BRIDGE = {
    "part": "bridge",
    "rounds": 1001,
    "ways": [{"title": "bridged: a provider", "waiting": TIMES, "independent": TIMES}],
}


@pytest.fixture
def build(tmp_path):
    """A build folder with every part's result."""
    write(tmp_path, "calls/python", python_part())
    for name, part in (("graph", GRAPH), ("scaling", SCALING), ("bridge", BRIDGE)):
        write(tmp_path, name, part)
    return tmp_path


def write(build, name, content):
    path = build / f"bench/{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))


def report(build, *options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "bench"), "COLUMNS": "160"}
    command = [sys.executable, "-B", "-m", "report", build, *options]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def table(build):
    return tables(load(build / "bench", CALLS))[0]


class Reader(html.parser.HTMLParser):
    """Reads a page, and fails where an element is closed that is not open."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.text = []
        self.fetched = []

    def handle_starttag(self, tag, attrs):
        self.open += [] if tag in VOID else [tag]
        of_elsewhere = [
            value for name, value in attrs if name in ("src", "href", "srcset") and value[0] != "#"
        ]
        self.fetched += of_elsewhere

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def read_page(build):
    text = (build / "bench/index.html").read_text()
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    assert reader.fetched == []
    assert re.findall(r"url\(|@import|<script|https?://", text) == []
    return text, " ".join(reader.text)


def test_report__every_part__then_table_page_and_numbers(build):
    done = report(build)
    assert done.returncode == 0, done.stderr
    for words in (
        "C API by hand",
        "nanobind & co",
        "1.05 (1.05-1.05) 1.02",
        "its registry has no such version",
    ):
        assert words in done.stdout
    numbers = json.loads((build / "bench/results.json").read_text())
    assert set(numbers["parts"]) == {"calls/python", "graph", "scaling", "bridge"}
    assert {"date", "commit", "machine", "toolchains"} <= set(numbers)
    assert numbers["compared"][0]["rows"][1]["over"] == ["time 1.30", "instructions 1.32"]


def test_page__every_part__then_well_formed_and_everybody_named(build):
    assert report(build).returncode == 0
    source, text = read_page(build)
    assert '<meta name="viewport"' in source
    for words in (
        "CPython <3>",
        "C API by hand",
        "nanobind & co",
        "igraph",
        "12.5 B",
        "13.5 B in the end",
        "many objects",
        "Two cores.",
    ):
        assert words in text
    for words in (
        "its registry has no such version",
        "needs another Python",
        "bridged: a provider",
        "2.00 KiB",
    ):
        assert words in text


def test_page__row_without_floor_or_peer__then_said_and_not_guessed(build):
    assert report(build).returncode == 0
    source, _ = read_page(build)
    assert 'title="it cannot add"' in source
    method = next(line for line in table(build).lines if line.row.id == "method")
    assert method.cells["tenon"].time is None
    assert method.over == []


def test_page__one_language_alone__then_no_sections_of_others(tmp_path):
    write(tmp_path, "calls/python", python_part())
    assert report(tmp_path).returncode == 0
    source, _ = read_page(tmp_path)
    assert 'id="python"' in source
    assert 'id="graph"' not in source
    assert 'id="scaling"' not in source


def test_page__part_failed__then_said_above(build):
    assert report(build, "--failed", "go").returncode == 0
    _, text = read_page(build)
    assert re.search(r"These parts failed:\s+go", text)


def test_table__tenon_over_the_limit__then_marked_with_its_ratio(build):
    lines = {line.row.id: line for line in table(build).lines}
    assert lines["nothing"].over == []
    assert lines["add"].over == ["time 1.30", "instructions 1.32"]


def test_table__peer_faster_or_with_fewer_instructions__then_behind(tmp_path):
    part = python_part()
    part["results"] = [
        result("nothing", "handwritten", 1, 50),
        result("nothing", "tenon", 1.05, 51),
        result("nothing", "nanobind", 0.9, 60),
        result("add", "handwritten", 1, 50),
        result("add", "tenon", 1.05, 55),
        {**result("add", "nanobind", 1, 50), "nanoseconds": [50.0, 300.0, 50.0, 800.0]},
    ]
    write(tmp_path, "calls/python", part)
    nothing, add = table(tmp_path).lines
    assert [(one.peer, one.measure) for one in nothing.behind] == [("nanobind", "time")]
    assert [(one.peer, one.measure) for one in add.behind] == [("nanobind", "instructions")]


def test_ratio__rounds_of_different_speed__then_of_each_round_by_itself():
    one = ratio([110.0, 220.0, 330.0, 1100.0], [100.0, 200.0, 300.0, 1000.0])
    assert (one.low, one.median, one.high) == pytest.approx((1.1, 1.1, 1.1))
    assert one.is_stable
    assert not spread([1.0, 2.0, 3.0, 4.0]).is_stable


def test_ratio__floor_measures_nothing_in_most_rounds__then_none():
    assert ratio([1.0, 1.0, 1.0], [0.0, -0.1, 1.0]) is None


@pytest.mark.parametrize(("low", "high"), [(0.9, 1.4), (0.5, 3), (1, 1e9), (1e-6, 1e-5)])
def test_ticks__of_any_range__then_some_in_order_and_not_twice(low, high):
    ticks = Scale(low, high, 0, 100).ticks(5)
    assert 1 <= len(ticks) <= 6
    assert ticks == sorted(set(ticks))
    assert all(low * 0.99 <= tick <= high * 1.01 for tick in ticks)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{ no json", r"python\.json:1:3: is not JSON .*run its part again"),
        ("[]", r"python\.json: \$: \[\] is not of type 'object'; see bench/report/schemas/calls\.json"),
        (python_part(floor="me"), r"\$\.floor: the floor 'me' is missing in \$\.peers; add it"),
        (
            python_part(results=[result("add", "who", 1)]),
            r"\$\.results\[0\]: the peer 'who' is missing in \$\.peers",
        ),
        (
            python_part(results=[{"row": "add", "peer": "tenon", "nanoseconds": ["1"]}]),
            r"nanoseconds\[0\]: '1' is not",
        ),
        (
            python_part(results=[{"row": "add", "peer": "tenon", "nanoseconds": []}]),
            r"\$\.results\[0\]\.nanoseconds: ",
        ),
    ],
)
def test_report__result_of_a_part_is_garbage__then_says_where_and_what(tmp_path, content, message):
    write(tmp_path, "calls/python", content)
    done = report(tmp_path)
    assert done.returncode == 1
    assert re.search(message, done.stderr), done.stderr
    assert "Traceback" not in done.stderr


def test_report__nothing_measured__then_says_what_to_run(tmp_path):
    (tmp_path / "bench").mkdir()
    done = report(tmp_path)
    assert done.returncode == 1
    assert "holds no results; make bench measures them" in done.stderr


def explain(*explanations):
    """What is said instead of what is committed."""
    return [{"why": "Because.", **one} for one in explanations]


def judged(build, *explanations):
    """The doubts about these explanations: rows that lack one, and those that no row needs."""
    measured = load(build / "bench", CALLS)
    measured.explanations = explain(*explanations)
    found = tables(measured)
    return [
        [(one.part, one.row) for one in doubts]
        for doubts in (unexplained(measured, found), stale(measured, found))
    ]


OVER = {"part": "python", "row": "add"}


def test_explained__row_over_its_limit_without_a_word__then_named(build):
    assert judged(build) == [[("python", "add")], []]
    assert judged(build, OVER) == [[], []]
    assert judged(build, {**OVER, "part": "node"}, {"part": "python"})[0] == [("python", "add")]


def test_explained__row_that_needs_it_no_more__then_named(build):
    assert judged(build, OVER, {"part": "python", "row": "nothing"})[1] == [("python", "nothing")]
    assert judged(build, OVER, {**OVER, "row": "nothing", "peer": "nanobind"})[1] == [("python", "nothing")]


def test_explained__behind_a_peer__then_what_is_said_of_it_or_of_all_counts(tmp_path):
    part = python_part()
    part["results"] += [result("callback", name, *took) for name, took in BEHIND.items()]
    part["results"] = [one for one in part["results"] if one["row"] == "callback"]
    write(tmp_path, "calls/python", part)
    row = {"part": "python", "row": "callback"}
    assert judged(tmp_path) == [[("python", "callback")], []]
    assert judged(tmp_path, {**row, "peer": "nanobind"}) == [[], []]
    assert judged(tmp_path, row) == [[], []]
    assert judged(tmp_path, {**row, "peer": "swig"})[0] == [("python", "callback")]


BEHIND = {"handwritten": (1, 100), "tenon": (1.02, 102), "nanobind": (0.9, 90)}


def test_explained__time_that_is_unsure__then_explanation_stays(tmp_path):
    part = python_part()
    part["results"] = [
        result("add", "handwritten", 1, 50),
        {**result("add", "tenon", 1, 50), "nanoseconds": [50.0, 300.0, 180.0, 800.0]},
    ]
    write(tmp_path, "calls/python", part)
    assert judged(tmp_path, OVER) == [[], []]
    assert tables(load(tmp_path / "bench", CALLS))[0].lines[0].over == []


def test_explained__graph_behind_the_best__then_named_by_its_title(tmp_path):
    part = json.loads(json.dumps(GRAPH))
    part["results"][0]["seconds"] = [0.06]
    part["peers"][1]["bytes_per_edge"]["rmat"] = 8
    write(tmp_path, "graph", part)
    rows = [("graph", "breadth-first search"), ("graph", "memory per edge")]
    said = [{"part": part, "row": row} for part, row in rows]
    assert judged(tmp_path) == [rows, []]
    assert judged(tmp_path, *said) == [[], []]
    write(tmp_path, "graph", GRAPH)
    assert judged(tmp_path, *said) == [[], rows]
    part = json.loads(json.dumps(GRAPH))
    part["peers"][1]["bytes_per_edge_used"] = {"rmat": 13}
    write(tmp_path, "graph", part)
    assert judged(tmp_path, said[0]) == [rows[1:], rows[:1]]


def test_report__doubts__then_on_the_terminal_and_in_the_numbers(build):
    part = python_part()
    part["results"] += [result("made_up", "handwritten", 1, 50), result("made_up", "tenon", 3, 150)]
    write(build, "calls/python", part)
    # A row that is said to take more than the floor, and does not.
    all_said = json.loads((ROOT / "bench/calls/explanations.json").read_text())["explanations"]
    said = next(one for one in all_said if one["part"] in ("node", "go", "rust") and "peer" not in one)
    as_the_floor = [result(said["row"], peer, 1, 50) for peer in ("handwritten", "tenon")]
    write(
        build, f"calls/{said['part']}", python_part(language=said["part"], missing=[], results=as_the_floor)
    )
    done = report(build)
    assert done.returncode == 0, done.stderr
    assert "Not explained (bench/calls/explanations.json):" in done.stdout
    assert "python, made_up: time 3.00 x the floor; instructions 3.00 x the floor" in done.stdout
    numbers = json.loads((build / "bench/results.json").read_text())
    assert "made_up" in [one["row"] for one in numbers["unexplained"]]
    assert (said["part"], said["row"]) in [(one["part"], one["row"]) for one in numbers["stale_explanations"]]
    _, text = read_page(build)
    assert "Not explained yet." in text


def test_prose__backticks__then_rows_by_their_titles_and_all_else_as_code():
    said = element("p", *prose("As `add`, and `more`.", {"add": "add two integers"}))
    assert [(one.tag, one.text, one.tail) for one in said] == [
        ("em", "add two integers", ", and "),
        ("code", "more", "."),
    ]


def test_report__results_without_instructions__then_named_with_why(build):
    part = python_part()
    part["results"][2] |= {"instructions": None, "note": "not counted: no valgrind"}
    write(build, "calls/python", part)
    done = report(build)
    assert "missing: nanobind, instructions: not counted: no valgrind" in done.stdout
    assert "missing: tenon, method instructions: they were not counted" in done.stdout
    _, text = read_page(build)
    assert "nanobind, instructions" in text


def test_summary__rows_and_rivals__then_counted_by_language(build):
    done = report(build)
    assert re.search(
        r"Python: 1 of 2 rows within 1\.10 x the floor; ahead of nanobind & co 1 of 1", done.stdout
    )
    _, text = read_page(build)
    words = " ".join(text.split())
    assert (
        "1 of 2 rows within 1.10× of the call by hand Rows in which Tenon is ahead of nanobind & co 1 of 1"
        in words
    )
    assert "Memory per edge: less than any other" in words


def test_explanations__committed__then_have_their_shape(build):
    rows = {one["id"] for one in json.loads((CALLS / "rows.json").read_text())["rows"]}
    explained = load(build / "bench", CALLS).explanations
    of_calls = [one for one in explained if one["part"] in ("python", "node", "go", "rust")]
    assert {one["row"] for one in of_calls if "row" in one} <= rows


# ---- bench/run.sh

WORKS = "#!/usr/bin/env bash\nset -eu\ncp {result} $1/bench/{part}.json\necho options: ${{*:2}}\n"


@pytest.fixture
def copy(tmp_path):
    """The benchmark with parts that only copy results, one of which fails, and a build folder for it."""
    root = tmp_path / "copy"
    shutil.copytree(ROOT / "bench/report", root / "bench/report")
    shutil.copytree(ROOT / "tools", root / "tools", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(ROOT / "bench/run.sh", root / "bench/run.sh")
    (root / "build/venv/bin").mkdir(parents=True)
    python = root / "build/venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    for part, content in (("calls/python", python_part()), ("graph", GRAPH)):
        folder = root / "bench" / part
        folder.mkdir(parents=True)
        (folder / "result.json").write_text(json.dumps(content))
        script = WORKS.format(result=folder / "result.json", part=part)
        (folder / "run.sh").write_text(script)
    (root / "bench/calls/go").mkdir()
    (root / "bench/calls/go/run.sh").write_text("#!/bin/sh\necho no compiler >&2\nexit 3\n")
    shutil.copy(CALLS / "rows.json", root / "bench/calls/rows.json")
    for script in root.glob("bench/**/run.sh"):
        script.chmod(0o755)
    return root


def run(copy, *parts, **environment):
    command = [copy / "bench/run.sh", copy / "build", *parts]
    variables = {**os.environ, "COLUMNS": "160", **environment}
    return subprocess.run(command, capture_output=True, text=True, env=variables, check=False)


def test_bench__part_fails__then_named_and_others_go_on(copy):
    stale = copy / "build/bench/calls/go.json"
    stale.parent.mkdir(parents=True)
    stale.write_text("{}")
    done = run(copy, "go", "python", "graph")
    assert done.returncode == 1
    assert "no compiler" in done.stderr
    assert "ok Benchmark 3 of 3: graph beside its peers" in done.stdout
    assert re.search(r"These parts failed: go; their logs are in \S+", done.stderr)
    _, text = read_page(copy / "build")
    assert "C API by hand" in text
    assert re.search(r"These parts failed:\s+go", text)


def test_bench__parts_chosen__then_these_alone(copy):
    done = run(copy, "graph", BENCH_ROUNDS="5")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (copy / "build/bench").glob("**/*.json")) == [
        "graph.json",
        "results.json",
    ]
    log = next(pathlib.Path(copy / "build/logs/bench").iterdir())
    assert "options: --rounds 5" in log.read_text()


def test_bench__part_leaves_nothing__then_named(copy):
    (copy / "bench/graph/run.sh").write_text("#!/bin/sh\n")
    done = run(copy, "python", "graph")
    assert done.returncode == 1
    assert "These parts failed: graph" in done.stderr


@pytest.mark.parametrize(
    ("parts", "rounds", "message"),
    [
        (["pithon"], "", "there is no part 'pithon'; write one or more of: python node go"),
        ([], "many", "BENCH_ROUNDS is 'many'; write a number of rounds"),
    ],
)
def test_bench__asked_for_what_is_not__then_says_what_to_write(copy, parts, rounds, message):
    done = run(copy, *parts, BENCH_ROUNDS=rounds)
    assert done.returncode == 2
    assert message in done.stderr
