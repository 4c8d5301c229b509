"""What holds for the call plan of every function of every contract."""

from collections import Counter

import pytest
from conftest import inspect

ORDER = [
    ["convert_input"],
    ["allocate_output"],
    ["cross"],
    ["clear_error"],
    ["open_callback"],
    ["check_pointer", "check_text", "check_enum", "check_record"],
    ["check_count", "check_count_fits"],
    ["hold_token"],
    ["borrow"],
    ["terminate_text", "decode"],
    ["consume"],
    ["fence_output"],
    ["release_host_lock"],
    ["call"],
    ["take_host_lock"],
    ["check_fence"],
    ["check_callbacks"],
    ["check_guard"],
    ["check_status"],
    ["check_result"],
    ["copy_text", "copy_record", "free_result", "wrap_object", "wrap_block", "encode"],
    ["keep_callback"],
    ["release"],
    ["take_error"],
    ["convert_output"],
]
RANK = {step: rank for rank, steps in enumerate(ORDER) for step in steps}


TAKING = ("open_callback", "hold_token", "borrow", "terminate_text", "decode")


def functions_of(contract):
    return inspect(contract)["functions"]


def steps_for(function, value):
    return [step["step"] for step in function["steps"] if step.get("value") == value["name"]]


def test_plan__steps__then_in_order(contract):
    for function in functions_of(contract):
        ranks = [RANK[step["step"]] for step in function["steps"]]
        assert ranks == sorted(ranks), function["c_name"]


def test_plan__array_that_the_library_fills__then_fenced_during_the_call(contract):
    for function in functions_of(contract):
        filled = [v["name"] for v in function["values"] if v["form"] == "array" and v["direction"] != "in"]
        for step in ("fence_output", "check_fence"):
            fenced = [s["value"] for s in function["steps"] if s["step"] == step]
            assert fenced == filled, function["c_name"]


def test_plan__call__then_exactly_once(contract):
    for function in functions_of(contract):
        count = Counter(step["step"] for step in function["steps"])
        assert count["call"] == count["cross"] == count["take_error"] == 1, function["c_name"]
        assert count["release_host_lock"] == count["take_host_lock"] <= 1, function["c_name"]
        measured = [bool(step.get("adaptive")) for step in function["steps"] if step["step"] == "release_host_lock"]
        if function["lock"] != "unsaid":
            assert measured == [False] * (function["lock"] == "blocking"), function["c_name"]
        assert function.get("adapts", False) == any(measured), function["c_name"]
        assert count["check_status"] == function.get("returns_status", False)


def test_plan__names__then_refer_to_values(contract):
    for function in functions_of(contract):
        values = {value["name"]: value for value in function["values"]}
        assert len(values) == len(function["values"]), function["c_name"]
        named = [step[key] for step in function["steps"] for key in ("value", "other") if key in step]
        named += [value[key] for value in values.values() for key in ("keeps", "length_from") if key in value]
        named += [slot["value"] for slot in function["slots"]] + function["inputs"] + function["outputs"]
        assert set(named) <= set(values), function["c_name"]
        assert function["inputs"] == [n for n, v in values.items() if v["direction"] != "out"]
        assert sorted(function["outputs"]) == sorted(n for n, v in values.items() if v["direction"] != "in")
        slots = [slot["name"] for slot in function["slots"]]
        assert len(slots) == len(set(slots)), function["c_name"]


def test_plan__every_input__then_converted_and_checked(contract):
    checks = {
        "text": {"check_text"},
        "text_array": {"check_pointer", "check_text"},
        "array": {"check_pointer"},
        "record": {"check_pointer"},
        "enum": {"check_enum"},
        "object": {"borrow", "release"},
        "callback": {"open_callback", "release"},
        "cancel": {"hold_token", "release"},
    }
    for function in functions_of(contract):
        for value in function["values"]:
            if value["direction"] == "out":
                continue
            steps = steps_for(function, value)
            assert steps.count("convert_input") == 1, (function["c_name"], value["name"])
            assert checks.get(value["form"], set()) <= set(steps), (function["c_name"], value["name"])
            assert value["form"] != "block"


def test_plan__enums_anywhere__then_checked(contract):
    model = inspect(contract)["model"]
    enums = {enum["c_name"] for enum in model["enums"]}
    records = {r["c_name"] for r in model["records"] if any(field["type"] in enums for field in r["fields"])}
    for function in functions_of(contract):
        for value in function["values"]:
            wanted = "check_enum" if value["type"] in enums else "check_record" if value["type"] in records else None
            if wanted and value["direction"] != "out":
                assert wanted in steps_for(function, value), (function["c_name"], value["name"])
            if wanted and value["direction"] != "in":
                assert "check_result" in steps_for(function, value), (function["c_name"], value["name"])


def test_plan__what_is_taken__then_given_back(contract):
    for function in functions_of(contract):
        streams = {value["name"] for value in function["values"] if value["form"] == "stream"}
        taken = [
            s["value"]
            for s in function["steps"]
            if s["step"] in TAKING or (s["step"] == "check_pointer" and s["value"] in streams)
        ]
        released = [s["value"] for s in function["steps"] if s["step"] == "release"]
        assert released == taken[::-1], function["c_name"]


def test_plan__uncounted_text_in__then_terminated(contract):
    for function in functions_of(contract):
        for value in function["values"]:
            if value["form"] in ("text", "text_array") and value["direction"] == "in":
                terminated = "terminate_text" in steps_for(function, value)
                assert terminated != value.get("is_counted", False), (function["c_name"], value["name"])


def test_plan__every_output__then_wrapped_or_copied(contract):
    for function in functions_of(contract):
        for value in function["values"]:
            steps = steps_for(function, value)
            where = (function["c_name"], value["name"])
            if value["direction"] == "in":
                assert not {"copy_text", "wrap_object", "wrap_block", "convert_output"} & set(steps), where
                continue
            assert steps.count("convert_output") == 1, where
            is_text = value["form"] in ("text", "text_array")
            assert ("copy_text" in steps) == is_text, where
            assert ("wrap_object" in steps) == (value["form"] == "object"), where
            is_shown_stream = value["form"] == "stream" and value.get("is_view", False)
            assert ("wrap_block" in steps) == (value["form"] == "block" or is_shown_stream), where
            assert ("encode" in steps) == (value["form"] == "dynamic"), where
            is_freed = "freed_by" in value and (is_text or value["form"] == "record")
            assert ("free_result" in steps) == is_freed, where
            is_checked = value["form"] in ("block", "stream", "text_array")
            if is_checked or (value["form"] in ("object", "text", "dynamic") and not value.get("nullable")):
                assert "check_result" in steps, where
            if value["form"] == "block":
                assert value.get("is_view", False) != ("freed_by" in value), where
            if value["form"] == "array" and value["direction"] == "out":
                assert "allocate_output" in steps and "length_from" in value, where


def test_plan__what_the_host_passes__then_checked_before_it_is_used(contract):
    for function in functions_of(contract):
        for value in function["values"]:
            where = (function["c_name"], value["name"])
            if value["direction"] == "out" or function["kind"] == "implemented":
                continue
            steps = steps_for(function, value)
            if value["form"] in ("record", "stream", "dynamic", "array"):
                assert "check_pointer" in steps, where
            if value["form"] == "enum":
                assert "check_enum" in steps, where
            if value["form"] == "dynamic":
                assert steps.index("check_pointer") < steps.index("decode") < steps.index("release"), where
            if value["form"] == "stream":
                assert "release" in steps, where


def test_plan__optional_values__then_a_slot_says_so(contract):
    for function in functions_of(contract):
        for value in function["values"]:
            slots = [slot for slot in function["slots"] if slot["value"] == value["name"]]
            parts = [slot["part"] for slot in slots]
            where = (function["c_name"], value["name"])
            assert ("present" in parts) == value.get("is_optional", False), where
            if value.get("is_optional"):
                assert value["nullable"] and value["form"] in ("scalar", "enum", "record"), where
                wanted = "bool" if value["direction"] == "in" else "bool *"
                assert slots[parts.index("present")]["c_type"] == wanted, where


def test_plan__maps__then_keys_and_values_go_the_same_way(contract):
    for function in functions_of(contract):
        values = {value["name"]: value for value in function["values"]}
        keys = [value["keyed_by"] for value in values.values() if "keyed_by" in value]
        assert sorted(keys) == sorted(name for name, value in values.items() if value.get("is_keys"))
        for value in values.values():
            if "keyed_by" in value:
                assert values[value["keyed_by"]]["direction"] == value["direction"], function["c_name"]


def test_plan__views__then_keep_and_freeze_the_methods_object(contract):
    for function in functions_of(contract):
        for value in function["values"]:
            if value.get("is_view"):
                assert function["kind"] == "method" and value["freezes"], function["c_name"]
                assert value["keeps"] == function["values"][0]["name"], function["c_name"]


def test_plan__methods__then_take_their_object_first(contract):
    for function in functions_of(contract):
        selves = [value["name"] for value in function["values"] if value.get("is_self")]
        assert selves == (function["inputs"][:1] if function["kind"] == "method" else []), function["c_name"]


def inputs_and_outputs(method):
    return (
        [value for value in method["values"] if value["direction"] != "out"],
        [value for value in method["values"] if value["direction"] != "in"],
    )


def methods_of(contract):
    return [method for interface in inspect(contract)["interfaces"] for method in interface["methods"]]


def test_plan__callback__then_steps_in_order(contract):
    order = [
        ["enter_callback"],
        ["check_result"],
        ["wrap_object"],
        ["call_host"],
        ["check_count", "check_text", "check_enum", "check_record"],
        ["copy_text"],
        ["leave_callback"],
    ]
    rank = {step: number for number, steps in enumerate(order) for step in steps}
    for method in methods_of(contract):
        steps = [step["step"] for step in method["steps"]]
        ranks = [rank[step] for step in steps]
        assert ranks == sorted(ranks), method["boundary"]
        for once in ("enter_callback", "call_host", "leave_callback"):
            assert steps.count(once) == 1, method["boundary"]


def test_plan__callback_gets__then_checked_as_results_are(contract):
    for method in methods_of(contract):
        for value in inputs_and_outputs(method)[0]:
            steps = steps_for(method, value)
            needs_check = value["form"] in ("text", "text_array", "array", "enum", "object")
            if needs_check and not (value["form"] == "object" and value.get("nullable")):
                assert "check_result" in steps, (method["boundary"], value["name"])
            assert ("wrap_object" in steps) == (value["form"] == "object"), (method["boundary"], value["name"])


def test_plan__callback_gives__then_checked_as_arguments_are(contract):
    for method in methods_of(contract):
        slots = {(slot["value"], slot["part"]) for slot in method["slots"]}
        for value in inputs_and_outputs(method)[1]:
            steps, where = steps_for(method, value), (method["boundary"], value["name"])
            assert ("check_text" in steps) == ("copy_text" in steps) == (value["form"] == "text"), where
            assert ("check_count" in steps) == ((value["name"], "filled") in slots), where
            if value["form"] == "enum":
                assert "check_enum" in steps, where
            assert value["form"] not in ("object", "block", "callback", "cancel"), where


def test_plan__callback_that_returns__then_says_what_where_it_fails(contract):
    for method in methods_of(contract):
        returns = method.get("returns_status") or any(value.get("is_return") for value in method["values"])
        assert bool(returns) == ("on_error" in method), method["boundary"]


def test_plan__callbacks__then_opened_kept_and_looked_at(contract):
    plan = inspect(contract)
    threads = {interface["c_name"]: interface["threads"] for interface in plan["interfaces"]}
    callbacks = [value for function in plan["functions"] for value in function["values"] if value["form"] == "callback"]
    kept = [value for value in callbacks if value["scope"] != "during_call"]
    kept_on_threads = any(threads[value["type"]] == "any" for value in kept)
    for function in plan["functions"]:
        own = [value for value in function["values"] if value["form"] == "callback"]
        steps = Counter(step["step"] for step in function["steps"])
        on_threads = kept_on_threads or any(threads[value["type"]] == "any" for value in own)
        assert function.get("calls_back", False) == bool(own or kept), function["c_name"]
        assert steps["check_callbacks"] == bool(own or kept), function["c_name"]
        if own or kept:
            assert not any(step.get("guarded") for step in function["steps"]), function["c_name"]
        if function["lock"] == "unsaid":
            measured = any(step.get("adaptive") for step in function["steps"])
            assert steps["release_host_lock"] == (on_threads or measured), function["c_name"]
        for value in own:
            assert ("keep_callback" in steps_for(function, value)) == (value["scope"] != "during_call")


def test_plan__callback_kept__then_by_the_object_or_the_library(contract):
    for function in functions_of(contract):
        scopes = {value["name"]: value.get("scope") for value in function["values"]}
        objects = [v["name"] for v in function["values"] if v.get("is_self") or v["direction"] == "out"]
        for step in function["steps"]:
            if step["step"] != "keep_callback":
                continue
            if scopes[step["value"]] == "until_dropped" or function["kind"] == "free_function":
                assert "other" not in step, function["c_name"]
            else:
                assert step["other"] in objects, function["c_name"]


def test_plan__tags__then_unique(contract):
    plan = inspect(contract)
    tags = [one["tag"] for one in plan["model"]["classes"] + plan["interfaces"]]
    assert len(tags) == len(set(tags))


def test_plan__two_arrays_of_one_length__then_compared(contract):
    for function in functions_of(contract):
        compared = [step for step in function["steps"] if step["step"] == "check_count"]
        assert all(step["value"] != step["other"] for step in compared), function["c_name"]


CALLBACK = """
#include <stdbool.h>
#include <stdint.h>
#include <tenon/contract.h>
TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("*.c")
typedef struct shop shop;
void shop_free(shop *shop TENON_DESTROYS);
typedef bool (*shop_visitor)(int64_t price, void *context TENON_CONTEXT) TENON_ON_ERROR(false);
void shop_each(shop *shop, shop_visitor visit TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(visit));
"""


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("during_call", "until_replaced", True),
        ("int64_t price", "int32_t price", True),
        ("ON_ERROR(false)", "ON_ERROR(false) TENON_THREADS(one)", True),
        ("visit TENON_CALLED", "visit TENON_NULLABLE TENON_CALLED", True),
        ("ON_ERROR(false)", "ON_ERROR(true)", False),
        ("int64_t price, void *context TENON_CONTEXT", "void *context TENON_CONTEXT, int64_t price", False),
    ],
)
def test_hash__callback_changes__then_changes_where_the_host_sees_it(before, after, changes, tmp_path):
    (tmp_path / "shop.c").write_text("")
    hashes = []
    for text in (CALLBACK, CALLBACK.replace(before, after)):
        (tmp_path / "shop.h").write_text(text)
        hashes.append(inspect(tmp_path / "shop.h")["hash"])
    assert (hashes[0] != hashes[1]) == changes
