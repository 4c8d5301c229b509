"""Section "awaited_values" of awaited.h: awaited calls take and give what the others do."""

import asyncio
import datetime
import gc
from collections.abc import Callable, Coroutine
from datetime import UTC, timedelta
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

import awaited
import pytest
from awaited import Mode, Money, Offer, Person, Size
from memory import grows_by, references

P = ParamSpec("P")
T = TypeVar("T")
Awaited = Callable[P, Coroutine[Any, Any, T]]


def run(awaiting: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **named: P.kwargs) -> T:
    """What an awaited call gives."""

    async def wait() -> T:
        return await awaiting(*args, **named)

    return asyncio.run(wait())


def both(here: Callable[P, T], awaiting: Awaited[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What a call gives, in both forms, which give the same."""
    result = here(*args, **named)
    assert run(awaiting, *args, **named) == result
    return result


def total(amounts: Any = None, **named: Any) -> Money:
    return both(awaited.sum, awaited.sum_async, amounts, **named)


def raises_both(
    error: type[Exception],
    message: str,
    here: Callable[..., Any],
    awaiting: Callable[..., Any],
    *args: Any,
    **named: Any,
) -> None:
    """That both forms raise the same."""
    with pytest.raises(error, match=message):
        here(*args, **named)
    with pytest.raises(error, match=message):
        run(awaiting, *args, **named)


def test_constructor__defaults__are_the_usual_ones() -> None:
    for offer in (Offer(), run(Offer.new_async)):
        assert (offer.pieces, offer.price) == (7, Money("2.50"))
        assert offer.since == datetime.datetime(1970, 1, 1, 0, 1, tzinfo=UTC)
    before = datetime.datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    offer = run(Offer.new_async, price=Money(1), since=before)
    assert (offer.pieces, offer.price, offer.since) == (7, Money("1.00"), before.replace(microsecond=0))


def test_constructor__of_a_subclass__makes_that() -> None:
    class Own(Offer):
        pass

    assert type(run(Own.new_async, 1)) is Own


def test_constructor__what_does_not_fit__is_refused() -> None:
    new = (Offer, Offer.new_async)
    raises_both(TypeError, r"Offer\(\) argument 'price' must be Money, not int", *new, 1, 2)
    raises_both(TypeError, r"Offer\(\) argument 'pieces' must be int, not str", *new, "1")
    raises_both(OverflowError, "'pieces' must be an integer from 0 to", *new, 2**32)
    naive = datetime.datetime(2024, 2, 29)
    raises_both(ValueError, "'since' must have a time zone", *new, since=naive)


def test_maps__in_and_out__are_the_same_awaited() -> None:
    assert both(awaited.words, awaited.words_async, "bb a a") == ({"bb": 2, "a": 1}, 6)
    assert both(awaited.words, awaited.words_async, "") == ({}, 0)
    assert total() == total({}) == Money("-0.02")
    assert total({"a": 1, "bb": 2}) == total(MappingProxyType({"a": 1, "bb": 2})) == Money("0.04")
    wait = timedelta(milliseconds=7)
    named = {"start": Money(0), "mode": Mode.AMOUNTS, "extra": -(2**64), "wait": wait}
    assert total({"a": 255}, **named) == Money("2.62")
    assert both(awaited.known, awaited.known_async, {1: True, 2: False, 2**64 - 1: True, 0: True}) == 2
    assert both(awaited.odd, awaited.odd_async, 1) == {1: True, 2: False, 3: True}
    assert both(awaited.odd, awaited.odd_async, -1) is None


def test_maps__that_may_be_missing__are_none_awaited_too() -> None:
    sizes = (awaited.sizes, awaited.sizes_async)
    assert both(*sizes, "a grüße") == ({"a": Size.SHORT, "grüße": Size.LONG}, 7)
    assert both(*sizes, " ") == (None, 0)
    letters = (awaited.letters, awaited.letters_async)
    assert both(*letters, {"Countess": Person("Ada", 36), "": Person(None, 0)}) == 11
    assert both(*letters, {}) == both(*letters, None) == both(*letters) == 0
    ada = Person("Ada", 36)
    raises_both(TypeError, "'people' item 1 must be Person, not None", *letters, {"a": ada, "b": None})
    raises_both(TypeError, "'people' key 0 must be str, not None", *letters, {None: ada})


def test_maps__changed_while_awaited__are_read_whole() -> None:
    async def work() -> None:
        amounts = {"a": 1}
        running = [asyncio.create_task(awaited.sum_async(amounts)) for _ in range(20)]
        while not all(task.done() for task in running):
            amounts.clear()
            await asyncio.sleep(0)
            amounts["a"] = 1
        assert {await task for task in running} <= {Money("0.00"), Money("-0.02")}

    asyncio.run(work())


def test_maps__what_does_not_fit__is_refused_awaited_too() -> None:
    total = (awaited.sum, awaited.sum_async)
    raises_both(OverflowError, "'amounts' item 0 must be an integer from 0 to 255", *total, {"a": 256})
    raises_both(TypeError, "'amounts' item 1 must be int, not None", *total, {"a": 1, "b": None})
    raises_both(TypeError, "'amounts' key 0 must be str, not int", *total, {1: 1})
    raises_both(TypeError, "'amounts' must be a mapping, not int", *total, 5)
    raises_both(TypeError, "'amounts' must be a mapping, not bytes", *total, b"abc")
    raises_both(awaited.BadTextError, "holds a NUL at byte 1", *total, {"a\0": 1})
    known = (awaited.known, awaited.known_async)
    for key in (-1, 2**64):
        raises_both(OverflowError, "'known' key 0 must be an integer from 0 to", *known, {key: True})
    raises_both(TypeError, "'known' item 0 must be bool, not int", *known, {1: 1})
    raises_both(TypeError, "'known' must be a mapping, not None", *known, None)


def test_values__what_does_not_fit__is_refused_awaited_too() -> None:
    total = (awaited.sum, awaited.sum_async)
    raises_both(TypeError, "'start' must be Money, not int", *total, None, 5)
    raises_both(awaited.BadValueError, "mode: 4 is no awaited_mode", *total, mode=4)
    raises_both(TypeError, "'wait' must be timedelta, not int", *total, wait=7)
    raises_both(OverflowError, r"'extra' must be an integer from -2\*\*127", *total, extra=2**127)
    texts = (awaited.reversed, awaited.reversed_async)
    raises_both(TypeError, "'texts' item 1 must be str, not None", *texts, ["a", None])
    raises_both(TypeError, "'texts' must be a sequence of str, not str", *texts, "abc")
    raises_both(awaited.BadTextError, "NUL at byte 0", *texts, ["\0"])


def test_lists__in_and_out__are_the_same_awaited() -> None:
    assert both(awaited.list, awaited.list_async, True) == ["a", "bb"]
    assert both(awaited.list, awaited.list_async, False) is None
    texts = ["a", "", "ö"]
    assert both(awaited.reversed, awaited.reversed_async, texts) == ["ö", "", "a"]
    assert both(awaited.reversed, awaited.reversed_async, ()) == []


def test_moments__as_far_as_the_calendar_goes__and_not_further() -> None:
    moment = (awaited.moment, awaited.moment_async)
    first, last = datetime.datetime.min.replace(tzinfo=UTC), datetime.datetime.max.replace(tzinfo=UTC)
    assert both(*moment, -62_135_596_800) == first
    assert both(*moment, 253_402_300_799) == last.replace(microsecond=0)
    for beyond in (-62_135_596_801, 253_402_300_800, -(2**63), 2**63 - 1):
        message = f"^{beyond} seconds since 1970 are beyond what a datetime holds$"
        raises_both(OverflowError, message, *moment, beyond)
    or_none = (awaited.moment_or_none, awaited.moment_or_none_async)
    assert both(*or_none, 0) is None
    assert both(*or_none, -1) == datetime.datetime(1969, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)
    raises_both(OverflowError, "milliseconds since 1970 are beyond", *or_none, 2**63 - 1)


def test_wide_numbers__optional__are_the_same_awaited() -> None:
    twice = (awaited.twice, awaited.twice_async)
    assert both(*twice) is None
    assert both(*twice, None) is None
    assert both(*twice, -(2**126)) == -(2**127)
    raises_both(OverflowError, r"'number' must be an integer from -2\*\*127", *twice, -(2**127) - 1)


def test_values__awaited_at_the_same_time__each_have_their_own() -> None:
    async def work() -> None:
        texts = ["x " * number for number in range(50)]
        given = await asyncio.gather(*(awaited.words_async(text) for text in texts))
        assert [size for _, size in given] == [2 * number for number in range(50)]

    asyncio.run(work())


def test_references__of_what_was_awaited__are_given_back() -> None:
    text, price = "".join(["some", " words"]), Money("1.00")
    amounts = {text: 1}
    before = references(text), references(price), references(amounts)
    for _ in range(10):
        run(awaited.words_async, text)
        run(awaited.reversed_async, [text])
        run(awaited.sum_async, amounts, price)
        run(Offer.new_async, 1, price)
        with pytest.raises(TypeError):
            run(awaited.sum_async, amounts, price, text)  # type: ignore[arg-type]
    gc.collect()
    assert (references(text), references(price), references(amounts)) == before


def test_values__awaited_again_and_again__do_not_grow() -> None:
    names = [f"word{number}" for number in range(500)]
    amounts = dict.fromkeys(names, 1)
    text = " ".join(names)
    wrong: dict[str, Any] = {**amounts, "a": None}

    async def work() -> None:
        for _ in range(100):
            lengths, _ = await awaited.words_async(text)
            assert len(lengths) == 500
            await awaited.sum_async(amounts)
            await awaited.reversed_async(names)
            await awaited.odd_async(1)
            await awaited.sizes_async(text)
            await awaited.letters_async({"Countess": Person(text, 36)})
            with pytest.raises(TypeError):
                await awaited.sum_async(wrong)

    assert grows_by(lambda: asyncio.run(work())) < 4 << 20
