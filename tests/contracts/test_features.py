"""What a contract can ask of each language: the backends' declarations, the page made from them, and what contracts use."""

import re

import pytest
from conftest import CONFORMANCE, GOOD, HERE, ROOT, inspect, run

PAGE = ROOT / "docs/features.md"
LANGUAGES = ["python", "node", "go", "rust"]
ROW = re.compile(r"^\| \*\*(.*?)\*\*: (.*?) \| (.*) \|$", re.MULTILINE)


def features_of(header):
    return {use["feature"]: use for use in inspect(header)["features"]}


def test_page__compared_with_the_command__then_the_same(request):
    done = run("features", "--markdown")
    assert (done.returncode, done.stderr) == (0, "")
    if request.config.getoption("--golden"):
        PAGE.write_text(done.stdout)
    assert done.stdout == PAGE.read_text()


def test_table__each_row__then_every_language_says_how():
    rows = ROW.findall(run("features", "--markdown").stdout)
    assert len(rows) == len(re.findall(r"^    FEATURE_", (ROOT / "compiler/plan/features.h").read_text(), re.MULTILINE))
    for name, summary, cells in rows:
        notes = [cell.strip() for cell in re.split(r"(?<!\\)\|", cells)]
        assert len(notes) == len(LANGUAGES) and all(notes), name
        assert summary, name
        assert "not rendered yet" not in cells, f"{name} is no promise that a package keeps"


def test_features__without_options__then_one_line_for_each():
    done = run("features")
    assert done.returncode == 0
    assert len(re.findall(r"^.{26}(?:(?:yes|no) +){4}$", done.stdout, re.MULTILINE)) == len(
        ROW.findall(run("features", "--markdown").stdout)
    )


@pytest.mark.parametrize("arguments", [["--json"], ["--markdown", "x"], ["x"]])
def test_features__wrong_use__then_says_how(arguments):
    done = run("features", *arguments)
    assert done.returncode == 2
    assert "tenon features [--markdown]" in done.stderr


def test_contract__uses_shapes__then_found_where_used_first():
    found = features_of(HERE / "good/roles.h")
    lines = (HERE / "good/roles.h").read_text().split("\n")
    expected = {
        **{key: f"TENON_OPERATOR({key})" for key in ("equal", "order", "hash", "length", "index", "contains")},
        **{"iterate": "TENON_OPERATOR(iterate)", "string": "shop_describe", "static": "TENON_STATIC"},
        **{"iterator": "TENON_NEXT", "reader": "shop_tape_read", "writer": "TENON_WRITES", "waiting": "TENON_WAITS"},
        **{"awaitable": "TENON_BLOCKING"},
    }
    for key, mark in expected.items():
        first = next(number for number, line in enumerate(lines, 1) if mark in line)
        assert found[key]["line"] == first, key
        assert found[key]["used_by"] in lines[first - 1], key


def test_contract__without_anything_special__then_nothing_is_asked():
    assert set(features_of(HERE / "good/constants.h")) <= {"adaptive_lock"}


def test_features__all_of_them__then_used_by_some_contract():
    """A feature that no contract of the tests uses is a feature that nothing holds a language to."""
    keys = re.findall(r"^    FEATURE_(\w+),", (ROOT / "compiler/plan/features.h").read_text(), re.MULTILINE)
    used = set().union(*(features_of(header) for header in CONFORMANCE))
    assert {key.lower() for key in keys} - used == set()


def test_check__for_some_languages__then_only_those_are_asked():
    done = run("check", GOOD[0], "--lang", "python,rust")
    assert (done.returncode, done.stderr) == (0, "")
    assert run("check", GOOD[0], "--lang", "cobol").returncode == 2
