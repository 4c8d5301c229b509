"""Section "iterators" of calling.h."""

import gc
import itertools
from collections.abc import Iterator

import calling
import pytest
from calling import Countdown, Range, Steps, Words


def test_range__in_a_loop__gives_every_number() -> None:
    assert list(Range(-2, 3)) == [-2, -1, 0, 1, 2]
    assert list(Range(3, 3)) == []
    assert [a + b for a, b in zip(Range(0, 3), Range(10, 13), strict=True)] == [10, 12, 14]


def test_range__taken_up_again__goes_on() -> None:
    numbers = Range(0, 5)
    assert iter(numbers) is numbers
    assert list(itertools.islice(numbers, 2)) == [0, 1]
    assert next(numbers) == 2
    assert list(numbers) == [3, 4]
    with pytest.raises(StopIteration):
        next(numbers)
    assert next(numbers, None) is None


def test_words__texts__until_none() -> None:
    assert list(Words(" one  zwö three ")) == ["one", "zwö", "three"]
    assert list(Words("")) == []


def test_steps__several_values__are_tuples() -> None:
    assert list(Steps(1, 3)) == [(1, 2, "even"), (2, 3, "odd")]
    assert [kind.upper() for _, _, kind in Steps(0, 2)] == ["ODD", "EVEN"]
    assert next(Steps(0, 0), None) is None


def test_countdown__fails_in_the_middle__can_go_on() -> None:
    numbers = Countdown(4, 2)
    assert [next(numbers), next(numbers)] == [4, 3]
    with pytest.raises(calling.HungUpError):
        next(numbers)
    assert list(numbers) == [1]


def test_range__closed__raises_closed() -> None:
    numbers = Range(0, 3)
    numbers.close()
    with pytest.raises(calling.ClosedError):
        next(numbers)


def test_range__is_an_iterator__to_everybody() -> None:
    numbers: Iterator[int] = Range(0, 3)
    assert isinstance(numbers, Iterator)
    assert not hasattr(numbers, "next")
    assert sum(numbers) == 3


def test_range__dropped_in_the_middle__leaks_nothing() -> None:
    for _ in range(1000):
        next(Range(0, 3))
    gc.collect()
