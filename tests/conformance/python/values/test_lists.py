"""Section "lists" of values.h: lists of texts."""

from typing import Any

import pytest
import values
from memory import grows_by, references
from values import Holder


def test_words__list_of_the_callers__is_copied() -> None:
    assert values.words("ein schöner Tag") == ["ein", "schöner", "Tag"]
    assert values.words("") == []


def test_colours__list_of_the_librarys__is_copied() -> None:
    colours = values.colours()
    assert len(colours) == 7
    colours.clear()
    assert len(values.colours()) == 7


def test_colours_from__none_or_some__is_none_or_a_list() -> None:
    assert values.colours_from("x") is None
    found = values.colours_from("g")
    assert found is not None
    assert found == values.colours()[-len(found) :]
    assert found[0].startswith("g")


def test_reversed_texts__list_in__is_a_list_out() -> None:
    assert values.reversed_texts(["a", "", "ö"]) == ["ö", "", "a"]
    assert values.reversed_texts(("a", "b")) == ["b", "a"]
    assert values.reversed_texts([]) == []


def test_reversed_texts__wrong_type__is_refused_with_its_place() -> None:
    wrong: list[Any] = [None, "abc", 1, {"a": "b"}, (text for text in "ab")]
    for value in wrong:
        with pytest.raises(TypeError, match=r"argument 'texts' must be a sequence of str, not"):
            values.reversed_texts(value)
    with pytest.raises(TypeError, match=r"argument 'texts' item 1 must be str, not None"):
        values.reversed_texts(["a", None])  # type: ignore[list-item]


def test_reversed_texts__text_that_c_cannot_have__is_refused() -> None:
    with pytest.raises(values.BadTextError, match=r"texts\[1\]: the text holds a NUL at byte 1"):
        values.reversed_texts(["a", "b\0"])
    with pytest.raises(UnicodeEncodeError):
        values.reversed_texts(["\ud800"])


def test_library__giving_no_text_in_a_list__breaks_its_contract() -> None:
    with pytest.raises(values.BrokenContractError):
        values.broken_texts()


def test_labels__property__is_kept() -> None:
    holder = Holder()
    assert holder.labels == []
    holder.labels = ["x", "ý"]
    assert holder.labels == ["x", "ý"]
    holder.labels.append("not kept: the list is a copy")
    assert holder.labels == ["x", "ý"]
    with pytest.raises(TypeError, match="attribute 'labels' must be a sequence of str"):
        holder.labels = None  # type: ignore[assignment]
    holder.labels = []
    assert holder.labels == []


def test_lists__often__do_not_grow() -> None:
    holder = Holder()
    text = "".join(["some", " text"])
    before = references(text)

    def work() -> None:
        for _ in range(30_000):
            values.words("ein schöner Tag")
            values.reversed_texts([text, text])
            holder.labels = [text]
            assert holder.labels == [text]

    assert grows_by(work) < 1 << 20
    assert references(text) == before
