"""Every allocation of the interpreter fails, each in turn, during a valid call of every function of a package.

    PYTHONPATH=DRIVER:SITE python python_faults.py

DRIVER is the folder of Python's driver of `tenon test`, SITE where the package is. What must come is a MemoryError,
or the call works without. Nothing may be left over: the number of blocks that the interpreter holds does not grow.
"""

import ctypes
import gc
import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import _testcapi  # of CPython's own tests: allocations that fail
import tenon_driver
from tenon_driver.contract import Contract, Function, Unreachable
from tenon_driver.values import Call, Maker

# So many calls in a row without a failure: there are no more allocations to fail.
ENOUGH = 3
# How often a failure is repeated to see whether anything stays behind: what one leaves, so many times. Where it looks
# so, more often: caches of the interpreter's grow too, but not for ever.
PASSES = 3
REPEATS = 5
SURE = 300


def bound(call: Call) -> Callable[[], Any]:
    """The call with nothing left to do but itself."""
    function, maker = call.function, call.maker
    by_name = {}
    args = []
    for value, name in function.arguments:
        if function.values[value]["form"] == "cancel" or function.values[value].get("is_progress"):
            by_name[name] = call.arguments[value]
        else:
            args.append(call.arguments[value])
    owner: Any = None if function.owner is None else maker.contract.class_of(function.owner)
    name = function.words.get("name", "")
    match function.shape:
        case "function":
            entry = getattr(maker.contract.module, name)
        case "new":
            entry = owner
        case "static":
            entry = getattr(owner, name)
        case "getter":
            entry, args = getattr(owner, name).__get__, [call.target]
        case "setter":
            entry, args = getattr(owner, name).__set__, [call.target, *args]
        case "next":
            entry, args = type(call.target).__next__, [call.target]
        case "read" | "write":
            entry, args = getattr(owner, function.shape), [call.target, *args]
        case _:
            entry, args = getattr(owner, name), [call.target, *args]
    # A tuple, which Python passes on as it is: what it allocates to make a call is not ours, and not free of leaks.
    passed = tuple(args)
    return (lambda: entry(*passed, **by_name)) if by_name else (lambda: entry(*passed))


class Calm(Maker):
    """Makes callbacks that are given objects call nothing themselves: CPython 3.11 leaks what it has passed to a
    function in Python that then finds no memory for a call of its own."""

    def callback(self, value: dict[str, Any]) -> Any:
        """A callback as the driver's, with what it gives made before it is called."""
        interface = self.contract.interfaces[value["type"]]
        if not interface.get("is_callback"):
            return super().callback(value)
        method = interface["methods"][0]
        if not any(one["name"] in method["inputs"] and one["form"] == "object" for one in method["values"]):
            return super().callback(value)
        prepared = self.given(method, ())
        return lambda *_: prepared


class Faults:
    """Tries every function of a package, and counts."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.maker = Calm(contract)
        self.problems: list[str] = []
        self.calls = self.refused = self.unreachable = 0

    def try_once(self, function: Function, at: int) -> bool | None:
        """Whether a failing allocation made the call fail; None: it could not be made at all."""
        try:
            call = bound(Call(self.maker, function))
        except Unreachable:
            return None
        self.calls += 1
        made = None
        came: BaseException | None = None
        _testcapi.set_nomemory(at, at + 1)
        try:
            made = call()
        except BaseException as error:
            came = error
        finally:
            _testcapi.remove_mem_hooks()
        self.maker.keep(made)
        if came is not None and not self.is_right(came):
            self.problems.append(f"{function.c_name}, allocation {at}: {type(came).__name__}: {came}")
        failed = isinstance(came, MemoryError)
        del made, came, call
        self.maker.close_all()
        return failed

    def is_right(self, error: BaseException) -> bool:
        """What may come of memory that is used up, or of the end of an iterator."""
        if isinstance(error, self.contract.error):
            return self.contract.errors.get(error.code) in ("out_of_memory", "callback_failed")
        # The driver's own streams are made with ctypes, which tells of a MemoryError in its own words.
        if isinstance(error, ctypes.ArgumentError):
            return "MemoryError" in str(error)
        return isinstance(error, MemoryError | StopIteration)

    def failures(self, function: Function) -> Iterator[int]:
        """The allocations that make the call fail."""
        without = 0
        for at in itertools.count():
            failed = self.try_once(function, at)
            if failed is None:
                self.unreachable += 1
                return
            without = 0 if failed else without + 1
            if failed:
                self.refused += 1
                yield at
            if without > ENOUGH or at > 400:
                return

    def try_function(self, function: Function) -> None:
        """Each allocation fails; then again, to see whether anything stays behind."""
        failing = list(self.failures(function))
        # Where memory is used up while CPython 3.11 calls a function in Python, it leaks the arguments itself.
        if not failing or any(value["form"] == "callback" for value in function.values.values()):
            return
        for at in failing:
            if self.growth(function, at, REPEATS) < REPEATS:
                continue
            stayed = self.growth(function, at, SURE)
            if stayed >= SURE:
                self.problems.append(
                    f"{function.c_name}, allocation {at}: blocks stay behind: {stayed} of {SURE}"
                )

    def growth(self, function: Function, at: int, repeats: int) -> int:
        """How many blocks stay behind after so many failures: the least of several passes."""
        blocks = [0] * PASSES
        for number in range(PASSES):
            for _ in range(repeats):
                self.try_once(function, at)
            gc.collect()
            blocks[number] = sys.getallocatedblocks()
        return min(after - before for before, after in itertools.pairwise(blocks))


def main() -> int:
    """Try everything, say what came back."""
    faults = Faults(Contract(Path(tenon_driver.__file__).parent.parent))
    for function in faults.contract.functions.values():
        faults.try_function(function)
    for problem in faults.problems:
        print(problem)
    print(
        f"{len(faults.contract.functions)} functions, {faults.calls} calls, {faults.refused} allocations refused, "
        f"{faults.unreachable} not reached: {len(faults.problems)} problems"
    )
    return 1 if faults.problems else 0


if __name__ == "__main__":
    sys.exit(main())
