"""`tenon test`: what it tries, what it says, and what it makes of drivers that end or hang."""

import contextlib
import json
import pathlib
import shutil
import signal
import subprocess
import time

import pytest
from conftest import HERE, ROOT, binary, run

SHELF = ROOT / "examples/shelf/shelf.h"
pytestmark = pytest.mark.skipif(not shutil.which("cc"), reason="needs a C compiler")


def write_library(folder, body):
    """A library of one function whose source does as told."""
    (folder / "lamp.h").write_text(
        "#include <stdint.h>\n#include <tenon/contract.h>\n"
        'TENON_LIBRARY(lamp, 1, 0)\nTENON_SOURCES("lamp.c")\n'
        "/** Doubles. */\nint32_t lamp_double(int32_t number);\n"
    )
    (folder / "lamp.c").write_text(f'#include "lamp.h"\nint32_t lamp_double(int32_t number) {{ {body} }}\n')
    return folder / "lamp.h"


def trial(header, folder, *options):
    """Exit status, report, and what the JSON says of the one language."""
    outcome = folder / "outcome.json"
    done = run("test", header, "--lang", "c", "--json", outcome, *options, timeout=300)
    (language,) = json.loads(outcome.read_text())["languages"]
    return done, language


def test_library__that_is_right__then_everything_is_right(tmp_path):
    done, found = trial(write_library(tmp_path, "return number / 2;"), tmp_path)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert found["counts"]["right"] == found["tried"] > 0
    assert not any(found["counts"][verdict] for verdict in ("wrong", "crash", "hang", "not_tried"))


def test_library__that_crashes_for_one_number__then_the_others_are_tried_and_the_case_is_named(tmp_path):
    header = write_library(tmp_path, "if (number < 0) __builtin_trap(); return 1;")
    done, found = trial(header, tmp_path)
    assert done.returncode == 1
    assert found["counts"]["crash"] == 1
    assert found["counts"]["not_tried"] == 0
    (crash,) = [result for result in found["results"] if result["verdict"] == "crash"]
    assert (crash["function"], crash["abuse"]) == ("lamp_double", "extreme")
    assert f"--lang c --case {crash['case']}" in done.stdout


def test_library__whose_number_overflows__then_the_sanitizer_says_so(tmp_path):
    done, found = trial(write_library(tmp_path, "return number * 2;"), tmp_path)
    assert done.returncode == 1
    crashes = [result for result in found["results"] if result["verdict"] == "crash"]
    assert crashes
    assert all("signed integer overflow" in crash["message"] for crash in crashes)


def test_case__of_that_number__then_only_that_one(tmp_path):
    header = write_library(tmp_path, "return number / 2;")
    everything = json.loads(run("test", header, "--cases").stdout)["cases"]
    chosen = next(case["number"] for case in everything if case["abuse"] == "extreme")
    _, found = trial(header, tmp_path, "--case", str(chosen))
    assert [result["case"] for result in found["results"]] == [chosen]


def test_library__that_does_not_compile__then_the_compilers_words(tmp_path):
    done, found = trial(write_library(tmp_path, "return no_such_thing;"), tmp_path)
    assert done.returncode == 1
    assert "no_such_thing" in found["failed"]
    assert "could not be tried" in done.stdout


def test_library__that_writes_into_the_journal__then_that_is_said(tmp_path):
    body = (
        "extern long write(int, const void *, unsigned long); extern void _exit(int); "
        'for (int i = 3; i < 16; i++) (void)!write(i, "{\\"begin\\":4711}\\n", 15); _exit(0); return number;'
    )
    done, found = trial(write_library(tmp_path, body), tmp_path)
    assert done.returncode == 1, done.stderr
    assert "a case 4711, and there is none" in found["failed"]


def test_stand_in__of_the_shelf__then_lies_are_tried_too(tmp_path):
    done, found = trial(SHELF, tmp_path, "--stand-in", "--keep", tmp_path / "kept")
    assert done.returncode == 0, done.stdout
    assert {"lie_null", "fails", "unknown_status"} <= {result["abuse"] for result in found["results"]}
    assert (tmp_path / "kept/c/run").exists()


def processes_of(folder):
    """The command lines that name a folder."""
    lines = []
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            lines.append(path.read_bytes().decode("utf-8", "replace"))
    return [line for line in lines if str(folder) in line]


def test_command__that_is_ended__then_its_driver_ends_too(tmp_path):
    header = write_library(tmp_path, "for (volatile int i = 1; i != 0;) {} return number;")
    kept = tmp_path / "kept"
    command = subprocess.Popen(
        [binary(), "test", header, "--lang", "c", "--keep", kept], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    journal = kept / "c/journal"
    while not (journal.exists() and journal.read_text()):
        assert command.poll() is None
        time.sleep(0.05)
    command.terminate()
    assert command.wait(timeout=30) == -signal.SIGTERM
    for _ in range(600):
        if not processes_of(kept):
            return
        time.sleep(0.05)
    pytest.fail(f"still there: {processes_of(kept)}")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--lang", "cobol"], "no language `cobol`"),
        (["--lang", ""], "which languages?"),
        (["--case", "x"], "Cannot parse integer value"),
        (["--nothing"], "Unknown option"),
        (["--case", "0", "--lang", "c"], "no case 0: there are "),
        (["--case", "100000", "--lang", "c"], "no case 100000: there are "),
    ],
)
def test_wrong_use__then_two_and_why(options, said):
    done = run("test", SHELF, *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_contract__with_findings__then_one_and_nothing_is_tried():
    done = run("test", HERE / "bad/additions.h", "--lang", "c")
    assert done.returncode == 1
    assert done.stdout == ""


def test_page__compared_with_the_cases__then_as_many_of_each_contract():
    page = (ROOT / "docs/safety.md").read_text()
    headers = [SHELF, ROOT / "libraries/graph/include/graph/graph.h", ROOT / "tests/conformance/values/values.h"]
    for header in headers:
        count = len(json.loads(run("test", header, "--cases").stdout)["cases"])
        assert f"| {header.stem} | {count} |" in page, f"make safety writes the page again: {header.stem} has {count}"
