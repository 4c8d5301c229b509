"""The library that stands in for the author's, and the boundary whose checks can be removed."""

import re
import shutil

import pytest
from conftest import GOOD, LIBRARIES, ROOT, inspect, run

WARNINGS = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"]
COMPILERS = [compiler for compiler in ("gcc", "clang-14") if shutil.which(compiler)]
CONTRACTS = [*GOOD, *LIBRARIES, ROOT / "tests/boundary/liar/liar.h", ROOT / "tests/boundary/adaptive/adaptive.h"]

# What can end in an error: plan_step_can_fail().
FAILING = {
    "open_callback", "check_pointer", "check_count", "check_count_fits", "check_text", "check_enum", "check_record",
    "decode", "hold_token", "borrow", "terminate_text", "consume", "check_callbacks", "check_guard", "check_status",
    "check_result", "copy_text", "wrap_object", "wrap_block", "copy_record", "encode", "enter_callback", "call_host",
}  # fmt: skip


def boundary(header, folder, *options):
    """Write a boundary; the directories that its message says."""
    made = run("boundary", header, "--out", folder, *options)
    assert made.returncode == 0, made.stderr
    return re.findall(r"-I\S+", made.stdout)


def compile_quietly(source, includes, compiler):
    # The contract is the author's: its own warnings are no business of ours.
    system = [word for include in includes for word in ("-isystem", include[2:])]
    is_cxx = source.suffix == ".cpp"
    compiler = {"gcc": "g++", "clang-14": "clang++-14"}[compiler] if is_cxx else compiler
    standard = "-std=gnu++11" if is_cxx else "-std=gnu11"
    done = run(standard, *WARNINGS, *system, "-fsyntax-only", source, tenon=compiler)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("header", CONTRACTS, ids=lambda path: path.stem)
def test_stand_in__of_every_contract__then_compiles_without_warnings(header, tmp_path):
    includes = boundary(header, tmp_path, "--stand-in")
    (source,) = tmp_path.glob("boundary/stand_in/stand_in.c*")
    for compiler in COMPILERS:
        compile_quietly(source, includes, compiler)


@pytest.mark.parametrize("header", CONTRACTS, ids=lambda path: path.stem)
def test_removable__of_every_contract__then_every_step_that_can_fail_asks(header, tmp_path):
    includes = boundary(header, tmp_path, "--removable")
    (source,) = tmp_path.glob("boundary/boundary/boundary_*.c")
    text = " ".join(source.read_text().split())
    asked = set(re.findall(r'TENON_(?:VERDICT|VERDICT_OF_BORROW|ENTERED)\( ?"([^"]+)", (\d+),', text))
    inspected = inspect(header)
    named = [(function["c_name"], function) for function in inspected["functions"]]
    named += [
        (f"{interface['c_name']}.{method['name']}", method)
        for interface in inspected.get("interfaces", [])
        for method in interface["methods"]
    ]
    silent = [
        (name, at, step)
        for name, function in named
        for at, step in enumerate(function["steps"])
        if step["step"] in FAILING and (name, str(at)) not in asked
    ]
    assert not silent
    if header not in GOOD:
        compile_quietly(source, includes, COMPILERS[0])


def test_ordinary_boundary__then_no_step_asks(tmp_path):
    boundary(LIBRARIES[0], tmp_path)
    assert all("TENON_VERDICT" not in path.read_text() for path in tmp_path.glob("boundary/boundary/*"))
