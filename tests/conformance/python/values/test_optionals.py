"""Section "optionals" of values.h: values that may be missing."""

import math
import pickle
from typing import Any

import pytest
import values
from memory import grows_by
from values import Holder, Point, Profile, Side

# ---- Parameters and results ----


def test_parameter__value_or_none__is_there_or_not() -> None:
    assert (values.double_or_none(4), values.double_or_none(None)) == (8, -1)
    assert (values.limit_or_infinity(2.5), values.limit_or_infinity(None)) == (2.5, math.inf)
    assert (values.side_number(Side.RIGHT), values.side_number(None)) == (1, -1)
    assert (values.point_sum(Point(1, 2)), values.point_sum(None)) == (3, -1)


def test_parameter__at_the_end__may_be_left_out() -> None:
    assert values.double_or_none() == -1
    assert values.side_number() == -1
    assert values.point_sum() == -1


def test_parameter__zero__is_not_none() -> None:
    assert values.double_or_none(0) == 0
    assert values.limit_or_infinity(0) == 0
    assert values.side_number(Side.LEFT) == 0
    assert values.point_sum(Point(0, 0)) == 0


def test_parameter__wrong_type_or_value__is_refused() -> None:
    with pytest.raises(TypeError, match=r"double_or_none\(\) argument 'value' must be int"):
        values.double_or_none("4")  # type: ignore[arg-type]
    with pytest.raises(OverflowError):
        values.double_or_none(2**63)
    with pytest.raises(TypeError, match=r"point_sum\(\) argument 'point' must be Point or None, not Side"):
        values.point_sum(Side.LEFT)  # type: ignore[arg-type]
    with pytest.raises(values.BadValueError):
        values.side_number(9)  # type: ignore[arg-type]


def test_result__of_every_kind__is_value_or_none() -> None:
    assert (values.parse("2.5"), values.parse("no number")) == (2.5, None)
    assert (values.mean([1, 2, 6]), values.mean([])) == (3, None)
    assert (values.flip(Side.LEFT), values.flip(None)) == (Side.RIGHT, None)
    assert (values.first_word("ein Wort"), values.first_word("")) == ("ein", None)
    assert values.middle(Point(2, 0), Point(0, 4)) == Point(1, 2)
    assert values.middle(Point(2, 0), None) is None


def test_result__of_the_librarys_memory__is_copied() -> None:
    corner = values.corner(3)
    assert corner == Point(0, 1)
    assert corner is not None
    corner.x = 7
    assert values.corner(3) == Point(0, 1)
    assert values.corner(4) is None
    assert (values.prime(0), values.prime(10)) == (2, None)


def test_results__two_with_one_bool__are_there_together() -> None:
    assert values.divide(17, 5) == (3, 2)
    assert values.divide(17, 0) == (None, None)


def test_in_and_out__counted_to_the_end__is_none_then() -> None:
    assert values.step(1, 3) == 2
    assert values.step(2, 3) == 3
    assert values.step(3, 3) is None
    assert values.step(None, 3) is None


# ---- Fields ----


def test_field__left_out_at_the_end__is_none() -> None:
    profile = Profile(1)
    assert (profile.id, profile.age, profile.side, profile.place) == (1, None, None, None)
    assert profile == Profile(1, None, None, None)
    assert repr(profile) == "Profile(id=1, age=None, side=None, place=None)"


def test_field__that_must_be_given__is_asked_for() -> None:
    with pytest.raises(TypeError, match="missing required argument 'id'"):
        Profile()  # type: ignore[call-arg]


def test_field__bool_beside_it__is_not_seen() -> None:
    assert Profile.__match_args__ == ("id", "age", "side", "place")
    assert not hasattr(Profile(1), "has_age")
    with pytest.raises(TypeError, match="unexpected keyword argument 'has_age'"):
        Profile(1, has_age=True)  # type: ignore[call-arg]


def test_field__set_and_removed__is_there_and_none() -> None:
    profile = Profile(1)
    profile.age, profile.side, profile.place = 0, Side.LEFT, Point(1, 2)
    assert profile == Profile(1, 0, Side.LEFT, Point(1, 2))
    profile.age = profile.side = profile.place = None
    assert profile == Profile(1)


def test_field__none_or_zero__are_not_equal() -> None:
    assert Profile(1, 0) != Profile(1, None)
    assert Profile(1, place=Point(0, 0)) != Profile(1)
    gone = Profile(1, 5)
    gone.age = None
    assert gone == Profile(1)


def test_field__wrong_type__leaves_it_as_it_was() -> None:
    profile = Profile(1, 5, Side.LEFT, Point(1, 2))
    wrong: list[tuple[str, Any]] = [("age", "5"), ("age", 2**32), ("side", 9), ("place", 1), ("id", None)]
    for name, value in wrong:
        with pytest.raises((TypeError, ValueError, OverflowError), match=f"attribute '{name}'"):
            setattr(profile, name, value)
    assert profile == Profile(1, 5, Side.LEFT, Point(1, 2))


def test_record__of_optional_fields__goes_in_and_out() -> None:
    assert values.older(Profile(1, 41, None, Point(3, 0))) == Profile(1, 42, None, Point(3, 0))
    assert values.older(Profile(2, side=Side.RIGHT)) == Profile(2, None, Side.RIGHT, None)


def test_records__in_an_array__each_say_for_themselves() -> None:
    assert values.count_ages([Profile(1, 1), Profile(2), Profile(3, 0)]) == 2
    assert values.count_ages([]) == 0
    with pytest.raises(
        TypeError, match=r"count_ages\(\) argument 'profiles' item 1 must be Profile, not None"
    ):
        values.count_ages([Profile(1), None])  # type: ignore[list-item]


def test_record__with_none_in_it__is_copied_and_pickled() -> None:
    for profile in (Profile(1), Profile(2, 3, Side.RIGHT, Point(1, 2))):
        assert pickle.loads(pickle.dumps(profile)) == profile


# ---- Objects ----


def test_holder_of__profile_or_none__is_an_object_or_none() -> None:
    holder = Holder.of(Profile(1))
    assert isinstance(holder, Holder)
    assert Holder.of(None) is None
    with pytest.raises(TypeError, match="Profile or None"):
        Holder.of(Point(1, 2))  # type: ignore[arg-type]


def test_property__set_and_removed__is_value_and_none() -> None:
    holder = Holder()
    assert holder.limit is None
    holder.limit = 2**64 - 1
    assert holder.limit == 2**64 - 1
    holder.limit = 0
    assert holder.limit == 0
    holder.limit = None
    assert holder.limit is None
    with pytest.raises(TypeError):
        holder.limit = 1.5  # type: ignore[assignment]


def test_optionals__often__do_not_grow() -> None:
    def work() -> None:
        for number in range(20_000):
            values.older(Profile(number, 1, None, Point(1, 2)))
            values.middle(Point(1, 1), None)
            values.first_word("ein Wort")
            Holder.of(Profile(number))

    assert grows_by(work) < 1 << 20
