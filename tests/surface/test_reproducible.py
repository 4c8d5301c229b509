"""The same contract makes the same bytes, wherever, whenever and by whomever it is built."""

import hashlib
import os
import shutil

import pytest
from conftest import ROOT, TENON, run

CONTRACTS = [
    *sorted((ROOT / "tests/conformance").glob("*/*.h")),
    ROOT / "examples/shelf/shelf.h",
    ROOT / "tests/goldens/minimal/minimal.h",
]
CONTRACTS = [path for path in CONTRACTS if "TENON_LIBRARY(" in path.read_text()]
# Another person's machine: another locale, another time zone, files that only they may read.
ELSEWHERE = {"LC_ALL": "C.UTF-8", "TZ": "Asia/Kathmandu", "HOME": "/nonexistent", "USER": "nobody"}
HERE = {
    "LC_ALL": "C.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "TZ": "Asia/Kathmandu",
    "HOME": "/nonexistent",
    "USER": "nobody",
}
HERE = {"LC_ALL": "C", "TZ": "UTC"}


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("header", CONTRACTS, ids=lambda path: path.stem)
def test_build__in_another_place_and_way__then_same_bytes(tmp_path, header):
    run(TENON, "build", header, "--out", tmp_path / "out", cwd=tmp_path, env=os.environ | HERE)
    elsewhere = tmp_path / "a place" / "far from there"
    shutil.copytree(header.parent, elsewhere / "copied")
    old_mask = os.umask(0o077)
    try:
        run(
            TENON, "build", f"copied/{header.name}", "--out", "../out again", cwd=elsewhere,
            env=os.environ | ELSEWHERE,
        )  # fmt: skip
    finally:
        os.umask(old_mask)
    first, second = contents(tmp_path / "out"), contents(elsewhere.parent / "out again")
    assert len(first) > 20
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    # Nor does any file name the folder that its contract lay in.
    folders = [str(ROOT).encode(), str(tmp_path).encode()]
    assert [name for name, text in first.items() if any(folder in text for folder in folders)] == []


def test_wheel__built_in_two_folders__then_same_bytes(wheels):
    assert len(wheels) == 2
    assert wheels[0].name == wheels[1].name
    assert digest(wheels[0]) == digest(wheels[1])


def test_addon__built_in_two_folders__then_same_bytes(node_modules):
    assert digest(node_modules[0]) == digest(node_modules[1])
