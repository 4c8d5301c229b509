"""The ledger, and what the debug runtime says of a program of Python's."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

from conformance import List, diagnostics


def entry(kind: str, site: str) -> diagnostics.Entry:
    found = [entry for entry in diagnostics.ledger() if (entry.kind, entry.site) == (kind, site)]
    assert len(found) <= 1
    return found[0] if found else diagnostics.Entry("object", "list", site, 0, 0, 0)


def run(program: str, debug: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env=os.environ | {"TENON_DEBUG": debug},
        text=True,
        capture_output=True,
        check=False,
    )


def test_ledger__objects_made_and_closed__counts_them_by_function() -> None:
    before = entry("object", "conformance_list_new")
    first, second = List("a"), List("b")
    during = entry("object", "conformance_list_new")
    assert (during.type, during.made, during.live) == ("list", before.made + 2, before.live + 2)
    assert during.peak >= during.live
    first.close()
    assert entry("object", "conformance_list_new").live == before.live + 1
    del second
    after = entry("object", "conformance_list_new")
    assert (after.made, after.live) == (before.made + 2, before.live)


def test_ledger_json__asked__is_what_the_report_at_exit_is() -> None:
    read = json.loads(diagnostics.ledger_json())
    assert (read["library"], read["when"], read["process"]) == ("conformance", "now", os.getpid())
    assert diagnostics.violations() == ()


def test_debug__ledger_to_a_file__has_a_line_at_exit(tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    done = run("import conformance; conformance.List('a').close()", f"ledger={file}")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = file.read_text().splitlines()
    (made,) = [entry for entry in json.loads(line)["entries"] if entry["kind"] == "object"]
    assert (made["site"], made["made"], made["live"]) == ("conformance_list_new", 1, 0)


def test_debug__unknown_word__fails_the_import() -> None:
    done = run("import conformance", "ledgr")
    assert done.returncode == 1
    assert 'ImportError: TENON_DEBUG: "ledgr" is no word of it; write ledger, ' in done.stderr


def test_debug__stale_use_under_the_monitor__says_who_closed_and_who_made_it(tmp_path: Path) -> None:
    program = tmp_path / "app.py"
    program.write_text(
        textwrap.dedent("""\
            from conformance import ClosedError, List, diagnostics

            def end(numbers):
                numbers.close()

            numbers = List("a")
            end(numbers)
            try:
                numbers.size()
            except ClosedError as error:
                print(error)
            assert diagnostics.violations() == ()
        """)
    )
    done = run(f"import runpy; runpy.run_path({str(program)!r})", "monitor")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("this list is closed; closed by ")
    assert "/app.py:4 in end, thread 1; made by conformance_list_new, " in done.stdout
    assert done.stdout.endswith("/app.py:6 in <module>, thread 1\n")
