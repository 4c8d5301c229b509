"""Callbacks of several interpreters, and what happens to them when Python ends."""

import subprocess
import sys
import textwrap

import pytest


def run(code: str) -> "subprocess.CompletedProcess[str]":
    """Run a program of its own."""
    return subprocess.run(
        [sys.executable, "-X", "dev", "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def check(code: str) -> str:
    """What a program that ends well writes."""
    done = run(code)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


# Interpreters that share the lock: those with a lock of their own take only modules made for Python 3.12.
INSIDE = """
    import sys

    if sys.version_info >= (3, 13):
        import _interpreters as interpreters
        create = lambda: interpreters.create("legacy")
    else:
        import _xxsubinterpreters as interpreters
        legacy = {} if sys.version_info < (3, 12) else {"isolated": False}
        create = lambda: interpreters.create(**legacy)

    inside = '''
    import sys
    import calling

    if sys.version_info >= (3, 13):
        import _interpreters as interpreters
    else:
        import _xxsubinterpreters as interpreters
    mine = interpreters.get_current()
    assert mine != interpreters.get_main()

    def visit(number):
        assert interpreters.get_current() == mine
        return True

    class Notes:
        def put(self, name, number):
            assert interpreters.get_current() == mine
            return True

        def get(self, name):
            return 1

        def count(self):
            return 1

        def clear(self):
            assert interpreters.get_current() == mine

    error = ValueError("inside")

    def fail(number):
        raise error

    BODY
    '''
    PROGRAM
"""


def inside(body: str, program: str) -> str:
    """A program with interpreters that run `body` in their own module `calling`."""
    indented = textwrap.indent(textwrap.dedent(body).strip(), "    ").strip()
    return INSIDE.replace("BODY", indented).replace(
        "PROGRAM", textwrap.dedent(program).strip().replace("\n", "\n    ")
    )


EVERYTHING = """
    assert calling.each(0, 10, visit) == 10
    assert calling.each_elsewhere(0, 10, visit) == 10
    assert calling.each_spread(0, 100, 8, visit) == 100
    clerk = calling.Clerk(Notes())
    clerk.note("a", 1)
    clerk.clear_elsewhere()
    ticker = calling.Ticker()
    ticker.start(visit)
    ticker.wait(3)
    ticker.close()
    for call in (calling.each, calling.each_elsewhere):
        try:
            call(0, 3, fail)
        except ValueError as caught:
            assert caught is error
        else:
            raise AssertionError
    try:
        calling.add_numbers(["x"], lambda name: (-1, False))
    except calling.BadNumberError:
        pass
    sys.stdout.write("done" + chr(10))
"""


def test_callbacks__of_a_subinterpreter__run_there_on_every_thread() -> None:
    program = """
        import calling
        main = interpreters.get_main()
        for _ in range(3):
            other = create()
            interpreters.run_string(other, inside)
            interpreters.destroy(other)
            assert calling.each_elsewhere(0, 3, lambda _: interpreters.get_current() == main) == 3
    """
    assert check(inside(EVERYTHING, program)).split() == ["done"] * 3


def test_callbacks__of_two_interpreters_at_once__each_run_in_their_own() -> None:
    program = """
        import threading

        def work():
            other = create()
            for _ in range(3):
                interpreters.run_string(other, inside)
            interpreters.destroy(other)

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    """
    assert check(inside(EVERYTHING, program)).split() == ["done"] * 9


def test_logger__of_an_interpreter__called_by_another__runs_in_its_own() -> None:
    body = """
        def log(line):
            assert interpreters.get_current() == mine, "wrong interpreter"
            sys.stdout.write(line + chr(10))

        calling.set_logger(log)
        assert calling.log("own")
    """
    program = """
        import calling
        other = create()
        interpreters.run_string(other, inside)
        assert calling.log("from main")
        calling.set_logger(None)
        interpreters.destroy(other)
    """
    assert check(inside(body, program)).split("\n") == ["own", "from main", ""]


def test_logger__of_an_interpreter__fails_for_another__is_an_error_of_the_package() -> None:
    body = """
        def log(line):
            raise ValueError(line)

        calling.set_logger(log)
    """
    program = """
        import calling
        other = create()
        interpreters.run_string(other, inside)
        try:
            calling.log("from main")
        except calling.CallbackFailedError as error:
            print(error)
        calling.set_logger(None)
        interpreters.destroy(other)
    """
    assert check(inside(body, program)) == "ValueError: from main\n"


@pytest.mark.parametrize("ending", ["pass", "import sys; sys.exit(0)", "ticker = None", "del ticker"])
def test_process__ends_while_the_library_calls__ends_well(ending: str) -> None:
    code = f"""
        import calling
        ticker = calling.Ticker()
        ticker.start(lambda number: True)
        ticker.wait(10)
        calling.set_logger(print)
        station = calling.Station()
        station.on_alarm(lambda level: station.close())
        station.add(print)
        {ending}
    """
    assert check(code) == ""


def test_process__ends_before_a_callback_that_nobody_waits_for__ends_well() -> None:
    code = """
        import calling
        for _ in range(20):
            calling.add_later(200_000, lambda total: None)
    """
    assert check(code) == ""


def test_process__exits_in_a_callback__same_exit() -> None:
    code = """
        import sys
        import calling
        calling.each_elsewhere(0, 3, lambda number: sys.exit(7))
    """
    assert run(code).returncode == 7


def test_unraisable__nobody_waits__is_shown_with_a_traceback() -> None:
    code = """
        import calling
        ticker = calling.Ticker()

        def tick(number):
            raise ValueError("in the background")

        ticker.start(tick)
        ticker.wait(1)
        ticker.stop()
    """
    done = run(code)
    assert done.returncode == 0
    assert "Exception ignored in: <function tick at" in done.stderr
    assert "ValueError: in the background" in done.stderr
    assert "in tick" in done.stderr
