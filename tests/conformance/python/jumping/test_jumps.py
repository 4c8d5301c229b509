"""longjmp of a library arrives as an exception; callbacks on the way are left behind in good order."""

import threading

import jumping
import pytest


def test_parse__no_formula__then_message() -> None:
    for text in ("1 +", "(", "2 2", ""):
        with pytest.raises(jumping.ExceptionError) as caught:
            jumping.Formula.parse(text)
        assert isinstance(caught.value, RuntimeError)
        assert str(caught.value)
        assert caught.value.function == "jumping_formula_parse"


def test_value__division_by_zero__then_formula_still_works() -> None:
    bad = jumping.Formula.parse("1 / (2 - 2)")
    with pytest.raises(jumping.ExceptionError):
        bad.value()
    assert bad.size == 5
    assert jumping.Formula.parse("1 + 2 * 3").value() == 7.0


def test_callback__answers__then_worked_out() -> None:
    formula = jumping.Formula.parse("price * amount")
    assert formula.work_out({"price": 2.5, "amount": 4.0}.__getitem__) == 10.0


def test_callback__raises__then_the_same_exception() -> None:
    formula = jumping.Formula.parse("price * amount")
    with pytest.raises(KeyError, match="amount"):
        formula.work_out({"price": 2.5}.__getitem__)


def test_callback__answer_makes_it_jump__then_exception_and_callback_dropped() -> None:
    formula = jumping.Formula.parse("1 / zero")
    for _ in range(1000):
        with pytest.raises(jumping.ExceptionError):
            formula.work_out(lambda name: 0.0)
    assert formula.work_out(lambda name: 4.0) == 0.25


def test_callback__calls_again_and_jumps_inside__then_only_the_inner_fails() -> None:
    outer = jumping.Formula.parse("a + 1")
    inner = jumping.Formula.parse("1 / 0")

    def answer(name: str) -> float:
        with pytest.raises(jumping.ExceptionError):
            inner.value()
        return 41.0

    assert outer.work_out(answer) == 42.0


def test_child__take_behind_the_last__then_exception() -> None:
    names = jumping.Names(jumping.Formula.parse("a + b"))
    assert [names.take(), names.take()] == ["a", "b"]
    with pytest.raises(jumping.ExceptionError):
        names.take()


def test_jumps__on_many_threads__then_each_its_own() -> None:
    failures: list[str] = []

    def work() -> None:
        for _ in range(300):
            try:
                jumping.jump_later()
                failures.append("no exception")
            except jumping.ExceptionError:
                pass

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
