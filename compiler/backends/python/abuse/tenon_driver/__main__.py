"""Tries the cases of a contract against a package: `python -m tenon_driver JOURNAL FIRST_CASE`."""

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import Any

from tenon_driver import moments
from tenon_driver.abuses import Abuses
from tenon_driver.cases import Act, Inexpressible, Raised
from tenon_driver.contract import Contract, Json, Unreachable
from tenon_driver.journal import Journal
from tenon_driver.repeats import Growth
from tenon_driver.values import Maker

# What Python itself says of a wrong type or range.
HOST_ERRORS = (TypeError, ValueError, OverflowError, BufferError, AttributeError, RecursionError)
# An error of the package that says no before the library is called.
REFUSALS = (
    "closed",
    "wrong_object",
    "busy",
    "wrong_thread",
    "bad_text",
    "bad_value",
    "bad_array",
    "out_of_memory",
)


class Driver:
    """Tries one case after the other."""

    def __init__(self, contract: Contract, journal: Journal) -> None:
        self.contract = contract
        self.journal = journal
        self.maker = Maker(contract)
        self.abuses = Abuses(contract, self.maker)
        self.growth = Growth(int(os.environ.get("TENON_ABUSE_REPEAT", "0")), contract.module)

    def classify(self, act: Act) -> Json:
        """Do it, and say what came of it."""
        try:
            act()
        except Unreachable as error:
            return {"got": "unreachable", "message": str(error)}
        except Raised as error:
            return {"got": "failed", "code": "callback_failed", "type": "Raised", "message": str(error)}
        except self.contract.error as error:
            return self.of_package(error)
        except MemoryError as error:
            return {"got": "refused", "code": "out_of_memory", "type": "MemoryError", "message": str(error)}
        except HOST_ERRORS as error:
            return {"got": "type_error", "type": type(error).__name__, "message": str(error)[:300]}
        except StopIteration:
            return {"got": "accepted", "message": "the end"}
        except BaseException as error:
            return {"got": "wrong", "type": type(error).__name__, "message": str(error)[:300]}
        return {"got": "accepted"}

    def of_package(self, error: Any) -> Json:
        """An error of the package."""
        code = self.contract.errors.get(error.code, error.code)
        refused = error.code in self.contract.boundary_errors and code in REFUSALS
        said = {"got": "refused" if refused else "failed", "code": code}
        return {**said, "type": type(error).__name__, "message": str(error)[:300]}

    def attempt(self, prepare: Any) -> Json:
        """One way to try a case."""
        try:
            act = prepare()
        except Inexpressible as error:
            return {"got": "inexpressible", "message": str(error)}
        except Unreachable as error:
            return {"got": "unreachable", "message": str(error)}
        except Exception as error:
            return {"got": "unreachable", "message": f"{type(error).__name__}: {error}"[:300]}
        result = self.classify(act)
        if self.growth.is_wanted and result["got"] in ("refused", "type_error"):
            leaked = self.growth.measure(act, self.maker)
            if leaked is not None:
                return {"got": "wrong", "message": leaked}
        return result

    def attempts(self, case: Json) -> list[Json]:
        """What came of each way to try a case."""
        if case["abuse"] in moments.KINDS:
            return [moments.attempt(self, case)]
        results = []
        try:
            for prepare in self.abuses.attempts(case):
                results.append(self.attempt(prepare))
                os.environ.pop("TENON_STAND_IN", None)
                self.maker.close_all()
        except Inexpressible as error:
            results.append({"got": "inexpressible", "message": str(error)})
        except Unreachable as error:
            results.append({"got": "unreachable", "message": str(error)})
        return results

    def try_case(self, case: Json) -> Json:
        """What came of a case: of several ways the first that is not as it should be."""
        results = self.attempts(case)
        tried = [one for one in results if one["got"] not in ("inexpressible", "unreachable")]
        if not tried:
            return results[0] if results else {"got": "inexpressible"}
        return next((one for one in tried if not is_right(case, one)), {**tried[0], "ways": len(tried)})

    def run(self, first: int) -> None:
        """Every case from `first` on."""
        for case in self.contract.cases:
            if case["number"] < first:
                continue
            self.journal.write({"begin": case["number"]})
            result = self.try_case(case)
            self.journal.write({"case": case["number"], **result})
        gc.collect()
        self.journal.write({"end": True})


def is_right(case: Json, result: Json) -> bool:
    """Whether it came as it must."""
    got: str = result["got"]
    code: str | None = result.get("code")
    match case["outcome"]:
        case "refused":
            return got == "type_error" or (got == "refused" and code in case["codes"])
        case "failed":
            return got in ("failed", "refused") and code in case["codes"]
        case "accepted":
            is_own = got == "failed" and code not in ("broken_contract", "callback_failed")
            return got == "accepted" or is_own or code in (*case["codes"], "out_of_memory")
        case "harmless":
            return got != "wrong"
    return got in ("type_error", "refused")


def main() -> None:
    """Read the contract and try everything."""
    sys.setrecursionlimit(5000)
    folder = Path(__file__).parent.parent
    contract = Contract(folder)
    with contextlib.suppress(KeyboardInterrupt):
        Driver(contract, Journal(sys.argv[1])).run(int(sys.argv[2]))


if __name__ == "__main__":
    main()
