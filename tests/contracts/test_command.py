"""The command itself: help, exit statuses, what it writes and what it leaves alone."""

import json
import os
import re

import pytest
from conftest import HERE, ROOT, run

HEADER = HERE / "good/classes.h"
BRIDGED = ROOT / "tests/bridge/plain/plain.h"
CALLING = ROOT / "tests/conformance/calling/calling.h"
SMALLER = HERE / "good/minimal.h"
COMMANDS = ["init", "check", "build", "inspect", "diff", "lock", "bridge"]


def tree(folder):
    return {p.relative_to(folder): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def times(folder):
    return {p: p.stat().st_mtime_ns for p in folder.rglob("*")}


@pytest.mark.parametrize("flag", ["--help", "-h", "help"])
def test_help__asked_for__then_lists_every_command(flag):
    done = run(flag)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(re.search(rf"tenon {command}\b", done.stdout) for command in COMMANDS)


def test_help__no_command__then_shown_as_an_error():
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: tenon" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_help__of_a_command__then_says_what_it_does(command):
    done = run(command, "--help")
    assert done.returncode == 0, done.stderr
    assert f"tenon {command}" in done.stdout
    assert len(done.stdout.split("\n")) > 3


def test_version__asked_for__then_one_line():
    done = run("--version")
    assert done.returncode == 0
    assert re.fullmatch(r"tenon [0-9.]+\n", done.stdout)


def test_include_dir__asked_for__then_holds_the_annotations():
    done = run("--include-dir")
    assert done.returncode == 0
    assert os.path.exists(os.path.join(done.stdout.strip(), "tenon/contract.h"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek", HEADER], "no command `chek`"),
        (["check"], "which contract"),
        (["check", HEADER, SMALLER], "one HEADER at a time"),
        (["check", "--unknown", HEADER], "--unknown"),
        (["inspect", "-x", HEADER], "-x"),
        (["build", HEADER], "--out"),
        (["build", HEADER, "--out"], "--out"),
        (["build", HEADER, "--out", "x", "--lang", "cobol"], "no language `cobol`"),
        (["build", HEADER, "--out", "x", "--lang", "python,"], "no language ``"),
        (["build", HEADER, "--out", "x", "--lang", "rust-imp"], "and c-impl and rust-impl to implement the contract in"),
        (["build", BRIDGED, "--out", "x", "--lang", "rust-impl,cobol"], "no language `cobol`"),
        (["build", HEADER, "--out", "x", "--lang", ","], "no language ``"),
        (["build", HEADER, "--out", "x", "--lang", ""], "python,node,go,rust,c-impl,rust-impl"),
        (["check", HEADER, "--lang", "c-impl"], "`c-impl` is no language that a contract is called from"),
        (["check", HEADER, "--lang", "c-imp"], "there are python, node, go and rust\n"),
    ],
    ids=lambda value: "-".join(map(str, value[:2])).split("/")[-1] if isinstance(value, list) else None,
)
def test_wrong_use__then_status_2_and_why(arguments, said, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["c-impl", "rust-impl"])
def test_build__provider_of_a_contract_that_bridges_nothing__then_says_what_to_write(language, tmp_path):
    done = run("build", HEADER, "--out", tmp_path / "out", "--lang", language)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{HEADER} bridges nothing: write TENON_BRIDGED" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["check", "inspect"])
def test_header__missing__then_status_1_and_why(command, tmp_path):
    done = run(command, tmp_path / "none.h")
    assert done.returncode == 1
    assert "none.h: No such file or directory" in done.stderr


def test_header__is_a_directory__then_status_1_and_why(tmp_path):
    done = run("check", tmp_path)
    assert done.returncode == 1
    assert "it is a directory" in done.stderr


def test_header__includes_from_another_folder__then_found_with_I(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/far.h").write_text("typedef int far_int;\n")
    (tmp_path / "shop.c").write_text("")
    contract = tmp_path / "shop.h"
    contract.write_text(
        '#include "far.h"\n#include <tenon/contract.h>\n'
        'TENON_LIBRARY(shop, 1, 0)\nTENON_SOURCES("shop.c")\nfar_int shop_x(void);\n'
    )
    without = run("check", contract)
    assert without.returncode == 1
    assert "-I DIR" in without.stderr
    assert run("check", contract, "-I", tmp_path / "a").returncode == 0
    assert run("check", contract, f"--include={tmp_path / 'a'}").returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("command", ["inspect", "check", "--help"])
def test_output__disk_is_full__then_status_1_and_why(command):
    with open("/dev/full", "wb") as full:
        done = run(command, HEADER, stdout=full, stderr=-1, capture_output=False)
    assert done.returncode == 1
    assert "could not be written" in done.stderr


def test_build__two_folders__then_byte_identical(tmp_path):
    for name in ("a", "b"):
        done = run("build", HEADER, "--out", tmp_path / name)
        assert done.returncode == 0, done.stderr
    made = tree(tmp_path / "a")
    assert made == tree(tmp_path / "b")
    assert {path.parts[0] for path in made} == {"python", "node", "go", "rust"}
    for path, contents in made.items():
        assert str(tmp_path).encode() not in contents, path
        assert str(ROOT).encode() not in contents, path


def test_build__again__then_touches_nothing(tmp_path):
    run("build", HEADER, "--out", tmp_path / "out")
    before = times(tmp_path / "out")
    assert run("build", HEADER, "--out", tmp_path / "out").returncode == 0
    assert times(tmp_path / "out") == before


def test_build__makes_fewer_files__then_removes_its_old_ones_and_no_others(tmp_path):
    out = tmp_path / "out"
    run("build", ROOT / "tests/conformance/library/conformance.h", "--out", out)
    (out / "python/notes.txt").write_text("mine")
    assert run("build", SMALLER, "--out", out).returncode == 0
    assert run("build", SMALLER, "--out", tmp_path / "fresh").returncode == 0
    left = tree(out)
    assert left.pop(next(path for path in left if path.name == "notes.txt")) == b"mine"
    assert left == tree(tmp_path / "fresh")


def test_build__some_languages__then_only_these(tmp_path):
    done = run("build", HEADER, "--out", tmp_path / "out", "--lang", "go,python")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["go", "python"]


def test_build__package_with_a_name_of_its_own__then_how_to_install_that(tmp_path):
    (tmp_path / "shop.c").write_text("")
    contract = tmp_path / "LIBRARY.h"
    for said, path in [('TENON_PACKAGE(go, "corner.example/shop")', "corner.example/shop"), ("", "tenon.example/shop")]:
        contract.write_text(
            f'#include <tenon/contract.h>\nTENON_LIBRARY(shop, 1, 0)\n{said}\nTENON_SOURCES("shop.c")\n'
            "int shop_x(void);\n"
        )
        out = tmp_path / "LIBRARY"
        done = run("build", contract, "--out", out, "--lang", "go")
        assert f"go mod edit -require={path}@v0.0.0 -replace={path}={out}/go\n" in done.stdout, done.stderr
        readme = (out / "go/README.md").read_text()
        assert f"-require={path}@v0.0.0" in readme
        assert ("no server" in readme) == (said == "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_build__folder_not_writable__then_status_1_and_why(tmp_path):
    (tmp_path / "out").mkdir(mode=0o500)
    done = run("build", HEADER, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "cannot write" in done.stderr


def test_build__folder_is_a_file__then_status_1_and_why(tmp_path):
    (tmp_path / "out").write_text("a file")
    done = run("build", HEADER, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "cannot write" in done.stderr
    assert (tmp_path / "out").read_text() == "a file"


def test_build__folder_of_somebody_else__then_left_alone(tmp_path):
    (tmp_path / "python").mkdir()
    (tmp_path / "python/README.md").write_text("mine")
    done = run("build", SMALLER, "--out", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "tenon did not write" in done.stderr
    assert tree(tmp_path) == {(tmp_path / "python/README.md").relative_to(tmp_path): b"mine"}


def test_build__empty_folders__then_filled(tmp_path):
    (tmp_path / "python/native/boundary").mkdir(parents=True)
    assert run("build", SMALLER, "--out", tmp_path, "--lang", "python").returncode == 0


@pytest.mark.parametrize("languages", ["", ","])
def test_build__no_language_named__then_status_2(languages, tmp_path):
    done = run("build", SMALLER, "--out", tmp_path, "--lang", languages)
    assert (done.returncode, done.stdout) == (2, "")


def test_build__languages_with_blanks__then_understood(tmp_path):
    assert run("build", SMALLER, "--out", tmp_path, "--lang", "python, go").returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["go", "python"]


@pytest.mark.parametrize("name", ["class", "json", "errors", "fs", "string"])
def test_init__name_that_some_language_has__then_says_so(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("init", name)
    assert done.returncode == 2
    assert "some language has already" in done.stderr
    assert not list(tmp_path.iterdir())


def test_build__headers_outside_the_folder__then_come_along_in_their_places(tmp_path):
    (tmp_path / "library").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "library/far.h").write_text(
        '#include "../shared/common.h"\n#include <tenon/contract.h>\nTENON_LIBRARY(far, 1, 0)\n'
        'TENON_SOURCES("far.c")\n/** The next number. */\nint32_t far_next(int32_t a);\n'
    )
    (tmp_path / "library/far.c").write_text('#include "far.h"\nint32_t far_next(int32_t a) { return a + ONE; }\n')
    (tmp_path / "shared/common.h").write_text('#include <stdint.h>\n#include "one.h"\n')
    (tmp_path / "shared/one.h").write_text("#define ONE 1\n")
    done = run("build", tmp_path / "library/far.h", "--out", tmp_path / "out", "--lang", "rust")
    assert done.returncode == 0, done.stderr
    native = tmp_path / "out/rust/native/library"
    assert sorted(str(p.relative_to(native)) for p in native.rglob("*.?")) == [
        "library/far.c",
        "library/far.h",
        "shared/common.h",
        "shared/one.h",
    ]


def test_build__source_with_a_nul__then_refused(tmp_path):
    (tmp_path / "cut.h").write_text(
        "#include <tenon/contract.h>\nTENON_LIBRARY(cut, 1, 0)\nTENON_SOURCES(\"cut.c\")\n/** Nothing. */\nvoid cut_x(void);\n"
    )
    (tmp_path / "cut.c").write_bytes(b'#include "cut.h"\n\0void cut_x(void) {}\n')
    done = run("build", tmp_path / "cut.h", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert "NUL at byte 17" in done.stderr


def test_build__what_one_language_leaves_out__then_only_its_package_lacks_it(tmp_path):
    header = tmp_path / "shop.h"
    header.write_text(
        "#include <stddef.h>\n#include <tenon/contract.h>\nTENON_LIBRARY(shop, 1, 0)\nTENON_LINKS(\"m\")\n"
        "/** Items. */\nsize_t shop_items(void);\n"
        "#ifndef TENON_LANGUAGE_GO\n/** Tills. */\nsize_t shop_tills(void);\n#endif\n"
    )
    assert run("check", str(header)).returncode == 0
    assert run("build", str(header), "--out", str(tmp_path / "out")).returncode == 0
    texts = {
        language: (tmp_path / "out" / language / "native/boundary/boundary_shop.h").read_text()
        for language in ("python", "node", "go", "rust")
    }
    assert all("boundary_shop_items" in text for text in texts.values())
    assert [language for language, text in texts.items() if "boundary_shop_tills" not in text] == ["go"]


@pytest.mark.parametrize("language", ["python", "node"])
def test_inspect__of_a_language__then_also_what_its_package_calls_everything(language):
    plain = json.loads(run("inspect", CALLING).stdout)
    shown = json.loads(run("inspect", CALLING, "--lang", language).stdout)
    words = shown.pop("words")
    assert shown == plain
    wait = words["functions"]["calling_ticker_wait"]
    expected = {"python": ("wait", "wait_async"), "node": ("wait", "waitAsync")}[language]
    assert (wait["name"], wait["awaited"]) == expected
    assert wait["arguments"] == [["count", "count"]]
    assert set(words["functions"]) == {function["c_name"] for function in plain["functions"]}


@pytest.mark.parametrize("language", ["go", "cobol"])
def test_inspect__of_a_language_without_names__then_says_which_have_some(language):
    done = run("inspect", CALLING, "--lang", language)
    assert (done.returncode, done.stdout) == (2, "")
    assert "python or node" in done.stderr
