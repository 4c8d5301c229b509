"""bench/guard: hot paths that take more instructions than they should are refused."""

import json
import re
import subprocess
import sys

import pytest
from conftest import BUILD, ROOT
from guard import HOSTS, Counted, compare, faster, lacking, unexplained

GUARD = ROOT / "bench/guard/guard.py"
TOLERANCE = {"boundary": {"percent": 2, "instructions": 3}, "python": {"percent": 10, "instructions": 0}}


def expecting(rows, part="boundary for rust"):
    return {"tolerance": TOLERANCE, "tools": {}, "rows": {part: rows}}


def counted(rows, part="boundary for rust"):
    return {part: {row: Counted(*numbers) for row, numbers in rows.items()}}


def test_compare__within_the_tolerance__then_kept():
    # 2 % of 100 + 50, and 3
    assert compare(expecting({"add": 50}), counted({"add": (156, 100)})) == []


def test_compare__beyond_the_tolerance__then_refused_with_numbers():
    (slower,) = compare(
        expecting({"add": 50, "nothing": 5}), counted({"add": (156.5, 100), "nothing": (9, 4)})
    )
    assert str(slower) == (
        "boundary for rust: add: 56.5 instructions per call beyond the floor, 6.5 more than the 50.0 "
        "expected (56.0 are allowed)"
    )


def test_compare__floor_itself_takes_more__then_kept():
    assert compare(expecting({"add": 50}), counted({"add": (550, 500)})) == []


def test_compare__part_has_its_own_tolerance__then_that_one():
    assert compare(expecting({"add": 100}, "python"), counted({"add": (1200, 1000)}, "python")) == []


def test_compare__row_without_expectation__then_refused():
    assert [one.row for one in compare(expecting({}), counted({"add": (20, 10)}))] == ["add"]


def test_lacking__expected_row_was_not_counted__then_named():
    expected = expecting({"add": 50, "gone": 1})
    assert lacking(expected, counted({"add": (150, 100)})) == ["boundary for rust: gone: was not counted"]


def test_faster__row_takes_much_less__then_counted_as_one():
    measured = counted({"add": (130, 100), "nothing": (8, 4)})
    assert faster(expecting({"add": 50, "nothing": 5}), measured) == 1


def test_unexplained__row_over_its_limit_without_a_word__then_named():
    rows = counted({"add": (111, 100), "nothing": (110, 100)}, "python")
    (found,) = unexplained(rows, [{"part": "python", "row": "add", "peer": "cython", "why": "Because."}])
    assert found.startswith("python: add: 1.11 x the floor, over 1.10, and bench/calls/explanations.json")
    assert unexplained(rows, [{"part": "python", "row": "add", "why": "Because."}]) == []


def guard(build, *arguments):
    command = [sys.executable, "-B", GUARD, build, *arguments, "--parts", "boundary", "--hosts", "rust"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def slowed(tmp_path):
    """A build folder whose command writes a boundary with one step too many in it."""
    folder = tmp_path / "slowed"
    folder.mkdir()
    (folder / "bench").symlink_to(BUILD.resolve() / "bench")
    step = "s/.*= tally_add(left, right);/    for (volatile int i = 0; i < 3; i++) {}\\n&/"
    written = '"$4/boundary/boundary/boundary_tally.c"'
    lines = ["#!/bin/sh -e", f'{BUILD.resolve()}/tenon "$@"', f"sed -i '{step}' {written}", ""]
    (folder / "tenon").write_text("\n".join(lines))
    (folder / "tenon").chmod(0o755)
    return folder


def test_guard__step_too_many_in_one_function__then_refused_by_name(tmp_path, slowed):
    expected = tmp_path / "expected.json"
    expected.write_text(json.dumps({"tolerance": TOLERANCE, "tools": {}, "rows": {}}))
    options = [tmp_path / "work", "--expected", expected]
    done = guard(BUILD, options[0], "update", *options[1:])
    assert done.returncode == 0, done.stderr
    done = guard(slowed, *options)
    assert done.returncode == 1, done.stdout + done.stderr
    refused = [line for line in done.stdout.splitlines() if "more than the" in line]
    assert [line.split(": ")[:2] for line in refused] == [["boundary for rust", "add"]]
    assert "bench/guard/run.sh BUILD_DIR update" in done.stdout


def test_guard__expectations_of_other_tools__then_skipped_and_said(tmp_path):
    expected = tmp_path / "expected.json"
    expected.write_text(json.dumps({"tolerance": TOLERANCE, "tools": {"boundary": "gcc 3"}, "rows": {}}))
    done = guard(BUILD, tmp_path / "work", "--expected", expected)
    assert done.returncode == 77
    assert "skipped: boundary: expected.json is of gcc 3, and here is gcc" in done.stdout


@pytest.mark.parametrize("language", HOSTS)
def test_hosts__promises__then_those_of_the_package(language):
    backend = (ROOT / f"compiler/backends/{language}").rglob("*")
    text = "".join(path.read_text(errors="replace") for path in backend if path.is_file())
    assert sorted(set(re.findall(r"TENON_HOST_([A-Z0-9_]+)\W{1,4}1", text))) == HOSTS[language]


def test_expectations__committed__then_of_every_part():
    expected = json.loads((ROOT / "bench/guard/expected.json").read_text())
    assert set(expected["tools"]) == {"boundary", "python"}
    assert {part.split()[0] for part in expected["rows"]} == {"boundary", "python"}
