"""Section "text" of conformance.h."""

import conformance
import pytest


def test_text__any_characters__are_counted() -> None:
    for text in ("", "abc", "é", "漢字", "😀", "a" * 10_000, "e\u0301", "\u200f"):
        assert conformance.text_length(text) == len(text)


def test_text__other_type__raises_type_error() -> None:
    for value in (b"abc", None, 1, ["a"]):
        with pytest.raises(TypeError, match=r"text_length\(\) argument 'text' must be str, not"):
            conformance.text_length(value)  # type: ignore[arg-type]


def test_text__with_nul__raises_value_error() -> None:
    with pytest.raises(conformance.BadTextError, match="NUL"):
        conformance.text_length("a\0b")
    with pytest.raises(ValueError):
        conformance.capitals("\0")


def test_text__lone_surrogate__raises_unicode_error() -> None:
    with pytest.raises(UnicodeEncodeError):
        conformance.text_length("\ud800")


def test_counted_text__with_nul__is_taken_whole() -> None:
    assert conformance.counted_length("a\0b") == 3
    assert conformance.counted_length("") == 0
    assert conformance.counted_length("é\0") == 3


def test_capitals__owned_text__is_returned() -> None:
    assert conformance.capitals("straße, déjà") == "STRAßE, DéJà"
    assert conformance.capitals("") == ""
    assert conformance.capitals("x" * 100) == "X" * 100


def test_greeting__borrowed_text__is_returned() -> None:
    assert conformance.greeting() == conformance.HELLO


def test_maybe_text__text_or_none__comes_back() -> None:
    assert conformance.maybe_text("hello") == "hello"
    assert conformance.maybe_text("") == ""
    assert conformance.maybe_text(None) is None
    assert conformance.maybe_text() is None
    with pytest.raises(TypeError, match="must be str or None, not int"):
        conformance.maybe_text(1)  # type: ignore[arg-type]


def test_split__two_texts_out__are_a_tuple() -> None:
    assert conformance.split("one two three") == ("one", "two three")
    assert conformance.split("one") == ("one", None)
    assert conformance.split("") == ("", None)


def test_broken_text__not_utf8__raises_broken_contract() -> None:
    with pytest.raises(conformance.BrokenContractError, match="UTF-8"):
        conformance.broken_text()
