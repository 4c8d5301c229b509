"""C++ exceptions arrive as those of Python, with text, type and causes; nothing leaks and nothing dies."""

import asyncio
import resource

import pytest
import throwing


def chain(error: BaseException | None) -> list[str]:
    texts = []
    while error is not None:
        texts.append(str(error))
        error = error.__cause__
    return texts


@pytest.mark.parametrize(
    ("kind", "exception", "builtin", "text"),
    [
        (throwing.Kind.BAD_ALLOC, throwing.OutOfMemoryError, MemoryError, "std::bad_alloc"),
        (
            throwing.Kind.INVALID_ARGUMENT,
            throwing.InvalidArgumentError,
            ValueError,
            "std::invalid_argument: that is no argument",
        ),
        (
            throwing.Kind.OUT_OF_RANGE,
            throwing.OutOfRangeError,
            IndexError,
            "std::out_of_range: that is too far",
        ),
        (
            throwing.Kind.RUNTIME_ERROR,
            throwing.ExceptionError,
            RuntimeError,
            "std::runtime_error: that went wrong",
        ),
        (
            throwing.Kind.OWN,
            throwing.ExceptionError,
            RuntimeError,
            "throwing::own_error: an error of the library's own",
        ),
        (throwing.Kind.NUMBER, throwing.ExceptionError, RuntimeError, "unknown exception (int)"),
        (throwing.Kind.TEXT, throwing.ExceptionError, RuntimeError, "unknown exception (char const*)"),
    ],
)
def test_throw__each_type__then_the_exception_that_fits(
    kind: throwing.Kind, exception: type[throwing.ThrowingError], builtin: type[Exception], text: str
) -> None:
    with pytest.raises(exception) as caught:
        throwing.throw(kind)
    assert isinstance(caught.value, builtin)
    assert str(caught.value) == text
    assert caught.value.function == "throwing_throw"


def test_throw__nothing__then_nothing() -> None:
    throwing.throw(throwing.Kind.NOTHING)


def test_throw__nested__then_causes() -> None:
    with pytest.raises(throwing.InvalidArgumentError) as caught:
        throwing.Table.parse("1,2\n3,x\n")
    assert chain(caught.value) == [
        "std::invalid_argument: the text is no table",
        "std::runtime_error: row 2 cannot be read: 3,x",
        "std::invalid_argument: stod",
    ]


def test_throw__text_that_is_not_utf8__then_replaced() -> None:
    with pytest.raises(throwing.ExceptionError, match="std::domain_error: no root of \ufffd"):
        throwing.square_root(-1.0)


def test_throw__while_blocking_and_awaited__then_raised_there() -> None:
    with pytest.raises(throwing.ExceptionError):
        throwing.throw_later(throwing.Kind.RUNTIME_ERROR)

    async def awaited() -> None:
        with pytest.raises(throwing.OutOfRangeError):
            await throwing.throw_later_async(throwing.Kind.OUT_OF_RANGE)

    asyncio.run(awaited())


def test_constructor__throws__then_no_object() -> None:
    with pytest.raises(throwing.ExceptionError, match="std::regex_error"):
        throwing.Pattern("(")


def test_method__throws__then_object_still_works() -> None:
    pattern = throwing.Pattern("a(b)?")
    with pytest.raises(throwing.OutOfRangeError):
        pattern.group("ab", 5)
    assert pattern.group("ab", 1) == "b"
    assert pattern.matches("ab")
    with pytest.raises(throwing.NoMatchError):
        pattern.find("xyz")


def test_callback__raises_through_cxx__then_the_same_exception() -> None:
    pattern = throwing.Pattern("a+")
    raised = LookupError("enough")

    def refuse(match: str) -> bool:
        raise raised

    with pytest.raises(LookupError) as caught:
        pattern.each("aa b a", 10, refuse)
    assert caught.value is raised
    with pytest.raises(throwing.ExceptionError, match="more than 1 matches"):
        pattern.each("aa b a", 1, lambda match: match != "b")


def test_destructor__throws__then_nobody_dies() -> None:
    table = throwing.Table.parse("1,2")
    table.lock()
    table.close()
    assert table.closed


def test_object__half_changed__then_says_so_itself() -> None:
    table = throwing.Table.parse("1,-2")
    with pytest.raises(throwing.ExceptionError):
        table.double()
    assert table.at(0, 0) == 2.0


def test_throw__many_times__then_memory_stays() -> None:
    def throw_some(count: int) -> None:
        for _ in range(count):
            try:
                throwing.throw(throwing.Kind.OWN)
            except throwing.ThrowingError:
                pass

    throw_some(5000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    throw_some(50000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 2000
