"""Section "exact_numbers" of values.h: numbers that no float converts into."""

import copy
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

import pytest
import values
from memory import grows_by
from values import Count, Holder, Item, Money, Weight

Reckoning: TypeAlias = Callable[[], object]

LARGEST = Money.of_units(2**63 - 1)
SMALLEST = Money.of_units(-(2**63))

# ---- Making one ----


def test_money__of_text_int_or_decimal__is_exact() -> None:
    for text, units in {
        "0.00": 0,
        "0.05": 5,
        "-0.05": -5,
        "12.34": 1234,
        "-12.34": -1234,
        "92233720368547758.07": 2**63 - 1,
        "-92233720368547758.08": -(2**63),
    }.items():
        money = Money(text)
        assert (money.units, str(money)) == (units, text)
        assert Money(money.to_decimal()) == money == Money.of_units(units)
    assert (str(Money("7")), str(Money("+7.5")), str(Money(-3))) == ("7.00", "7.50", "-3.00")
    assert (str(Count(-3)), str(Weight("0.5"))) == ("-3", "0.500000")
    assert (Money.digits, Weight.digits, Count.digits) == (2, 6, 0)


def test_money__of_a_decimal__is_taken_where_nothing_is_lost() -> None:
    assert Money(Decimal("1.2300")) == Money("1.23")
    assert Money(Decimal("1E+2")) == Money(100)
    assert Money(Decimal("0E+400")) == Money(0)
    for decimal in ("1.234", "1E-30", "NaN", "Infinity"):
        with pytest.raises(ValueError):
            Money(Decimal(decimal))
    with pytest.raises(OverflowError):
        Money(Decimal("1E+999999"))


@pytest.mark.parametrize("value", [1.5, None, True, b"1", Weight(1), 1j, [1]])
def test_money__of_something_else__is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="Money must be made of a str, an int or a Decimal, not"):
        Money(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ".",
        "1.",
        ".5",
        "1.234",
        "1e3",
        "1,5",
        "0x10",
        "1_000",
        " 1",
        "--1",
        "1.-5",
        "1.0\0",
        "\u0661",
    ],
)
def test_money__of_text_that_is_none__is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Money must be a number with at most 2 digits"):
        Money(text)


def test_money__too_large__is_refused() -> None:
    makers: list[Reckoning] = [
        lambda: Money("92233720368547758.08"),
        lambda: Money(10**30),
        lambda: Money.of_units(2**63),
    ]
    for make in makers:
        with pytest.raises(OverflowError, match="Money cannot be that large"):
            make()
    with pytest.raises(ValueError):
        Count("1.0")
    with pytest.raises(TypeError):
        Money.of_units(1.0)  # type: ignore[arg-type]


def test_money__subclassed_or_changed__is_refused() -> None:
    with pytest.raises(TypeError):
        type("Own", (Money,), {})
    with pytest.raises(AttributeError):
        Money(1).units = 5  # type: ignore[misc]


# ---- Reckoning ----


def test_money__with_money_and_ints__is_exact() -> None:
    assert Money("0.10") + Money("0.20") == Money("0.30")
    assert Money(1) - Money("0.01") == Money("0.99")
    assert (Money(1) + 1, 1 + Money(1), 3 - Money(1)) == (Money(2), Money(2), Money(2))
    assert (Money("1.50") * 3, -2 * Money("1.50")) == (Money("4.50"), Money(-3))
    assert (Money(10) // 3, Money(10) % 3) == (Money("3.33"), Money("0.01"))
    assert (Money(10) // Money(3), Money(10) % Money(3)) == (3, Money(1))
    assert (-Money(1), abs(Money(-1))) == (Money(-1), Money(1))
    assert sum([Money("0.10"), Money("0.20")]) == Money("0.30")
    assert not Money(0) and Money("0.01")


@pytest.mark.parametrize("other", [1.5, Weight(1), Decimal(1), "1", None, True])
def test_money__with_anything_else__is_refused(other: Any) -> None:
    reckonings: list[Reckoning] = [
        lambda: Money(1) + other,
        lambda: other + Money(1),
        lambda: Money(1) - other,
        lambda: Money(1) * other,
        lambda: other * Money(1),
        lambda: Money(1) // other,
        lambda: Money(1) < other,
    ]
    for reckon in reckonings:
        with pytest.raises(TypeError):
            reckon()
    assert Money(1) != other


def test_money__operators_it_has_not__are_refused() -> None:
    one: Any = Money(1)
    reckonings: list[Reckoning] = [
        lambda: one / 2,
        lambda: one * one,
        lambda: 2 // one,
        lambda: one**2,
        lambda: one < 2,
    ]
    for reckon in reckonings:
        with pytest.raises(TypeError):
            reckon()
    converters: list[Callable[[Any], object]] = [int, float, complex, round, range]
    for convert in converters:
        with pytest.raises(TypeError):
            convert(one)


def test_money__out_of_range_or_by_zero__raises() -> None:
    reckonings: list[Reckoning] = [
        lambda: LARGEST + Money("0.01"),
        lambda: SMALLEST - Money("0.01"),
        lambda: -SMALLEST,
        lambda: abs(SMALLEST),
        lambda: LARGEST * 2,
    ]
    for reckon in reckonings:
        with pytest.raises(OverflowError):
            reckon()
    with pytest.raises(ZeroDivisionError):
        Money(1) // 0


def test_money__compared_and_hashed__is_as_its_units() -> None:
    assert sorted([Money(2), Money("-0.01"), Money(1)]) == [Money("-0.01"), Money(1), Money(2)]
    assert Money(1) <= Money(1) >= Money("0.99")
    assert {Money("1.0"): 1}[Money(1)] == 1
    assert Money(1) != Weight(1)


def test_money__shown_formatted_copied_pickled__is_the_same() -> None:
    money = Money("1234.50")
    assert repr(money) == "Money('1234.50')"
    assert (f"{money}", f"{money:,.1f}", f"{money:>10}") == ("1234.50", "1,234.5", "   1234.50")
    assert copy.copy(money) == copy.deepcopy(money) == pickle.loads(pickle.dumps(money)) == money


# ---- Crossing ----


def test_function__in_and_out__is_exact() -> None:
    assert values.plus(Money("0.10"), Money("0.20")) == Money("0.30")
    assert values.plus(LARGEST, Money(0)) == LARGEST
    assert values.share(Money(1), 3) == (Money("0.33"), Money("0.01"))
    assert values.price() == Money("9.99")
    assert values.add_interest(Money(100), 250) == Money("102.50")
    assert values.weight_text(Weight("1.5")) == f"{Weight('1.5')} g"
    assert values.total([1, 2, 3]) == Money("0.06")


@pytest.mark.parametrize("amount", [1, 1.5, "1", None, Decimal(1), Weight(1)])
def test_function__not_of_the_class__is_refused(amount: Any) -> None:
    with pytest.raises(TypeError, match=r"plus\(\) argument 'b' must be Money, not"):
        values.plus(Money(1), amount)


def test_optional__none__is_least() -> None:
    assert values.larger(Money(1), Money(2)) == Money(2)
    assert values.larger(None, Money(2)) == Money(2)
    assert values.larger(None, None) is None


def test_field__of_a_record__goes_in_and_out() -> None:
    item = Item(Money("2.50"), Count(4), Weight("0.000007"))
    assert values.cost(item) == Money(10)
    assert values.two(item) == Item(Money("2.50"), Count(8), Weight("0.000007"))
    assert values.two(Item(Money(1), Count(1))).weight is None
    assert pickle.loads(pickle.dumps(item)) == item
    with pytest.raises(TypeError, match="attribute 'price' must be Money, not int"):
        item.price = 3  # type: ignore[assignment]
    with pytest.raises(TypeError, match=r"Item\(\) argument 'count' must be Count, not Money"):
        Item(Money(1), Money(1))  # type: ignore[arg-type]


def test_property__set__is_kept() -> None:
    holder = Holder()
    holder.balance = Money("-0.01")
    assert holder.balance == Money("-0.01")


def test_money__in_a_loop__leaves_nothing() -> None:
    item = Item(Money("2.50"), Count(4), Weight(1))

    def work() -> None:
        money = Money(0)
        for _ in range(20000):
            money = values.plus(money, Money("0.01")) + 1 - Money(1)
            values.two(item)
            Money(money.to_decimal())
            with pytest.raises(OverflowError):
                LARGEST + money
            with pytest.raises(ValueError):
                Money("no")

    assert grows_by(work) < 500_000
