"""Everyday use of what callbacks get and give, for mypy --strict and pyright; never run."""

import datetime
from typing import assert_type

import passing
from passing import (
    Audience,
    Card,
    Choice,
    Event,
    EventDialled,
    EventRang,
    EventSaid,
    Hear,
    Invent,
    Message,
    Money,
    Place,
    React,
    Way,
)


def hear(message: Message, before: Message | None) -> None:
    assert_type(message.text, str)
    assert_type(message.subject, str | None)


hearing: Hear = hear
passing.deliver(["a"], hearing)
passing.deliver_all(["a"], lambda messages: print(messages[0].place.x))


def react(event: Event) -> Choice:
    match event:
        case EventRang():
            return Choice.GO_ON
        case EventDialled(number):
            assert_type(number, int)
        case EventSaid(message):
            assert_type(message, Message)
    return Choice.END


reacting: React = react
assert_type(passing.happen(1, "x", reacting), int)


def invent(number: int) -> tuple[Way, Audience, Choice]:
    return Way(Place(0, 0), Place(number, 0)), Audience.FRIENDS | Audience.FAMILY, Choice.END


inventing: Invent = invent
assert_type(passing.ask(3, inventing), tuple[Way, Audience, Choice])
passing.turned(Way(Place(0, 0), Place(1, 1)), lambda way, audience: Way(way.to, way.from_))


def price(usual: Money, at: datetime.datetime, lasts: datetime.timedelta, serial: int) -> Money:
    return usual + usual


noon = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.UTC)
assert_type(passing.cost(noon, datetime.timedelta(hours=1), 1 << 100, price), Money)
assert_type(passing.ends(lambda: noon), datetime.datetime)


def take(card: Card) -> bool:
    return card.text != ""


assert_type(passing.give(["a"], take), int)
