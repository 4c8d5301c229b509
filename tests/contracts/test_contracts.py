"""Broken contracts are refused with exactly the expected findings; right ones become the expected model and plan."""

import json
import re

import jsonschema
import pytest
from conftest import BAD, GOOD, HERE, ROOT, inspect, run

SCHEMA = json.loads((ROOT / "docs/inspect.schema.json").read_text())
EXPECT = re.compile(r"EXPECT:(\d+):(\d+): (.*?) \| (.*?)\s*$", re.MULTILINE)
FINDING = re.compile(r"^(?P<file>.*?):(?P<line>\d+):(?P<column>\d+): error: (?P<message>.*)$")
REMEDY = "       = write: "


def expected_of(header):
    """The findings that a header announces in comments, or in a file beside it where it cannot have comments."""
    beside = header.with_suffix(".expect")
    text = (beside if beside.exists() else header).read_bytes().decode("utf-8", "replace")
    return [(int(line), int(column), message, remedy) for line, column, message, remedy in EXPECT.findall(text)]


def findings_in(output):
    """What `tenon check` printed, as (line, column, message, remedy)."""
    findings, open_finding = [], None
    for line in output.split("\n"):
        if match := FINDING.match(line):
            assert open_finding is None, "a finding without a remedy"
            open_finding = (int(match["line"]), int(match["column"]), match["message"])
        elif line.startswith(REMEDY):
            findings.append((*open_finding, line.removeprefix(REMEDY)))
            open_finding = None
    assert open_finding is None, "a finding without a remedy"
    return findings


@pytest.mark.parametrize("header", BAD, ids=lambda path: f"{path.stem}__then_names_line_and_remedy")
def test_bad_header(header):
    done = run("check", header.name, cwd=header.parent)
    expected, found = expected_of(header), findings_in(done.stderr)
    assert expected, "the header does not say what is wrong with it"
    assert done.returncode == 1
    assert done.stdout == ""
    assert [one[:2] for one in found] == [one[:2] for one in expected], done.stderr
    for (*_, message, remedy), (*_, wanted, wanted_remedy) in zip(found, expected):
        assert wanted in message
        assert wanted_remedy in remedy
    plural = "" if len(found) == 1 else "s"
    assert done.stderr.endswith(f"{len(found)} finding{plural}\n")
    assert max(map(len, done.stderr.split("\n"))) < 400, "a line that no terminal can show"


@pytest.mark.parametrize("command", ["build", "inspect"])
def test_bad_header__any_command__then_same_findings(command, tmp_path):
    header = HERE / "bad/missing_owner.h"
    more = ["--out", tmp_path / "out"] if command == "build" else []
    done = run(command, header, *more)
    assert done.returncode == 1
    assert findings_in(done.stderr) == findings_in(run("check", header).stderr)
    assert done.stdout == ""
    assert not (tmp_path / "out").exists()


def test_good_header__check__then_nothing_is_unsaid(contract):
    done = run("check", contract)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("nothing is left unsaid\n")


@pytest.mark.parametrize("header", GOOD, ids=lambda path: path.stem)
def test_good_header__inspect__then_golden(header, request):
    golden = HERE / "golden" / f"{header.stem}.json"
    done = run("inspect", header)
    assert done.returncode == 0, done.stderr
    if request.config.getoption("--golden"):
        golden.write_text(done.stdout)
    assert done.stdout == golden.read_text()
    assert str(ROOT) not in done.stdout, "a path of this machine"


def test_golden__each__has_its_header():
    assert {path.stem for path in (HERE / "golden").glob("*.json")} == {path.stem for path in GOOD}


def test_good_header__from_elsewhere__then_same_output(tmp_path):
    header = HERE / "good/classes.h"
    here = run("inspect", header.name, cwd=header.parent)
    there = run("inspect", header, cwd=tmp_path)
    assert here.stdout == there.stdout != ""


def test_inspect__output__then_fits_the_schema(contract):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(inspect(contract))
