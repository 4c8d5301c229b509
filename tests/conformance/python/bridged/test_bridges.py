"""Calls go through slots: the same results whoever serves, and the diagnostics say who does."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bridged
import pytest
from bridged import diagnostics

HERE = Path(__file__).parent
PROVIDERS = Path(os.environ["BRIDGED_PROVIDERS"])


def state(operation: str) -> diagnostics.Bridge:
    (found,) = [one for one in diagnostics.bridges() if one.operation == f"bridged_{operation}"]
    return found


def load(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process that imports the package with providers named in its environment."""
    return subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"TENON_BRIDGE_CALLS": "50"} | environment,
        cwd=os.environ["BRIDGED_PROVIDERS"],
        text=True,
        capture_output=True,
        check=False,
    )


def use_numbers() -> None:
    assert bridged.not_(False) is True
    assert (bridged.next_i8(127), bridged.next_u8(255)) == (-128, 0)
    assert (bridged.next_i16(-1), bridged.next_u16(65535)) == (0, 0)
    assert (bridged.next_i32(2**31 - 1), bridged.next_u32(2**32 - 1)) == (-(2**31), 0)
    assert (bridged.next_i64(2**63 - 1), bridged.next_u64(2**64 - 1)) == (-(2**63), 0)
    assert bridged.next_size(41) == 42
    assert (bridged.next_i128(-1), bridged.next_u128(2**64 - 1)) == (0, 2**64)
    assert (bridged.half_f32(3.0), bridged.half_f64(5.0)) == (1.5, 2.5)
    assert bridged.sum_of_all(-1, 1, -2, 2, -3, 3, 10, True, 1.5, 2.5) == 14
    bridged.do_nothing()
    assert (bridged.answer(), bridged.plain(7)) == (42, 7)


def use_meanings_and_optionals() -> None:
    assert bridged.next_color(bridged.Color.GREEN) is bridged.Color.BLUE
    assert (
        bridged.without(bridged.Access.READ | bridged.Access.SHARE, bridged.Access.SHARE)
        == bridged.Access.READ
    )
    assert bridged.double_money(bridged.Money("1.50")) == bridged.Money("3.00")
    assert bridged.day_of(datetime(1970, 1, 3, tzinfo=UTC)) == 2
    assert bridged.longer(timedelta(seconds=1), timedelta(seconds=2)) == timedelta(seconds=2)
    assert (bridged.half_or_none(8), bridged.half_or_none(None)) == (4, -1)
    assert (bridged.limit_or_infinity(2.5), bridged.limit_or_infinity(None)) == (2.5, float("inf"))
    assert (bridged.name_length(bridged.Color.GREEN), bridged.name_length(None)) == (5, 0)
    assert (bridged.parse("-12"), bridged.parse("12x")) == (-12, None)
    assert (bridged.step(1, 3), bridged.step(3, 3), bridged.step(None, 3)) == (2, None, None)
    assert (bridged.largest([3, 9, 2]), bridged.largest([])) == (9, None)
    assert (bridged.prime(3), bridged.prime(10)) == (7, None)


def use_records() -> None:
    here, there = bridged.Point(1, -2), bridged.Point(-3, 4)
    line = bridged.join(here, there)
    assert line is not None
    assert (line.from_, line.to, line.label, line.note) == (here, there, "joined", None)
    assert bridged.join(here, None) is None
    assert bridged.turn(line).from_ == there
    assert bridged.steps_along(line) == 10
    assert bridged.mirror(here) == bridged.Point(-1, 2)
    assert bridged.move(here, 1, 2) == bridged.Point(2, 0)
    assert (bridged.corner(2), bridged.corner(4)) == (bridged.Point(1, 1), None)
    assert bridged.size_of(bridged.ShapeText("four")) == 4
    assert bridged.change(bridged.ShapeCircle(3)) == bridged.ShapeRectangle(bridged.Point(3, 3))
    assert bridged.spiral(2, 9) == bridged.Point(1, 1)
    with pytest.raises(bridged.NotFoundError):
        bridged.spiral(9, 9)


def use_texts_and_arrays() -> None:
    assert bridged.count_blanks("a b\tc") == 2
    assert bridged.sum_bytes("a\0b") == 195
    assert (bridged.length_or_none("four"), bridged.length_or_none(None)) == (4, -1)
    assert bridged.capitals("größe") == "GRößE"
    assert bridged.color_name(bridged.Color.BLUE) == "blue"
    assert (bridged.split(" one two  three"), bridged.split("one")) == (("one", "two  three"), ("one", None))
    with pytest.raises(bridged.NotFoundError):
        bridged.split("  ")
    assert bridged.longest(["a", "abc", ""]) == 3
    assert list(bridged.color_names()) == ["red", "green", "blue"]
    assert bridged.sum([1, -2, 300]) == 299
    assert bridged.checksum(b"ab", 1) == (31 + 97) * 31 + 98
    assert list(bridged.add([1, 2], [3, 2**32 - 1])) == [4, 1]
    assert (bridged.weigh([1, 2], [3, 4]), bridged.weigh([1, 2], None)) == (11, 3)
    data = bytearray(b"abc")
    bridged.reverse(data)
    assert data == b"cba"
    assert bridged.move_all([bridged.Point(1, 2)], 1, 1) == [bridged.Point(2, 3)]
    assert bridged.count_red([bridged.Color.RED, bridged.Color.BLUE]) == 1
    assert list(bridged.count_up(3)) == [0, 1, 2]
    assert list(bridged.even([1, 2, 4], 2)) == [2, 4]
    with pytest.raises(bridged.FullError):
        bridged.even([1, 2, 4], 1)
    assert list(bridged.squares(4) or []) == [0, 1, 4, 9]
    assert bytes(bridged.bytes_of(258)) == b"\x02\x01\0\0\0\0\0\0"
    assert bridged.dot({2: 10, 3: 100}) == 320


def use_tallies() -> None:
    with bridged.Tally(2) as tally, bridged.Tally.of("x y x", 5) as other:
        tally.count("x")
        tally.merge(other)
        assert (tally.of_word("x"), tally.size, tally.limit, tally.top()) == (3, 2, 2, "x")
        with pytest.raises(bridged.FullError):
            tally.count("z")
        tally.limit = 3
        tally.count("z")
        assert tally.copy().finish() == 5
    with pytest.raises(bridged.FullError):
        bridged.Tally.of("x y", 1)
    with bridged.Tally(1) as empty:
        assert empty.top() is None


def use_everything() -> None:
    use_numbers()
    use_meanings_and_optionals()
    use_records()
    use_texts_and_arrays()
    use_tallies()


def test_reference__every_form__then_right_and_counted() -> None:
    before = state("next_u32")
    use_everything()
    after = state("next_u32")
    assert (after.mode, after.serving, after.candidate) == ("reference", "reference", None)
    assert (after.calls, after.candidate_calls) == (before.calls + 1, before.candidate_calls)
    assert not [one for one in diagnostics.bridges() if one.operation == "bridged_plain"]


def test_json__asked__then_says_the_same() -> None:
    read = json.loads(diagnostics.bridges_json())
    assert (read["library"], read["linked"], read["candidates"]) == ("bridged", None, [])
    assert [one["operation"] for one in read["operations"]] == [
        one.operation for one in diagnostics.bridges()
    ]


USE = f"import sys; sys.path.insert(0, {str(HERE)!r}); import test_bridges as test; "


def test_provider__swapped__then_it_serves_every_call() -> None:
    program = USE + (
        "test.use_everything(); "
        "print(*{(one.mode, one.serving, one.calls - one.candidate_calls, one.calls > 0) "
        "for one in test.diagnostics.bridges()})"
    )
    done = load(program, TENON_BRIDGE=str(PROVIDERS / "all.so"))
    assert done.returncode == 0, done.stderr
    assert "bridged: served by bridged in C from now on: bridged_not, " in done.stderr
    *_, said = done.stdout.splitlines()
    assert said == "('swapped', 'bridged in C', 0, True)"


def test_provider__of_some_functions__then_the_rest_stays() -> None:
    program = (
        "from bridged import diagnostics; "
        "print(*[one.operation for one in diagnostics.bridges() if one.candidate])"
    )
    done = load(program, TENON_BRIDGE=str(PROVIDERS / "some.so"))
    assert done.stdout.split() == ["bridged_next_u32", "bridged_split", "bridged_checksum"], done.stderr


def test_provider__that_is_wrong_once__then_the_reference_stays() -> None:
    done = load(USE + "test.use_everything()", TENON_BRIDGE=str(PROVIDERS / "wrong.so"))
    assert done.returncode == 0, done.stderr
    assert "wrong.so is refused, and the reference serves: " in done.stderr
    assert "bridged_next_u32: result is 2 with the reference and 0 with the candidate" in done.stderr


def test_provider__that_is_wrong_and_must_not__then_the_import_fails() -> None:
    done = load("import bridged", TENON_BRIDGE=str(PROVIDERS / "wrong.so"), TENON_BRIDGE_MODE="check")
    assert done.returncode == 1
    assert "ImportError: " in done.stderr
    assert "bridged_next_u32: result is 2 with the reference and 0 with the candidate" in done.stderr


def test_provider__shadowed__then_the_reference_serves_and_calls_are_compared() -> None:
    program = (
        "import bridged; from bridged import diagnostics; [bridged.next_u32(i) for i in range(20)]; "
        "print(*[(one.mode, one.serving, one.compared, one.differences) for one in diagnostics.bridges() "
        "if one.operation == 'bridged_next_u32'])"
    )
    done = load(
        program, TENON_BRIDGE=str(PROVIDERS / "all.so"), TENON_BRIDGE_MODE="shadow", TENON_BRIDGE_ONE_IN="1"
    )
    assert done.stdout == "('shadowed', 'reference', 20, 0)\n", done.stderr


@pytest.mark.parametrize(
    ("mode", "path", "said"),
    [
        ("sawp", "all.so", 'TENON_BRIDGE_MODE is "sawp"; write swap, check, shadow or off'),
        ("check", "missing.so", "missing.so"),
    ],
)
def test_environment__wrong__then_the_import_fails(mode: str, path: str, said: str) -> None:
    done = load("import bridged", TENON_BRIDGE=str(PROVIDERS / path), TENON_BRIDGE_MODE=mode)
    assert done.returncode == 1
    assert said in done.stderr


def test_environment__off__then_nothing_is_opened() -> None:
    done = load("import bridged", TENON_BRIDGE=str(PROVIDERS / "wrong.so"), TENON_BRIDGE_MODE="off")
    assert (done.returncode, done.stderr) == (0, "")
