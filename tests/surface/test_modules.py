"""What a built package shows and tells: its entry point and nothing else, and nothing of who built it."""

import pathlib
import signal
import subprocess

import pytest
from conftest import HERE, ROOT, TENON, run
from elf import Module, paths_in

LANGUAGES = ["python", "node", "go", "rust"]
# What the linker defines, and variables of libraries that a program keeps for them.
OF_EVERY_PROGRAM = {"__bss_start", "_edata", "_end", "_IO_stdin_used", "stderr", "stdout"}
OF_EVERY_PROGRAM |= {"g_utf8_skip", "g_ascii_table"}
NODE_EXPORTS = {"napi_register_module_v1", "node_api_module_get_api_version_v1"}


def defined_symbols(archive):
    """The symbols of an archive that a linker would see."""
    lines = run("nm", "--defined-only", "--extern-only", "--format=posix", archive).splitlines()
    return {line.split()[0] for line in lines if len(line.split()) > 2}


def machine_folders(work):
    return [work, ROOT, TENON.parent, pathlib.Path.home(), "/tmp"]


def test_modules__symbols__then_entry_point_alone(python_module, node_modules):
    assert Module(python_module).exports == {"PyInit__native"}
    assert Module(node_modules[0]).exports == NODE_EXPORTS


def test_modules__of_every_kind__then_hardened(python_module, node_modules, go_program, rust_program):
    modules = [Module(path) for path in (python_module, node_modules[0], go_program, rust_program)]
    assert {module.path.name: module.faults() for module in modules if module.faults()} == {}


def test_program__of_rust__then_position_independent(rust_program):
    assert Module(rust_program).is_position_independent_program()


def test_modules__strings__then_no_folder_of_the_machine(
    work, packages, python_module, node_modules, go_program, rust_program
):
    folders = machine_folders(work)
    assert paths_in(python_module, *folders) == []
    assert paths_in(node_modules[0], *folders) == []
    # A Go program lists its modules with the folder that replaces one: its go.mod asked for that.
    replacement = str(packages[0] / "go")
    assert {text for text in paths_in(go_program, *folders) if replacement not in text} == set()
    assert paths_in(rust_program, *folders) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_library__asks_where_it_was_compiled__then_no_folder_of_the_machine(work, programs, language):
    for name, file in (("place", "told.c"), ("other_place", "words.cpp")):
        place = run(*programs[language], name).strip()
        assert place.endswith(file)
        assert not any(place.startswith(f"{folder}/") for folder in machine_folders(work)), place


@pytest.mark.parametrize("language", LANGUAGES)
def test_library__in_two_languages_of_c__then_works(programs, language):
    assert run(*programs[language], "count_words").strip() == "2"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("function", "message"),
    [("overrun_block", "buffer overflow detected"), ("overrun_array", "stack smashing detected")],
)
def test_library__writes_past_its_memory__then_stopped_there(programs, language, function, message):
    done = subprocess.run(
        [*map(str, programs[language]), function], capture_output=True, text=True, timeout=60, check=False
    )
    # Go prints the signal itself and exits with 2.
    assert done.returncode in (-signal.SIGABRT, 2), done
    assert message in done.stderr


def test_static_package__symbols__then_named_after_the_package(work, rust_program):
    assert rust_program.exists()
    archives = sorted((work / "rust-target").glob("release/build/told-*/out/libtenon_told*.a"))
    assert len(archives) == 2
    # Templates of the C++ library are every program's: its linker keeps one of each.
    of_cxx = ("_ZNSt", "DW.ref.")
    ours = ("told_", "boundary_told_", "boundary_guard_told_")
    names = {name for archive in archives for name in defined_symbols(archive)}
    assert "told_tenon_borrow_slow" in names
    assert {name for name in names if not name.startswith(of_cxx + ours)} == set()


def test_runtime_library__symbols__then_prefixed():
    names = defined_symbols(TENON.parent / "lib/libtenon.a")
    assert "tenon_borrow_slow" in names
    assert {name for name in names if not name.startswith("tenon_")} == set()


def test_command__installed__then_hardened_and_exports_nothing(installed):
    command = Module(installed / "bin/tenon")
    assert command.faults() == []
    assert command.is_position_independent_program()
    assert command.exports - OF_EVERY_PROGRAM == set()


def test_command__strings__then_no_folder_of_the_machine(work, installed):
    assert paths_in(installed / "bin/tenon", *machine_folders(work)) == []
    assert paths_in(installed / "lib/libtenon.a", *machine_folders(work)) == []


def test_command__moved_after_installation__then_finds_its_files(installed):
    command = installed / "bin/tenon"
    assert run(command, "--include-dir").strip() == str(installed / "include")
    assert run(command, "--library").strip() == str(installed / "lib/libtenon.a")
    run(command, "check", HERE / "told/told.h")
