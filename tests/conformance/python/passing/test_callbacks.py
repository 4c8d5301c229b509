"""Section "callbacks" of passing.h: what callbacks get and give besides plain numbers and texts."""

import datetime
import gc
import weakref
from collections.abc import Callable
from typing import Any

import passing
import pytest
from memory import grows_by
from passing import (
    Audience,
    Card,
    Choice,
    Event,
    EventDialled,
    EventRang,
    EventSaid,
    Message,
    Money,
    Place,
    Way,
)

UTC = datetime.UTC

# ---- Records with texts ----


def test_deliver__messages__come_with_their_texts() -> None:
    heard: list[tuple[Message, Message | None]] = []
    passing.deliver(["a", "grüße", ""], lambda message, before: heard.append((message, before)))
    messages = [message for message, _ in heard]
    assert messages == [
        Message(0, "a", None, Place(0, 0)),
        Message(1, "grüße", "grüße", Place(1, 1)),
        Message(2, "", None, Place(2, 2)),
    ]
    assert [before for _, before in heard] == [None, *messages[:2]]


def test_deliver__message_changed__is_the_callbacks_own() -> None:
    kept: list[Message] = []

    def hear(message: Message, before: Message | None) -> None:
        assert before is None or before.text != "changed"
        message.text, message.place.x = "changed", 9
        kept.append(message)

    passing.deliver(["a", "b"], hear)
    gc.collect()
    assert kept == [
        Message(0, "changed", None, Place(9, 0)),
        Message(1, "changed", "b", Place(9, 1)),
    ]


def test_deliver__exception__is_the_same_and_ends_it() -> None:
    calls = 0
    ours = LookupError("no ears")

    def hear(message: Message, before: Message | None) -> None:
        nonlocal calls
        calls += 1
        raise ours

    with pytest.raises(LookupError) as caught:
        passing.deliver(["a", "b"], hear)
    assert caught.value is ours
    assert calls == 1


def test_deliver__no_callable_or_no_text__is_refused() -> None:
    with pytest.raises(TypeError, match="must be callable, not None"):
        passing.deliver(["a"], None)  # type: ignore[arg-type]
    with pytest.raises(passing.BadTextError):
        passing.deliver(["a\0b"], lambda message, before: None)


def test_deliver_bad__text_that_is_none__breaks_the_contract() -> None:
    with pytest.raises(passing.BrokenContractError):
        passing.deliver_bad(lambda message, before: pytest.fail("called"))


def test_deliver_all__array_of_messages__is_a_list() -> None:
    kept: list[list[Message]] = []
    texts = ["first", "", "long" * 100]
    passing.deliver_all(texts, kept.append)
    gc.collect()
    assert kept == [[Message(at, text, None, Place(at, at)) for at, text in enumerate(texts)]]
    passing.deliver_all([], kept.append)
    assert kept[1] == []


# ---- Variants ----


def test_happen__events__are_matched() -> None:
    seen: list[str] = []

    def react(event: Event) -> Choice:
        match event:
            case EventRang():
                seen.append("rang")
            case EventDialled(number):
                seen.append(f"dialled {number}")
            case EventSaid(Message(text=text)):
                seen.append(f"said {text}")
        return Choice.GO_ON

    assert passing.happen(42, "hello", react) == 3
    assert seen == ["rang", "dialled 42", "said hello"]
    assert passing.happen(1, "x", lambda event: Choice.END) == 1


def test_happen__what_is_no_choice__is_an_error() -> None:
    with pytest.raises(TypeError, match=r"React\(\) result must be Choice, not None"):
        passing.happen(1, "x", lambda event: None)  # type: ignore[arg-type,return-value]
    with pytest.raises(passing.PassingError):
        passing.happen(1, "x", lambda event: 17)  # type: ignore[arg-type,return-value]


# ---- Nested records, flags and enums that a callback gives ----


def test_ask__several_results__all_arrive() -> None:
    way = Way(Place(3, 0), Place(0, 0.5))
    friends = Audience.FRIENDS | Audience.STRANGERS
    assert passing.ask(3, lambda number: (way, friends, Choice.END)) == (way, friends, Choice.END)


def giving(value: Any) -> Callable[[int], Any]:
    return lambda number: value


def test_ask__results_that_do_not_fit__are_errors() -> None:
    way = Way(Place(0, 0), Place(1, 1))
    wrong: list[tuple[Any, type[Exception]]] = [
        (None, TypeError),
        ((way, Audience.FRIENDS), TypeError),
        ((way.to, Audience.FRIENDS, Choice.END), TypeError),
        ((way, 1.0, Choice.END), TypeError),
        ((way, 8, Choice.END), passing.PassingError),
        ((way, Audience.FRIENDS, -1), passing.PassingError),
    ]
    for given, error in wrong:
        with pytest.raises(error) as caught:
            passing.ask(1, giving(given))
        assert not isinstance(caught.value, passing.RefusedError)


def test_turned__nested_record__goes_in_and_out() -> None:
    way = Way(Place(1, 2), Place(3, 4))

    def turn(given: Way, audience: Audience) -> Way:
        assert audience == Audience.FRIENDS | Audience.FAMILY
        given.from_, given.to = given.to, given.from_
        return given

    assert passing.turned(way, turn) == Way(Place(3, 4), Place(1, 2))
    assert way == Way(Place(1, 2), Place(3, 4))
    with pytest.raises(TypeError, match=r"Turn\(\) result must be Way, not Place"):
        passing.turned(way, lambda given, audience: given.to)  # type: ignore[arg-type,return-value]
    with pytest.raises(ZeroDivisionError):
        passing.turned(way, lambda given, audience: 1 // 0)  # type: ignore[arg-type,return-value]


# ---- Exact numbers, times, wide numbers ----


def test_cost__money_times_and_wide_numbers__are_exact() -> None:
    serial = -(1 << 100)
    at = datetime.datetime(1969, 12, 31, 23, 59, 59, 250_000, tzinfo=UTC)
    lasts: list[datetime.timedelta] = []

    def price(usual: Money, moment: datetime.datetime, span: datetime.timedelta, number: int) -> Money:
        assert (moment, number) == (at, serial)
        lasts.append(span)
        return usual + Money("0.01")

    cost = passing.cost(at, datetime.timedelta(hours=1), serial, price)
    assert cost == Money("29.99")
    assert lasts == [datetime.timedelta(hours=1), datetime.timedelta(hours=-1)]


def test_cost__what_does_not_fit__is_never_passed() -> None:
    at = datetime.datetime(2024, 2, 29, tzinfo=UTC)
    second = datetime.timedelta(seconds=1)

    def never(*given: object) -> Money:
        pytest.fail("called")

    with pytest.raises(OverflowError):
        passing.cost(at, second, 1 << 127, never)
    with pytest.raises(TypeError):
        passing.cost(1709164800000, second, 1, never)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        passing.cost(at, second, 1, lambda *given: 9.99)  # type: ignore[arg-type]


def test_ends__moment__is_as_exact_as_the_library_has_it() -> None:
    noon = datetime.datetime(2024, 2, 29, 12, 0, 0, 5_000, tzinfo=UTC)
    there = noon.astimezone(datetime.timezone(datetime.timedelta(hours=5)))
    assert passing.ends(lambda: noon) == noon
    assert passing.ends(lambda: there) == noon
    with pytest.raises(TypeError):
        passing.ends(lambda: 0)  # type: ignore[arg-type,return-value]


# ---- Objects ----


def test_give__cards__are_the_callbacks_own() -> None:
    cards: list[Card] = []

    def take(card: Card) -> bool:
        cards.append(card)
        return len(cards) < 2

    assert passing.give(["a", "b", "c"], take) == 1
    assert [card.text for card in cards] == ["a", "b"]
    assert passing.cards() == 2
    cards.pop().close()
    assert passing.cards() == 1
    cards.clear()
    gc.collect()
    assert passing.cards() == 0


def test_give__forgotten_or_failed__cards_end() -> None:
    assert passing.give(["a", "b"], lambda card: True) == 2
    with pytest.raises(TypeError, match=r"Take\(\) result must be bool, not None"):
        passing.give(["a", "b"], lambda card: None)  # type: ignore[arg-type,return-value]
    with pytest.raises(ZeroDivisionError):
        passing.give(["a"], lambda card: bool(1 // 0))
    gc.collect()
    assert passing.cards() == 0


# ---- Much of it ----


def test_callbacks__let_go__are_let_go() -> None:
    class Ear:
        def __call__(self, message: Message, before: Message | None) -> None:
            raise LookupError

    ear = Ear()
    gone = weakref.ref(ear)
    with pytest.raises(LookupError):
        passing.deliver(["a"], ear)
    del ear
    gc.collect()
    assert gone() is None


def test_callbacks__every_kind_of_value_often__do_not_grow() -> None:
    texts = ["a", "b", "c"]
    way = Way(Place(1, 2), Place(3, 4))

    def work() -> None:
        for _ in range(5_000):
            passing.deliver(texts, lambda message, before: None)
            passing.deliver_all(texts, lambda messages: None)
            passing.happen(1, "x", lambda event: Choice.GO_ON)
            passing.turned(way, lambda given, audience: given)
            passing.give(texts, lambda card: len(card.text) == 1)
            with pytest.raises(TypeError):
                passing.happen(1, "x", lambda event: None)  # type: ignore[arg-type,return-value]

    assert grows_by(work) < 1 << 20
    assert passing.cards() == 0
