"""What `tenon test` would try: derived from the call plan, so every check of the plan is the subject of a case."""

import json

import pytest
from conftest import GOOD, LIBRARIES, inspect, run

# A step that can refuse what the host passes or the library gives. `copy_text` checks what the library gives;
# inside an interface's method it only copies what a check stands before.
CHECKING = {
    "check_pointer", "check_count", "check_count_fits", "check_text", "check_enum", "check_record", "decode",
    "hold_token", "borrow", "open_callback", "check_callbacks", "check_guard", "check_status", "check_result",
    "copy_text", "enter_callback",
}  # fmt: skip
CODES = {"refused", "failed"}


@pytest.fixture(scope="module", params=GOOD + LIBRARIES, ids=lambda path: path.stem)
def tried(request):
    """A contract: what is inspected of it, and its cases."""
    done = run("test", request.param, "--cases")
    assert done.returncode == 0, done.stderr
    return inspect(request.param), json.loads(done.stdout)


def methods(plan):
    return [method for interface in plan.get("interfaces", []) for method in interface["methods"]]


def test_cases__for_every_checking_step__then_one_names_it(tried):
    plan, found = tried
    named = {
        (case.get("step_of", f"boundary_{case['function']}"), case["step_at"])
        for case in found["cases"]
        if "step" in case
    }
    nameless = [
        (function["boundary"], at, step["step"], step.get("value"))
        for function in plan["functions"] + methods(plan)
        for at, step in enumerate(function["steps"])
        if step["step"] in CHECKING
        and not (step["step"] == "copy_text" and function["kind"] == "implemented")
        and (function["boundary"], at) not in named
    ]
    assert not nameless


def test_cases__are_numbered_from_one__in_the_order_of_the_functions(tried):
    plan, found = tried
    assert [case["number"] for case in found["cases"]] == list(range(1, len(found["cases"]) + 1))
    order = {function["c_name"]: at for at, function in enumerate(plan["functions"])}
    places = [order[case["function"]] for case in found["cases"]]
    assert places == sorted(places)


def test_cases__that_must_fail__name_an_error_of_the_contract(tried):
    plan, found = tried
    errors = {error["name"] for error in plan["errors"]}
    for case in found["cases"]:
        assert set(case["codes"]) <= errors, case
        assert case["codes"] or case["outcome"] not in CODES, case


def test_cases__name_values_and_helpers__that_the_plan_has(tried):
    plan, found = tried
    functions = {function["c_name"]: function for function in plan["functions"]}
    for case in found["cases"]:
        values = {value["name"] for value in functions[case["function"]]["values"]}
        assert {case[key] for key in ("value", "other") if key in case} <= values, case
        assert case.get("helper", case["function"]) in functions


def test_cases__of_the_same_contract__are_the_same_again():
    again = [run("test", LIBRARIES[0], "--cases").stdout for _ in range(2)]
    assert again[0] == again[1] != ""
