"""Disks that are full, streams that are closed, builds that are killed: a clear message and status, and nothing
half-written that the next build does not put right."""

import os
import random
import resource
import signal
import subprocess
import time

import pytest
from conftest import HERE, ROOT, binary, run

HEADER = HERE / "good/classes.h"
BAD = HERE / "bad/no_library.h"
SMALLER = HERE / "good/minimal.h"
LARGER = ROOT / "tests/conformance/library/conformance.h"


def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def listed(folder):
    return {
        line
        for name in (".tenon-files", ".tenon-unfinished")
        if (folder / name).exists()
        for line in (folder / name).read_text().splitlines()
    }


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """What an undisturbed build of each header writes for Python."""
    made = {}
    for header in (SMALLER, LARGER):
        out = tmp_path_factory.mktemp("fresh")
        assert run("build", header, "--out", out, "--lang", "python").returncode == 0
        made[header] = tree(out / "python")
    return made


def small_files_only(size):
    """As on a full disk: no file may grow beyond so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


# ---- Streams ----


@pytest.mark.parametrize("command", [["inspect", HEADER], ["check", HEADER], ["features"], ["--help"]], ids=lambda c: c[0])
def test_output__closed__then_status_1_and_why(command):
    shell = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", binary(), *map(str, command)], capture_output=True, timeout=60
    )
    assert shell.returncode == 1
    assert shell.stderr == b"tenon: the output could not be written\n"


def test_output__closed_during_a_build__then_no_file_takes_its_place(tmp_path, fresh):
    out = tmp_path / "out"
    shell = subprocess.run(
        ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", binary(), "build", SMALLER, "--out", out, "--lang", "python"],
        capture_output=True,
        timeout=60,
    )
    assert shell.returncode == 1
    assert tree(out / "python") == fresh[SMALLER]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_output__full_during_a_build__then_package_is_whole(tmp_path, fresh):
    with open("/dev/full", "wb") as full:
        done = run("build", SMALLER, "--out", tmp_path, "--lang", "python", stdout=full, stderr=-1, capture_output=False)
    assert done.returncode == 1
    assert done.stderr == "tenon: the output could not be written\n"
    assert tree(tmp_path / "python") == fresh[SMALLER]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_messages__disk_is_full__then_still_status_1():
    with open("/dev/full", "wb") as full:
        assert run("check", BAD, stdout=-1, stderr=full, capture_output=False).returncode == 1


def piped_to_nobody(ignored):
    """`tenon inspect` into a pipe whose reader has gone, with SIGPIPE as a shell has it or ignored."""
    reader, writer = os.pipe()
    os.close(reader)
    disposition = signal.SIG_IGN if ignored else signal.SIG_DFL
    done = subprocess.run(
        [binary(), "inspect", HEADER],
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
        restore_signals=False,
        preexec_fn=lambda: signal.signal(signal.SIGPIPE, disposition),
    )
    os.close(writer)
    return done


def test_output__reader_has_gone__then_ends_as_filters_do():
    done = piped_to_nobody(ignored=False)
    assert (done.returncode, done.stderr) == (-signal.SIGPIPE, b"")


def test_output__reader_has_gone_and_signal_is_ignored__then_status_1_and_why():
    done = piped_to_nobody(ignored=True)
    assert (done.returncode, done.stderr) == (1, b"tenon: the output could not be written\n")


def test_output__only_its_first_line_is_read__then_quiet():
    shell = subprocess.run(["sh", "-c", '"$1" inspect "$2" | head -n 1', "sh", binary(), LARGER], capture_output=True, timeout=60)
    assert (shell.returncode, shell.stdout, shell.stderr) == (0, b"{\n", b"")


def test_messages__reader_has_gone__then_the_build_goes_on(tmp_path, fresh):
    reader, writer = os.pipe()
    os.close(reader)
    done = run("build", SMALLER, "--out", tmp_path, "--lang", "python", stdout=-1, stderr=writer, capture_output=False)
    os.close(writer)
    assert done.returncode == 0
    assert tree(tmp_path / "python") == fresh[SMALLER]


# ---- What is read ----


@pytest.mark.parametrize("command", ["check", "inspect"])
@pytest.mark.parametrize("kind", ["device", "pipe"])
def test_header__no_ordinary_file__then_refused_at_once(command, kind, tmp_path):
    header = "/dev/zero"
    if kind == "pipe":
        header = tmp_path / "pipe.h"
        os.mkfifo(header)
    done = run(command, header, timeout=20)
    assert (done.returncode, done.stdout) == (1, "")
    assert "it is no ordinary file" in done.stderr


@pytest.mark.parametrize("source", ["/proc/self/mem", "/proc/self/attr/sockcreate"])
def test_source__cannot_be_read__then_nothing_is_written(source, tmp_path):
    """A file that is there and refuses to be read, also for root."""
    if not os.path.isfile(source):
        pytest.skip(f"no {source}")
    try:
        with open(source, "rb") as file:
            file.read(1)
        pytest.skip(f"{source} can be read")
    except OSError:
        pass
    header = tmp_path / "shop.h"
    header.write_text(SMALLER.read_text())
    (tmp_path / "shop.c").symlink_to(source)
    done = run("build", header, "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert "shop.c" in done.stderr
    assert not (tmp_path / "out").exists()


# ---- What is written ----


@pytest.mark.parametrize("out", ["/proc/tenon", "/dev/null/tenon"])
def test_build__folder_cannot_be_made__then_status_1_and_why(out):
    done = run("build", SMALLER, "--out", out)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"cannot write {out}" in done.stderr


@pytest.mark.parametrize("size", [0, 300, 5000, 20000])
def test_build__disk_is_full__then_said_and_put_right_by_the_next(size, tmp_path, fresh):
    package = tmp_path / "python"
    failed = run("build", LARGER, "--out", tmp_path, "--lang", "python", preexec_fn=small_files_only(size))
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "cannot write" in failed.stderr and "File too large" in failed.stderr
    left = tree(package)
    left.pop(".tenon-unfinished", None)
    assert left.keys() <= listed(package)
    assert all(fresh[LARGER][path] == text for path, text in left.items())
    assert run("build", SMALLER, "--out", tmp_path, "--lang", "python").returncode == 0
    assert tree(package) == fresh[SMALLER]


def test_build__disk_is_full_over_an_older_package__then_every_file_is_old_or_new(tmp_path, fresh):
    package = tmp_path / "python"
    assert run("build", LARGER, "--out", tmp_path, "--lang", "python").returncode == 0
    failed = run("build", SMALLER, "--out", tmp_path, "--lang", "python", preexec_fn=small_files_only(1500))
    assert failed.returncode == 1
    for path, text in tree(package).items():
        assert path == ".tenon-unfinished" or text in (fresh[LARGER].get(path), fresh[SMALLER].get(path)), path
    assert run("build", SMALLER, "--out", tmp_path, "--lang", "python").returncode == 0
    assert tree(package) == fresh[SMALLER]


@pytest.mark.parametrize("where", ["python", "python/native", "python/README.md"])
def test_build__file_and_folder_in_each_others_place__then_said_and_left_alone(where, tmp_path):
    in_the_way = tmp_path / where
    if where == "python":
        in_the_way.write_text("mine")
    else:
        assert run("build", SMALLER, "--out", tmp_path, "--lang", "python").returncode == 0
        subprocess.run(["rm", "-r", in_the_way], check=True)
        if where.endswith(".md"):
            in_the_way.mkdir()
            (in_the_way / "notes").write_text("mine")
        else:
            in_the_way.write_text("mine")
    done = run("build", SMALLER, "--out", tmp_path, "--lang", "python")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"cannot write {in_the_way}" in done.stderr
    assert (in_the_way / "notes" if in_the_way.is_dir() else in_the_way).read_text() == "mine"


def test_build__unfinished_file_is_a_link__then_not_followed(tmp_path, fresh):
    package = tmp_path / "python"
    victim = tmp_path / "victim"
    victim.write_text("mine")
    package.mkdir()
    (package / ".tenon-new").symlink_to(victim)
    assert run("build", SMALLER, "--out", tmp_path, "--lang", "python").returncode == 0
    assert victim.read_text() == "mine"
    assert tree(package) == fresh[SMALLER]


@pytest.mark.parametrize("name", [".tenon-files", ".tenon-unfinished"])
def test_build__list_names_files_outside__then_left_alone(name, tmp_path, fresh):
    package = tmp_path / "python"
    package.mkdir()
    (tmp_path / "victim").write_text("mine")
    (package / "notes..txt").write_text("stale")
    (package / name).write_text(f"../victim\na/../../victim\n{tmp_path}/victim\nnotes..txt\n")
    assert run("build", SMALLER, "--out", tmp_path, "--lang", "python").returncode == 0
    assert (tmp_path / "victim").read_text() == "mine"
    assert tree(package) == fresh[SMALLER]


def test_build__fewer_files__then_no_empty_folders(tmp_path):
    assert run("build", LARGER, "--out", tmp_path, "--lang", "python").returncode == 0
    (tmp_path / "python/of_mine").mkdir()
    assert run("build", SMALLER, "--out", tmp_path, "--lang", "python").returncode == 0
    empty = [p for p in tmp_path.rglob("*") if p.is_dir() and not any(p.iterdir())]
    assert empty == [tmp_path / "python/of_mine"]


def test_build__killed_at_any_moment__then_listed_and_put_right(tmp_path, fresh):
    package = tmp_path / "python"
    chance = random.Random(20261121)
    started = time.monotonic()
    assert run("build", LARGER, "--out", tmp_path, "--lang", "python").returncode == 0
    usual = time.monotonic() - started
    for number in range(12):
        header = (SMALLER, LARGER)[number % 2]
        build = subprocess.Popen(
            [binary(), "build", header, "--out", tmp_path, "--lang", "python"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(usual * chance.uniform(0.2, 1.0))
        build.kill()
        build.wait()
        left = tree(package)
        for name in (".tenon-files", ".tenon-unfinished", ".tenon-new"):
            left.pop(name, None)
        assert left.keys() <= listed(package), f"kill {number}"
        for path, text in left.items():
            assert text in (fresh[LARGER].get(path), fresh[SMALLER].get(path)), f"kill {number}: {path}"
    assert run("build", SMALLER, "--out", tmp_path, "--lang", "python").returncode == 0
    assert tree(package) == fresh[SMALLER]


def test_build__several_of_one_folder_at_once__then_each_whole(tmp_path, fresh):
    builds = [
        subprocess.Popen(
            [binary(), "build", header, "--out", tmp_path, "--lang", "python"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for header in (SMALLER, LARGER, SMALLER)
    ]
    assert [(build.communicate(timeout=120)[1], build.returncode) for build in builds] == [(b"", 0)] * 3
    assert tree(tmp_path / "python") in fresh.values()


def test_init__disk_is_full__then_the_next_finishes(tmp_path):
    failed = run("init", "lantern", cwd=tmp_path, preexec_fn=small_files_only(900))
    assert failed.returncode == 1
    assert "File too large" in failed.stderr
    assert run("init", "lantern", cwd=tmp_path).returncode == 0
    assert run("check", tmp_path / "lantern/include/lantern.h").returncode == 0
    again = run("init", "lantern", cwd=tmp_path)
    assert again.returncode == 1
    assert "exists already; nothing was changed" in again.stderr


@pytest.mark.parametrize("output", ["-", "nowhere/else"])
def test_boundary__folder_cannot_be_made__then_status_1_and_why(output, tmp_path):
    (tmp_path / "nowhere").write_text("a file")
    (tmp_path / "-").write_text("a file")
    done = run("boundary", SMALLER, "--out", tmp_path / output)
    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot write" in done.stderr
