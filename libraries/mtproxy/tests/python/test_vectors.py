"""The vectors of ../vectors.json, which every language's package is tested with."""

import json
from pathlib import Path
from typing import Any

import mtproxy
import pytest

VECTORS = json.loads((Path(__file__).parent.parent / "vectors.json").read_text(encoding="utf-8"))


def as_bytes(text: str) -> bytes:
    form, _, rest = text.partition(":")
    if form == "text":
        return rest.encode()
    if form == "hex":
        return bytes.fromhex(rest)
    count, _, once = rest.partition(":")
    return bytes.fromhex(once) * int(count)


def as_argument(value: Any) -> Any:
    if isinstance(value, dict):
        return mtproxy.ProcessId(**value)
    if isinstance(value, str):
        if ":" in value:
            return as_bytes(value)
        return int(value) if value.lstrip("-").isdigit() else float(value)
    return value


def check(given: Any, expected: Any) -> None:
    if isinstance(expected, dict):
        for name, value in expected.items():
            check(getattr(given, name), value)
    elif isinstance(expected, list):
        assert len(given) == len(expected)
        for one, other in zip(given, expected, strict=True):
            check(one, other)
    elif isinstance(expected, str) and ":" in expected:
        # Text that lies beside a record is filled up with NULs.
        assert isinstance(given, bytes)
        assert given in (as_bytes(expected), as_bytes(expected).ljust(len(given), b"\0"))
    elif isinstance(expected, str):
        assert given == int(expected)
    else:
        assert given == expected


@pytest.mark.parametrize("name", sorted({vector["call"] for vector in VECTORS}))
def test_function__its_vectors__then_as_said(name: str) -> None:
    function = getattr(mtproxy, name)
    for vector in (vector for vector in VECTORS if vector["call"] == name):
        arguments = [as_argument(value) for value in vector["with"]]
        if name == "net_timers_wait_msec":
            arguments = [float(value) for value in vector["with"]]
        if isinstance(vector["gives"], dict) and "error" in vector["gives"]:
            with pytest.raises(mtproxy.InvalidError) as failure:
                function(*arguments)
            assert isinstance(failure.value, ValueError), vector
        else:
            check(function(*arguments), vector["gives"])
