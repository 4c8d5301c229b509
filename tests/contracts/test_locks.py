"""`tenon lock`: a change of a contract without a change of its version fails the build; and this repository's own locks."""

import json
import shutil
from random import Random

import pytest
from conftest import ROOT, run

GRAPH = ROOT / "libraries/graph/include/graph/graph.h"
# Each contract that this repository gives to others, with the folder that holds all of its library.
OWN = {
    GRAPH: ROOT / "libraries/graph",
    ROOT / "libraries/mtproxy/include/mtproxy/mtproxy.h": ROOT / "libraries/mtproxy",
    ROOT / "examples/shelf/shelf.h": ROOT / "examples/shelf",
    ROOT / "examples/yamlcpp/yamlcpp.h": ROOT / "examples/yamlcpp",
}
CONTRACT = """#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>
TENON_LIBRARY(shop, {version})
TENON_SOURCES("shop.c")
/** How many items there are. */
size_t shop_size(void);
{more}"""


def write(folder, more="", version="1, 0"):
    (folder / "shop.c").write_text("")
    header = folder / "shop.h"
    header.write_text(CONTRACT.format(version=version, more=more))
    return header


@pytest.fixture
def locked(tmp_path):
    """A contract that is locked."""
    header = write(tmp_path)
    done = run("lock", header)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{header}.lock holds shop 1.0, 2 items: commit it.")
    return header


def commands(header, out):
    return [
        ["check", header],
        ["build", header, "--out", out / "packages"],
        ["build", header, "--lang", "go", "--out", out / "packages"],
        ["boundary", header, "--out", out / "boundary"],
        ["lock", header],
    ]


def test_lock__of_a_contract__then_readable_text(locked):
    text = (locked.parent / "shop.h.lock").read_text()
    lines = text.split("\n")
    assert "tenon lock 1" in lines
    assert "library shop 1.0" in lines
    assert "function shop_size: function" in lines
    assert "  result result: size_t" in lines
    assert str(locked.parent) not in text, "a path of this machine"


def test_lock__again__then_the_same_bytes(locked):
    before = (locked.parent / "shop.h.lock").read_bytes()
    assert run("lock", locked).returncode == 0
    assert (locked.parent / "shop.h.lock").read_bytes() == before


def test_lock__nothing_changed__then_everything_passes(locked, tmp_path):
    for command in commands(locked, tmp_path):
        done = run(*command)
        assert (done.returncode, done.stderr) == (0, ""), command


def test_lock__contract_changed__then_no_command_makes_anything_of_it(locked, tmp_path):
    write(tmp_path, "void shop_close(void);")
    lock = (tmp_path / "shop.h.lock").read_bytes()
    for command in commands(locked, tmp_path / "out"):
        done = run(*command)
        assert (done.returncode, done.stdout) == (1, ""), command
        assert done.stderr == (
            f"{locked}:8:6: error: the contract is no longer what shop 1.0 was, and its version does not say so: "
            "shop_close: function added\n"
            f"       = write: TENON_LIBRARY(shop, 1, 1); `tenon diff {locked}.lock {locked}` lists every change; "
            f"`tenon lock {locked}` renews the lock then\n"
        )
        assert not (tmp_path / "out").exists()
        assert (tmp_path / "shop.h.lock").read_bytes() == lock


def test_lock__breaking_change__then_a_major_version(locked, tmp_path):
    locked.write_text(
        locked.read_text().replace("size_t shop_size", "uint32_t shop_size")
    )
    done = run("check", locked)
    assert done.returncode == 1
    assert "write: TENON_LIBRARY(shop, 2, 0)" in done.stderr
    locked.write_text(locked.read_text().replace("1, 0", "1, 1"))
    assert run("check", locked).returncode == 1
    locked.write_text(locked.read_text().replace("1, 1", "2, 0"))
    assert run("check", locked).returncode == 0
    assert run("build", locked, "--out", tmp_path / "out").returncode == 0


def test_lock__version_changed_accordingly__then_passes_and_can_be_renewed(
    locked, tmp_path
):
    write(tmp_path, "void shop_close(void);", "1, 1")
    assert run("check", locked).returncode == 0
    done = run("lock", locked)
    assert done.returncode == 0
    assert "holds shop 1.1, 3 items" in done.stdout
    write(tmp_path, "void shop_close(void); void shop_open(void);", "1, 1")
    done = run("check", locked)
    assert done.returncode == 1
    assert "write: TENON_LIBRARY(shop, 1, 2)" in done.stderr


def test_lock__version_went_back__then_refused(locked, tmp_path):
    write(tmp_path, version="0, 9")
    done = run("check", locked)
    assert done.returncode == 1
    assert "the version went back from 1.0" in done.stderr


def test_lock__only_documentation_changed__then_passes(locked):
    locked.write_text(
        locked.read_text().replace("How many items", "The number of items")
    )
    assert run("check", locked).returncode == 0


def test_lock__of_another_library__then_refused(locked, tmp_path):
    lock = tmp_path / "shop.h.lock"
    lock.write_text(lock.read_text().replace("library shop", "library kiosk"))
    done = run("check", locked)
    assert (done.returncode, done.stdout) == (1, "")
    assert "only versions of one library can be compared" in done.stderr


@pytest.mark.parametrize(
    ("damage", "line", "said"),
    [
        (
            lambda text: text.replace("runtime", "<<<<<<< ours\nruntime"),
            5,
            "no `runtime NUMBER`",
        ),
        (
            lambda text: text.replace("\nfunction", "\n=======\nfunction"),
            9,
            "a line that says nothing",
        ),
        (
            lambda text: text.replace("  result", "   result"),
            None,
            "a line that belongs to nothing",
        ),
        (
            lambda text: text.replace("tenon lock 1", "tenon lock 2"),
            3,
            "a lock of a later version of tenon",
        ),
        (
            lambda text: text.replace("library shop 1.0", "library shop one"),
            4,
            "no version where one must be",
        ),
        (lambda text: "", 1, "holds nothing"),
        (
            lambda text: text.replace("\nfunction shop_size: function\n", "\n"),
            None,
            "a line that belongs to",
        ),
    ],
    ids=[
        "conflict",
        "conflict_in_the_middle",
        "indent",
        "later",
        "version",
        "empty",
        "item_lost",
    ],
)
def test_lock__damaged__then_refused_with_its_line(
    damage, line, said, locked, tmp_path
):
    lock = tmp_path / "shop.h.lock"
    lock.write_text(damage(lock.read_text()))
    for command in ["check", "lock"]:
        done = run(command, locked)
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr
        assert f"{lock}:{line or ''}" in done.stderr
        assert "remove it and lock the contract again" in done.stderr


def test_lock__contract_with_findings__then_told_and_nothing_written(tmp_path):
    header = write(tmp_path, "const char *shop_motto(void);")
    done = run("lock", header)
    assert (done.returncode, done.stdout) == (1, "")
    assert "finding" in done.stderr
    assert not (tmp_path / "shop.h.lock").exists()


def test_lock__languages_differ__then_each_is_held(tmp_path):
    header = write(tmp_path, "#ifndef TENON_LANGUAGE_GO\nvoid shop_x(void);\n#endif\n")
    assert run("lock", header).returncode == 0
    assert "  only in = python, node, rust\n" in (tmp_path / "shop.h.lock").read_text()
    assert run("check", header).returncode == 0
    write(tmp_path, "/* TENON_LANGUAGE_GO */ void shop_x(void);\n")
    done = run("check", header)
    assert done.returncode == 1
    assert "shop_x (in the contract of Go): function added" in done.stderr
    assert "write: TENON_LIBRARY(shop, 1, 1)" in done.stderr


def test_lock__some_languages__then_held_for_these(tmp_path):
    header = write(tmp_path)
    assert run("lock", header, "--lang", "python,rust").returncode == 0
    assert "\nlanguages python, rust\n" in (tmp_path / "shop.h.lock").read_text()
    assert run("check", header).returncode == 0
    assert run("lock", header, "--lang", "cobol").returncode == 2


@pytest.mark.parametrize("seed", range(40))
def test_lock__bytes_changed_at_random__then_read_or_refused_but_never_a_crash(
    seed, tmp_path
):
    random = Random(seed)
    text = bytearray(GRAPH.with_name("graph.h.lock").read_bytes())
    for _ in range(random.randint(1, 20)):
        at = random.randrange(len(text))
        if random.random() < 0.5:
            text[at] = random.choice(b" \n:=\\\0\xffa9")
        else:
            del text[at : at + random.randint(1, 200)]
    lock = tmp_path / "graph.h.lock"
    lock.write_bytes(text)
    done = run("diff", lock, lock)
    assert done.returncode in (0, 1, 2)
    assert (done.returncode == 2) == (f"{lock}:" in done.stderr)


@pytest.mark.parametrize("header", OWN, ids=lambda path: path.stem)
def test_own_contract__against_its_lock__then_its_version_suffices(header, tmp_path):
    done = run("diff", f"{header}.lock", header, "--json", tmp_path / "diff.json")
    assert done.returncode == 0, done.stdout
    found = json.loads((tmp_path / "diff.json").read_text())
    if found["old"]["version"] == found["new"]["version"]:
        assert found["changes"] == []
        copy = shutil.copytree(OWN[header], tmp_path / "copy") / header.relative_to(
            OWN[header]
        )
        assert run("lock", copy).returncode == 0
        assert (
            copy.with_name(f"{header.name}.lock").read_text()
            == header.with_name(f"{header.name}.lock").read_text()
        )


def test_own_contract__changed_without_its_version__then_the_build_fails(tmp_path):
    header = shutil.copytree(OWN[GRAPH], tmp_path / "graph") / GRAPH.relative_to(
        OWN[GRAPH]
    )
    text = header.read_text()
    changed = text.replace(
        "*graph_new(bool directed);", "*graph_new(bool directed, bool multiple);"
    )
    assert changed != text
    header.write_text(changed)
    done = run("build", header, "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert "every caller breaks" in done.stderr
    assert "write: TENON_LIBRARY(graph, 2, 0)" in done.stderr
    assert not (tmp_path / "out").exists()
