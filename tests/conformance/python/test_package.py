"""The package as a whole: what it exports, how it is built, what it leaves behind."""

import gc
import importlib.metadata
import importlib.resources
import inspect
import subprocess
import sys
import textwrap
from collections.abc import Callable

import conformance
import pytest
from conformance import Direction, List, Point


def test_package__exports__are_listed_and_there() -> None:
    assert conformance.__version__ == "1.2.0"
    assert importlib.metadata.version("conformance") == "1.2.0"
    for name in conformance.__all__:
        assert hasattr(conformance, name)
    assert importlib.resources.files("conformance").joinpath("py.typed").is_file()


def test_package__native_module__is_on_the_stable_abi() -> None:
    names = [path.name for path in importlib.resources.files("conformance").iterdir()]
    assert "_native.abi3.so" in names


@pytest.mark.skipif(sys.platform != "linux", reason="the linker's option is for ELF files")
def test_package__native_module__finds_every_function_at_import() -> None:
    with importlib.resources.as_file(importlib.resources.files("conformance") / "_native.abi3.so") as path:
        shown = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True).stdout
    assert "BIND_NOW" in shown or "Flags: NOW" in shown


def test_documentation__functions__have_signatures_and_texts() -> None:
    for name in conformance.__all__:
        item = getattr(conformance, name)
        if inspect.isbuiltin(item):
            assert item.__doc__, name
            inspect.signature(item)
    assert str(inspect.signature(conformance.distance_between)) == "(point, other=None)"
    assert str(inspect.signature(List)) == "(name)"
    for method in (List.filled, List.size, List.walk, List.close):
        assert method.__doc__
    text = inspect.getdoc(List.add)
    assert text is not None
    assert "Raises:\n    DuplicateError: when an item has that name." in text


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )


def test_handshake__native_module_of_another_contract__fails_at_import() -> None:
    ended = run_python(
        """
        import importlib.util, pathlib, sys, tempfile, shutil
        folder = pathlib.Path(importlib.util.find_spec("conformance").origin).parent
        copy = pathlib.Path(tempfile.mkdtemp()) / "conformance"
        shutil.copytree(folder, copy)
        contract = copy / "_contract.py"
        text = contract.read_text().replace("conformance 1.2 ", "conformance 1.3 ")
        at = text.index('"conformance_list_add ') + len('"conformance_list_add ')
        contract.write_text(text[:at] + "0000000000000000" + text[at + 16 :])
        sys.path.insert(0, str(copy.parent))
        try:
            import conformance
        except ImportError as error:
            print(error)
        shutil.rmtree(copy.parent)
        """
    )
    assert ended.stderr == ""
    for part in ("1.2", "1.3", "conformance_list_add"):
        assert part in ended.stdout


def test_interpreter__objects_alive_at_its_end__ends_cleanly() -> None:
    ended = run_python(
        """
        import conformance
        numbers = conformance.List.filled(3, 1)
        values, walk = numbers.values(), numbers.walk()
        array = conformance.range(10)
        conformance.kept = [numbers, memoryview(values), array]
        """
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def fail_deeply() -> None:
    try:
        conformance.fail(3, "deep", 3)
    except conformance.WrongStateError:
        pass


def fail_conversion() -> None:
    for call in (
        lambda: conformance.weighted_sum([1.0], [1.0, "x"]),  # type: ignore[list-item]
        lambda: conformance.centre([Point(1, 2, 3, True, Direction.NORTH), 1]),  # type: ignore[list-item]
        lambda: conformance.total_length(["a", 1]),  # type: ignore[list-item]
        lambda: conformance.divisors(0, 5),
        lambda: conformance.same_i8(1000),
        lambda: Point(1, 2, 3, True),  # type: ignore[call-arg]
    ):
        try:
            call()
        except (TypeError, ValueError, OverflowError):
            pass


def use_object() -> None:
    with List.filled(3, 1.5) as numbers:
        numbers.add("name", 1)
        numbers.values().close()
        numbers.walk().next()
        conformance.longer(numbers, List("b"))


LEAK_CASES: list[Callable[[], object]] = [
    fail_deeply,
    fail_conversion,
    use_object,
    lambda: repr(List("a")),
    lambda: conformance.split("one two"),
    lambda: conformance.square(2),
    lambda: conformance.range(10)[1:3],
    lambda: memoryview(conformance.squares([1, 2])).tolist(),
    lambda: conformance.reverse_bytes(b"abc"),
    lambda: conformance.sum_f64([1.0, 2.0]),
    lambda: conformance.sum_f64(memoryview(b"12345678").cast("d")),
    lambda: conformance.shift(Point(1, 2, 3, True, Direction.EAST), x=1, y=2) == 1,
    lambda: repr(conformance.mirror(Point(1, 2, 3, True, Direction.EAST))),
    lambda: conformance.turn_right(Direction.EAST),
    lambda: conformance.same_u64(value=2**64 - 1),
]


@pytest.mark.parametrize("case", LEAK_CASES)
def test_memory__ten_thousand_calls__leave_no_blocks_behind(case: Callable[[], object]) -> None:
    lists = conformance.live_lists()
    for _ in range(100):
        case()
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(10_000):
        case()
    gc.collect()
    assert sys.getallocatedblocks() - before < 100
    assert conformance.live_lists() == lists
