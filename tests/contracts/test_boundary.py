"""The C boundary of every contract compiles without a warning, with both compilers."""

import shutil

import pytest
from conftest import GOOD, ROOT, run

WARNINGS = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"]
COMPILERS = [compiler for compiler in ("gcc", "clang-14") if shutil.which(compiler)]


@pytest.mark.parametrize("compiler", COMPILERS)
@pytest.mark.parametrize("header", GOOD, ids=lambda path: path.stem)
def test_boundary__of_a_good_header__then_compiles_without_warnings(header, compiler, tmp_path):
    made = run("boundary", header, "--out", tmp_path)
    assert made.returncode == 0, made.stderr
    sources = list(tmp_path.glob("boundary/boundary/*.c"))
    assert sources, "no source of the boundary"
    # The contract is the author's: its own warnings are no business of the boundary's.
    includes = ["-isystem", header.parent, f"-I{ROOT / 'include'}"]
    for source in sources:
        done = run("-std=gnu11", *WARNINGS, *includes, "-fsyntax-only", source, tenon=compiler)
        assert done.returncode == 0, done.stderr
