"""Section "times" of values.h: instants and spans of time."""

import datetime
from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
import values
from memory import grows_by
from values import Event, Holder

NOON = datetime.datetime(2024, 2, 29, 12, 0, 0, 123456, UTC)
BEFORE = datetime.datetime(1969, 12, 31, 23, 59, 59, 999999, UTC)

# ---- Instants ----


def test_instant__each_unit__is_exact_or_rounded_down() -> None:
    assert values.same_seconds(NOON) == NOON.replace(microsecond=0)
    assert values.same_milliseconds(NOON) == NOON.replace(microsecond=123000)
    assert values.same_microseconds(NOON) == NOON
    assert values.same_seconds(BEFORE) == BEFORE.replace(microsecond=0)
    assert values.same_milliseconds(BEFORE) == BEFORE.replace(microsecond=999000)
    assert values.same_microseconds(BEFORE) == BEFORE


def test_instant__result__is_in_utc() -> None:
    assert values.same_seconds(NOON).tzinfo is UTC


def test_instant__in_another_zone__is_the_same_moment() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert values.same_microseconds(there) == NOON


def test_instant__first_and_last_of_the_calendar__are_kept() -> None:
    for edge in (datetime.datetime.min, datetime.datetime.max):
        moment = edge.replace(tzinfo=UTC)
        assert values.same_microseconds(moment) == moment
        assert values.same_seconds(moment) == moment.replace(microsecond=0)


def test_instant__without_a_time_zone__is_refused() -> None:
    with pytest.raises(ValueError, match=r"same_seconds\(\) argument 'moment' must have a time zone"):
        values.same_seconds(datetime.datetime(2024, 2, 29))


@pytest.mark.parametrize("moment", [1, 1.5, None, "2024-02-29", NOON.date(), timedelta(1)])
def test_instant__something_else__is_refused(moment: Any) -> None:
    with pytest.raises(TypeError, match=r"argument 'moment' must be datetime, not \w+"):
        values.same_seconds(moment)


def test_instant__a_zone_that_fails__raises_what_it_raised() -> None:
    class Broken(datetime.tzinfo):
        def utcoffset(self, dt: datetime.datetime | None) -> timedelta | None:
            raise ZeroDivisionError

        def dst(self, dt: datetime.datetime | None) -> timedelta | None:
            return None

        def tzname(self, dt: datetime.datetime | None) -> str | None:
            return None

    with pytest.raises(ZeroDivisionError):
        values.same_seconds(NOON.replace(tzinfo=Broken()))


def test_instant__in_nanoseconds__is_an_int() -> None:
    for moment in (0, -1, 2**63 - 1, -(2**63)):
        assert values.same_nanoseconds(moment) == moment
    with pytest.raises(OverflowError):
        values.same_nanoseconds(2**63)
    with pytest.raises(TypeError):
        values.same_nanoseconds(NOON)  # type: ignore[arg-type]


# ---- Spans ----


def test_span__each_type__is_exact_or_rounded_to_zero() -> None:
    assert values.same_span_seconds(timedelta(seconds=-90)) == timedelta(seconds=-90)
    assert values.same_span_seconds(timedelta(seconds=1.5)) == timedelta(seconds=1)
    assert values.same_span_seconds(timedelta(seconds=-1.5)) == timedelta(seconds=-1)
    assert values.same_span_seconds(timedelta(microseconds=-1)) == timedelta()
    assert values.same_span_milliseconds(timedelta(hours=1)) == timedelta(hours=1)


def test_span__at_the_edge_of_its_type__is_kept_and_refused_beyond() -> None:
    for seconds in (2**31 - 1, -(2**31)):
        span = timedelta(seconds=seconds)
        assert values.same_span_seconds(span) == span
        with pytest.raises(OverflowError, match="must be from -2147483648 to 2147483647 seconds"):
            values.same_span_seconds(span + timedelta(seconds=1 if seconds > 0 else -1))
    last = timedelta(milliseconds=2**32 - 1)
    assert values.same_span_milliseconds(last) == last
    for span in (last + timedelta(milliseconds=1), timedelta(milliseconds=-1), timedelta.max, timedelta.min):
        with pytest.raises(OverflowError, match="must be from 0 to 4294967295 milliseconds"):
            values.same_span_milliseconds(span)


@pytest.mark.parametrize("span", [1, 1.5, None, NOON])
def test_span__something_else__is_refused(span: Any) -> None:
    with pytest.raises(TypeError, match=r"argument 'span' must be timedelta, not \w+"):
        values.same_span_seconds(span)


def test_span__in_nanoseconds__is_an_int() -> None:
    assert values.same_span_nanoseconds(-(2**63)) == -(2**63)


def test_reckoning__in_nanoseconds_and_microseconds__is_as_said() -> None:
    hour = 3600 * 10**9
    assert values.after(0, timedelta(hours=1)) == hour
    assert values.between(hour, 0) == timedelta(hours=-1)
    assert values.day(hour) == (0, 24 * hour)
    assert values.delay(0) == hour
    assert values.delay(0, timedelta(seconds=-1)) == -(10**9)
    assert values.since_first([5, 7, 4]).tolist() == [0, 2, -1]


def test_span__that_its_own_type_cannot_hold__is_refused() -> None:
    with pytest.raises(OverflowError, match="microseconds"):
        values.delay(0, timedelta.max)


# ---- Optional, in records, properties ----


def test_optional__none_is_never__is_kept() -> None:
    assert (values.earlier(3, 2), values.earlier(3, None), values.earlier(None, None)) == (2, 3, None)


def make_event(**changes: Any) -> Event:
    fields: dict[str, Any] = {
        "id": 1,
        "begins": 0,
        "lasts": timedelta(minutes=90),
        "planned": NOON,
        "reminder": timedelta(minutes=10),
    }
    return Event(**(fields | changes))


def test_field__of_a_record__goes_in_and_out() -> None:
    event = make_event()
    assert event.planned == NOON.replace(microsecond=0)
    following = values.next_day(event)
    assert following.lasts == timedelta(minutes=90)
    assert following.planned == event.planned + timedelta(days=1)
    assert following.reminder == timedelta(minutes=10)
    assert values.next_day(make_event(reminder=None)).reminder is None
    assert event == make_event() and event != make_event(lasts=timedelta())


def test_field__wrong_or_too_large__is_refused_and_left() -> None:
    event = make_event()
    with pytest.raises(TypeError, match="attribute 'lasts' must be timedelta, not float"):
        event.lasts = 1.5  # type: ignore[assignment]
    with pytest.raises(ValueError, match="attribute 'planned' must have a time zone"):
        event.planned = datetime.datetime(2024, 2, 29)
    with pytest.raises(OverflowError, match="attribute 'reminder' must be from"):
        event.reminder = timedelta(days=100000)
    assert event == make_event()


def test_property__set__is_kept() -> None:
    holder = Holder()
    holder.expires = 7
    holder.patience = timedelta(milliseconds=-1)
    assert (holder.expires, holder.patience) == (7, timedelta(milliseconds=-1))
    with pytest.raises(TypeError):
        holder.patience = 1  # type: ignore[assignment]


def test_times__in_a_loop__leave_nothing() -> None:
    event = make_event()

    def work() -> None:
        for _ in range(20000):
            values.same_seconds(NOON)
            values.same_span_seconds(timedelta(seconds=1))
            values.next_day(event)
            with pytest.raises(ValueError):
                values.same_seconds(datetime.datetime(2024, 2, 29))

    assert grows_by(work) < 500_000
