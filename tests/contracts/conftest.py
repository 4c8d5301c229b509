"""The contracts of this folder, held against the `tenon` command.

    TENON=build/tenon pytest tests/contracts            run everything
    TENON=build/tenon pytest tests/contracts --golden   rewrite golden/*.json from what `tenon inspect` prints now
    TENON_SANITIZED=build-asan/tenon                    also run the mutations with a sanitized build

Needs pytest and jsonschema.
"""

import functools
import json
import os
import pathlib
import shutil
import subprocess

import pytest

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
GOOD = sorted((HERE / "good").glob("*.h"))
BAD = sorted((HERE / "bad").glob("*.h"))
CONFORMANCE = sorted(
    path for path in (ROOT / "tests/conformance").glob("*/*.h") if "TENON_LIBRARY(" in path.read_text()
)
LIBRARIES = [*CONFORMANCE, ROOT / "libraries/graph/include/graph/graph.h"]


def pytest_addoption(parser):
    parser.addoption("--golden", action="store_true", help="rewrite golden/*.json")


def binary():
    return os.path.abspath(os.environ.get("TENON") or shutil.which("tenon") or ROOT / "build/tenon")


def run(*arguments, tenon=None, **options):
    """Run the command; its output as text, whatever bytes it holds."""
    options = {"capture_output": True, "timeout": 120} | options
    done = subprocess.run([tenon or binary(), *map(str, arguments)], **options)
    for name in ("stdout", "stderr"):
        if getattr(done, name) is not None:
            setattr(done, name, getattr(done, name).decode("utf-8", "replace"))
    return done


@functools.cache
def inspected(header, _content):
    done = run("inspect", header)
    assert done.returncode == 0, done.stderr
    return done.stdout


def inspect(header):
    """What the command says of a contract; of the same text it is asked once."""
    return json.loads(inspected(header, header.read_bytes()))


@pytest.fixture(params=GOOD + LIBRARIES, ids=lambda path: path.stem)
def contract(request):
    """A contract without findings."""
    return request.param
