"""What `tenon build` costs grows with the contract, not with its square.

TENON: the command. Instructions are counted: they are the same whatever else the machine does. Needs valgrind.
"""

import importlib.util
import os
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
TENON = pathlib.Path(os.environ.get("TENON", ROOT / "build/main/tenon")).resolve()

SPECIFICATION = importlib.util.spec_from_file_location("contract", ROOT / "bench/scaling/contract.py")
contract = importlib.util.module_from_spec(SPECIFICATION)
SPECIFICATION.loader.exec_module(contract)


def instructions(functions, folder):
    """How many `tenon build` needs for a contract of that many functions."""
    source = folder / f"wide_{functions}"
    contract.write(functions, source)
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", TENON, "build"]
    command += [source / "wide.h", "--out", folder / f"packages_{functions}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def test_build__contract_six_times_as_large__then_each_function_costs_the_same(tmp_path):
    small, middle, large = 30, 60, 180
    counts = {functions: instructions(functions, tmp_path) for functions in (small, middle, large)}

    first = (counts[middle] - counts[small]) / (middle - small)
    later = (counts[large] - counts[middle]) / (large - middle)

    # What grows with the square makes the later ones dearer.
    assert first > 100_000
    assert later / first < 1.1, f"{first:,.0f} instructions per function at first, {later:,.0f} later"
