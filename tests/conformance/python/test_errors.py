"""Section "errors" of conformance.h."""

import pickle

import conformance
import pytest
from conformance import ConformanceError

KINDS = [
    (1, conformance.NoSuchItemError, KeyError, "CONFORMANCE_NO_SUCH_ITEM", "not_found"),
    (2, conformance.BadArgumentError, ValueError, "CONFORMANCE_BAD_ARGUMENT", "invalid_argument"),
    (3, conformance.WrongStateError, RuntimeError, "CONFORMANCE_WRONG_STATE", "invalid_state"),
    (4, conformance.TooLargeError, IndexError, "CONFORMANCE_TOO_LARGE", "out_of_range"),
    (5, conformance.DuplicateError, ValueError, "CONFORMANCE_DUPLICATE", "already_exists"),
    (6, conformance.ForbiddenError, PermissionError, "CONFORMANCE_FORBIDDEN", "permission"),
    (7, conformance.TooLateError, TimeoutError, "CONFORMANCE_TOO_LATE", "timeout"),
    (8, conformance.OccupiedError, RuntimeError, "CONFORMANCE_OCCUPIED", "busy"),
    (9, conformance.NoMemoryError, MemoryError, "CONFORMANCE_NO_MEMORY", "out_of_memory"),
    (10, conformance.DiskFailedError, OSError, "CONFORMANCE_DISK_FAILED", "io"),
    (11, conformance.NotSupportedError, NotImplementedError, "CONFORMANCE_NOT_SUPPORTED", "unsupported"),
    (12, conformance.DefectError, RuntimeError, "CONFORMANCE_DEFECT", "internal"),
]


@pytest.mark.parametrize(("status", "own", "built_in", "code", "kind"), KINDS)
def test_error__every_kind__is_its_own_class_and_the_fitting_built_in(
    status: int, own: type[ConformanceError], built_in: type[Exception], code: str, kind: str
) -> None:
    with pytest.raises(own) as raised:
        conformance.fail(status, 'it\'s "so"', 0)
    error = raised.value
    assert type(error) is own
    assert isinstance(error, built_in)
    assert isinstance(error, ConformanceError)
    assert str(error) == 'it\'s "so"'
    assert error.args == ('it\'s "so"',)
    assert (error.code, error.kind, error.function) == (code, kind, "conformance_fail")
    assert error.__cause__ is None
    assert own.__module__ == "conformance"
    assert own.__doc__


def test_error__caught_as_the_built_in__is_caught() -> None:
    with pytest.raises(KeyError, match=r"^gone$"):
        conformance.fail(1, "gone", 0)


def test_error__with_causes__are_chained() -> None:
    with pytest.raises(conformance.WrongStateError) as raised:
        conformance.fail(3, "below", 3)
    messages = []
    error: BaseException | None = raised.value
    while error is not None:
        assert isinstance(error, conformance.WrongStateError)
        messages.append(str(error))
        error = error.__cause__
    assert messages == ["below (3)", "below (2)", "below (1)", "below"]


def test_error__without_a_message__names_what_happened() -> None:
    with pytest.raises(conformance.TooLateError) as raised:
        conformance.fail_silently(7)
    assert str(raised.value)
    assert raised.value.function == "conformance_fail_silently"


def test_error__status_zero__is_none() -> None:
    conformance.fail(0, "nothing", 0)


def test_error__unknown_status__is_the_base_class() -> None:
    with pytest.raises(ConformanceError):
        conformance.fail(99, "unknown", 0)


def test_error__after_another__has_no_cause_of_it() -> None:
    with pytest.raises(ConformanceError):
        conformance.fail(1, "first", 2)
    with pytest.raises(ConformanceError) as raised:
        conformance.fail(2, "second", 0)
    assert raised.value.__cause__ is None


def test_error__message_with_any_text__survives() -> None:
    for message in ("", "漢字 😀", "100 % %s %n", "x" * 5000):
        with pytest.raises(ConformanceError) as raised:
            conformance.fail(2, message, 0)
        assert message == "" or message[:100] in str(raised.value)


def test_error__said_again_and_something_else_after__is_told_as_it_was_said() -> None:
    for message in (
        "gone",
        "gone",
        "fort \u2026",
        "fort \u2026",
        "fort \u00e2\u0080\u00a6",
        "y" * 300,
        "y" * 300,
        "gone",
    ):
        with pytest.raises(ConformanceError) as raised:
            conformance.fail(2, message, 0)
        assert str(raised.value) == message
        assert raised.value.function == "conformance_fail"
        with pytest.raises(ConformanceError) as raised:
            conformance.fail_silently(2)
        assert raised.value.function == "conformance_fail_silently"


def test_error__pickled__keeps_its_class_and_message() -> None:
    with pytest.raises(ConformanceError) as raised:
        conformance.fail(10, "disk", 0)
    twin = pickle.loads(pickle.dumps(raised.value))
    assert type(twin) is conformance.DiskFailedError
    assert str(twin) == "disk"
    assert twin.function == "conformance_fail"


def test_error__raised_by_a_user__works_like_any_exception() -> None:
    error = conformance.NoSuchItemError("mine")
    assert str(error) == "mine"
    assert (error.code, error.function) == ("CONFORMANCE_NO_SUCH_ITEM", "")
    assert repr(error) == "NoSuchItemError('mine')"
