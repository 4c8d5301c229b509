"""Wrong moments: in a forked child, and at the end of the interpreter. Both are tried in a child process."""

import atexit
import json
import os
import signal
import sys
import threading
import weakref
from typing import Any

from tenon_driver.contract import Json
from tenon_driver.values import Call

KINDS = ("after_fork", "at_exit")
HANGS = 20  # seconds


def attempt(driver: Any, case: Json) -> Json:
    """What comes of a call in a child."""
    function = driver.contract.functions[case["function"]]
    try:
        call = Call(driver.maker, function)
    except Exception as error:
        return {"got": "unreachable", "message": f"{type(error).__name__}: {error}"[:300]}
    try:
        result = _in_child(driver, call, case, False)
        if case["abuse"] == "at_exit" and result["got"] != "wrong":
            # A daemon thread may have the object for itself for ever: busy is right then, all but a crash is.
            beside = _in_child(driver, call, case, True)
            return beside if beside["got"] == "wrong" else result
        return result
    finally:
        driver.maker.close_all()


def _in_child(driver: Any, call: Call, case: Json, has_daemon: bool) -> Json:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        driver.maker.opened.clear()
        signal.alarm(HANGS)
        _tell(driver, call, writing, case["abuse"] == "at_exit", has_daemon)
    os.close(writing)
    said = _read(reading)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return {"got": "wrong", "message": f"the child ended by {signal.Signals(number).name}"}
    if not said:
        return {"got": "wrong", "message": f"the child said nothing and ended with {os.WEXITSTATUS(status)}"}
    results: list[Json] = [json.loads(line) for line in said.splitlines()]
    return next((one for one in results if one["got"] == "wrong"), results[0])


def _read(reading: int) -> bytes:
    parts = []
    while part := os.read(reading, 1 << 16):
        parts.append(part)
    os.close(reading)
    return b"".join(parts)


class _AtTeardown:
    """Calls when the interpreter takes its modules apart."""

    def __init__(self, call: Any) -> None:
        self._call = call

    def __del__(self) -> None:
        self._call()


def _tell(driver: Any, call: Call, writing: int, at_exit: bool, has_daemon: bool) -> None:
    """In the child: call, say what came of it, and end; never comes back."""

    def act() -> None:
        result = driver.classify(call.run)
        os.write(writing, json.dumps(result).encode() + b"\n")

    if not at_exit:
        act()
        sys.exit(0)
    _leave_for_the_end(driver, act)
    if has_daemon:
        threading.Thread(target=_go_on, args=(act,), daemon=True).start()
    sys.exit(0)


def _leave_for_the_end(driver: Any, act: Any) -> None:
    """Every way in which Python runs code at its end."""
    atexit.register(act)
    weakref.finalize(driver, act)
    module: Any = sys.modules["__main__"]
    module.left_behind = _AtTeardown(act)
    cycle: Any = _AtTeardown(act)
    cycle.itself = cycle


def _go_on(act: Any) -> None:
    """A daemon's call when the interpreter ends."""
    while True:
        act()
