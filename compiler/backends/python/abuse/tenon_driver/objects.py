"""What can be wrong about an object, and about the moment."""

import copy
import os
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from tenon_driver.callbacks import Striking
from tenon_driver.cases import Act, Attempt, Cases, Inexpressible, strangers
from tenon_driver.contract import Function, Json, Unreachable
from tenon_driver.values import Call

HOLDS = 0.06  # seconds that another thread stays in a call


class Objects(Cases):
    """Attempts with objects."""

    def try_null_object(self, case: Json) -> Iterator[Attempt]:
        yield from self.passing(case, None)

    def try_closed(self, case: Json) -> Iterator[Attempt]:
        def close() -> Act:
            call = self.call(case)
            call.get(case["value"]).close()
            if case["variant"] % 2 == 1:
                self.maker.make(self.value(case)["type"])
            return call.run

        def leave() -> Act:
            call = self.call(case)
            with call.get(case["value"]):
                pass
            return call.run

        def reuse() -> Act:
            call = self.call(case)
            call.get(case["value"]).close()
            for _ in range(3):
                self.maker.make(self.value(case)["type"])
            return call.run

        yield from (close, leave, reuse)

    def try_closed_twice(self, case: Json) -> Iterator[Attempt]:
        def prepare() -> Act:
            made = self.call(case).run()
            every = made if isinstance(made, tuple) else (made,)
            closable = [one for one in every if hasattr(one, "close")]
            if not closable:
                raise Inexpressible("Python copies it")

            def act() -> None:
                for one in closable:
                    one.close()
                    one.close()
                    with one:
                        one.close()
                    one.__exit__(None, None, None)
                    repr(one)

            return act

        yield prepare

    def class_of(self, case: Json) -> str:
        """The class of a case's object."""
        if case.get("value") is not None and self.value(case)["form"] == "object":
            return str(self.value(case)["type"])
        return str(self.function(case).owner)

    def try_wrong_class(self, case: Json) -> Iterator[Attempt]:
        kind = self.value(case)["type"]
        if case["variant"] == 1:
            yield from self.passing(case, *strangers(self.value(case)))
            return
        for other in self.contract.classes:
            if other != kind and self.contract.makers.get(other) is not None:

                def prepare(other: str = other) -> Act:
                    return self.call(case).set(case["value"], self.maker.make(other)).run

                yield prepare

    def try_foreign(self, case: Json) -> Iterator[Attempt]:
        class_of = self.contract.class_of(self.value(case)["type"])
        lookalike = type(class_of.__name__, (), {"__module__": class_of.__module__, "closed": False})
        yield from self.passing(case, lookalike())
        foreign = os.environ.get("TENON_ABUSE_FOREIGN")
        if foreign is not None:
            module, name = foreign.split(":")
            yield from self.passing(case, getattr(__import__(module), name)())

    def try_made_up(self, case: Json) -> Iterator[Attempt]:
        """Handles cannot be seen: objects that the class never made, and copies."""
        class_of = self.contract.class_of(self.value(case)["type"])

        def unmade() -> Act:
            call = self.call(case)
            return lambda: call.set(case["value"], object.__new__(class_of)).run()

        def subclass() -> Act:
            call = self.call(case)
            broken = type("Broken", (class_of,), {"__new__": lambda cls: object.__new__(cls)})
            return lambda: call.set(case["value"], broken()).run()

        def copied(copier: Callable[[Any], Any]) -> Attempt:
            def prepare() -> Act:
                call = self.call(case)
                return lambda: call.set(case["value"], copier(call.get(case["value"]))).run()

            return prepare

        def reclassed() -> Act:
            call = self.call(case)

            def act() -> Any:
                plain = type("Plain", (), {})()
                plain.__class__ = class_of
                return call.set(case["value"], plain).run()

            return act

        ways: list[Attempt] = [
            unmade,
            subclass,
            copied(copy.copy),
            copied(copy.deepcopy),
            copied(lambda one: pickle.loads(pickle.dumps(one))),
            reclassed,
        ]
        yield ways[case["variant"] % len(ways)]

    def try_busy(self, case: Json) -> Iterator[Attempt]:
        helper = self.contract.functions[case["helper"]]
        if helper.lock == "brief":
            raise Inexpressible("the other call keeps Python's lock")
        if helper.lock != "blocking" and not helper.described.get("calls_back"):
            raise Inexpressible("Python waits for a call that nobody said to block")

        def act() -> Any:
            # Longer each time, where this call came too late.
            for holds in (HOLDS, 4 * HOLDS):
                self.during(case, helper, holds)
            return self.during(case, helper, 20 * HOLDS)

        yield lambda: act

    def during(self, case: Json, helper: Function, holds: float) -> Any:
        """One call while another thread is in one."""
        call = self.call(case)
        other = self.sharing(helper, call.get(case["value"]), self.class_of(case))
        stays = holds + self.waits(case) / 1000
        os.environ["TENON_STAND_IN"] = f"{helper.c_name}::waits={int(stays * 1000)}"
        begun = threading.Event()

        def work() -> None:
            begun.set()
            try:
                other.run()
            except self.contract.error:
                return

        thread = threading.Thread(target=work)
        thread.start()
        begun.wait()
        time.sleep(stays / 4)
        try:
            return call.run()
        finally:
            thread.join()

    def sharing(self, helper: Function, shared: Any, class_of: str) -> Call:
        """A call of the helper with this object as the first of its class."""
        call = Call(self.maker, helper)
        names = helper.objects(class_of)
        if not names:
            raise Unreachable(f"{helper.c_name} takes no {class_of}")
        return call.set(names[0], shared)

    def try_same_twice(self, case: Json) -> Iterator[Attempt]:
        def prepare() -> Act:
            call = self.call(case)
            return call.set(case["other"], call.get(case["value"])).run

        yield prepare

    def try_view_open(self, case: Json) -> Iterator[Attempt]:
        def prepare() -> Act:
            call = self.call(case)
            helper = self.contract.functions[case["helper"]]
            opened = self.sharing(helper, call.get(case["value"]), self.class_of(case)).run()
            if opened is None:
                raise Unreachable(f"{helper.c_name} gave nothing")
            return call.run

        yield prepare

    def try_kept(self, case: Json) -> Iterator[Attempt]:
        yield from self.try_view_open(case)

    def elsewhere(self, act: Act) -> Any:
        """What an act gives on another thread; what it raises there is raised here."""
        results: list[Any] = []
        errors: list[BaseException] = []

        def work() -> None:
            try:
                results.append(act())
            except BaseException as error:
                errors.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        if errors:
            raise errors[0]
        return results[0]

    def try_wrong_thread(self, case: Json) -> Iterator[Attempt]:
        def prepare() -> Act:
            call = self.call(case)
            return lambda: self.elsewhere(call.run)

        yield prepare

    def try_other_thread(self, case: Json) -> Iterator[Attempt]:
        yield from self.try_wrong_thread(case)

    def calling_back(self, call: Call, strike: Callable[[], Any]) -> int:
        """Have every callback of a call do this, too. How many there are."""
        found = 0
        for value, _ in call.function.arguments:
            described = call.function.values[value]
            if described["form"] != "callback" or call.get(value) is None:
                continue
            found += 1
            call.set(value, Striking(self.maker, described, strike).build())
        return found

    def try_in_callback(self, case: Json) -> Iterator[Attempt]:
        def prepare() -> Act:
            call = self.call(case)
            helper = self.contract.functions[case["helper"]]
            outer = self.sharing(helper, call.get(case["value"]), self.class_of(case))
            errors: list[BaseException] = []
            calls: list[int] = []

            def strike() -> None:
                if calls:
                    return
                calls.append(1)
                try:
                    call.run()
                except BaseException as error:
                    errors.append(error)

            if self.calling_back(outer, strike) == 0:
                raise Unreachable(f"{helper.c_name} takes no callback")

            def act() -> None:
                outer.run()
                if not calls:
                    raise Unreachable(f"{helper.c_name} calls nothing")
                if errors:
                    raise errors[0]

            return act

        yield prepare

    def try_parent_closed(self, case: Json) -> Iterator[Attempt]:
        def prepare() -> Act:
            call = self.call(case)
            helper = Call(self.maker, self.contract.functions[case["helper"]])
            made = helper.run()
            class_of = self.contract.class_of(self.class_of(case))
            child = next(
                (one for one in (made if isinstance(made, tuple) else (made,)) if type(one) is class_of), None
            )
            if child is None:
                raise Unreachable(f"{case['helper']} gave nothing")
            for name in helper.function.inputs:
                if helper.function.values[name]["form"] == "object":
                    helper.get(name).close()
            return call.set(case["value"], child).run

        yield prepare
