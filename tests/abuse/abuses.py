"""Tries the abuses of contracts in C, and whether the tests would notice if a check were missing.

    abuses.py TENON WORK tried HEADER            every abuse in C, against a library written from the contract
    abuses.py TENON WORK removed_checks HEADER   the same with each check of the boundary removed in turn: some case
                                                 of that function must come out otherwise, or end the process

Both build the driver once, with a boundary whose checks can be removed (`tenon test --removable`).
"""

import json
import os
import pathlib
import subprocess
import sys

# What a driver that loses a check takes at most; it may well hang, which is noticed too.
PATIENCE = 60


def run(*arguments):
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def told(result):
    """What came back of a case: also its words, for a check may stand before another one that says nearly the same."""
    return result.get("got"), result.get("code"), result.get("message")


def try_all(tenon, work, header):
    """Every case in C. The folder of the driver, and what came back of each."""
    outcome = work / "outcome.json"
    status, said = run(
        tenon, "test", header, "--stand-in", "--removable", "--lang", "c", "--keep", work, "--json", outcome
    )
    if status != 0:
        sys.exit(said)
    print(said, end="")
    (language,) = json.loads(outcome.read_text())["languages"]
    return work / "c", {result["case"]: told(result) for result in language["results"]}


def came_back(driver, first, last, removed, leaks):
    """What the cases from first to last come to without that check; None where the process ended or hung."""
    journal = driver.parent / "removed"
    journal.unlink(missing_ok=True)
    # As sanitizers/options.sh says.
    sanitizer = f"symbolize=0:intercept_tls_get_addr=0:detect_leaks={int(leaks)}"
    environment = os.environ | {"TENON_REMOVE_STEP": removed, "ASAN_OPTIONS": sanitizer}
    try:
        done = subprocess.run(
            [driver, journal, str(first), str(last)],
            env=environment,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    lines = [json.loads(line) for line in journal.read_text().splitlines() if line.endswith("}")]
    if done.returncode != 0 or lines[-1].get("live") != 0 or lines[-1].get("lent") != 0:
        return None
    return {line["case"]: told(line) for line in lines if "case" in line}


def is_noticed(driver, expected, cases, removed, leaks=False):
    numbers = [case["number"] for case in cases]
    found = came_back(driver, min(numbers), max(numbers), removed, leaks)
    return found is None or any(found[number] != expected[number] for number in found)


def removable_steps(tenon, header):
    """(what TENON_REMOVE_STEP says, the step's kind, the cases that are about it, all cases of its functions)."""
    cases = json.loads(subprocess.check_output([tenon, "test", header, "--cases"]))["cases"]
    plan = json.loads(subprocess.check_output([tenon, "inspect", header]))
    names = {
        method["boundary"]: f"{interface['c_name']}.{method['name']}"
        for interface in plan.get("interfaces", [])
        for method in interface["methods"]
    }
    steps = {}
    for case in cases:
        # What must be let through says nothing about a check that refuses.
        if "step" not in case or case["outcome"] not in ("refused", "failed"):
            continue
        owner = names[case["step_of"]] if "step_of" in case else case["function"]
        steps.setdefault((f"{owner}:{case['step_at']}", case["step"]), []).append(case)
    for (removed, kind), about in steps.items():
        functions = {case["function"] for case in about}
        yield removed, kind, about, [case for case in cases if case["function"] in functions]


def remove_each(tenon, work, header):
    driver, expected = try_all(tenon, work, header)
    unnoticed, count = [], 0
    for removed, kind, about, of_function in removable_steps(tenon, header):
        count += 1
        attempts = [(about, False), (of_function, False), (about, True)]
        if not any(is_noticed(driver / "driver", expected, cases, removed, leaks) for cases, leaks in attempts):
            unnoticed.append(f"{removed} ({kind})")
    print(f"{header.name}: {count} checks removed one by one, {count - len(unnoticed)} noticed")
    if unnoticed or count == 0:
        sys.exit("without these checks every test still passes:\n  " + "\n  ".join(unnoticed))


def main():
    tenon, work, what, header = sys.argv[1:]
    work = pathlib.Path(work)
    {"tried": try_all, "removed_checks": remove_each}[what](tenon, work, pathlib.Path(header))


main()
