"""Damaged contracts: whatever is wrong, the command says so or accepts it; it never crashes and never hangs."""

import os
import random
import re

import pytest
from conftest import CONFORMANCE, binary, run

# `make soak` asks for ten times as many; the fuzz target of contracts mutates them in one process.
COUNT, BATCHES, SEED = int(os.environ.get("TENON_MUTATIONS", "15")), 3, 20240229
TOKEN = re.compile(r'\w+|"(?:[^"\\\n]|\\.)*"|/\*.*?\*/|//[^\n]*|\s+|.', re.DOTALL)


def mutate(source, chance):
    """One to three accidents of an editor."""
    tokens = TOKEN.findall(source)
    words = [i for i, token in enumerate(tokens) if not token.isspace() and not token.startswith("/*")]
    for _ in range(chance.randint(1, 3)):
        at, other = chance.choice(words), chance.choice(words)
        accident = chance.randrange(6)
        if accident == 0:
            tokens[at] = ""
        elif accident == 1:
            tokens[at] = f"{tokens[at]} {tokens[at]}"
        elif accident == 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif accident == 3:
            tokens[at] = tokens[other]
        elif accident == 4 and tokens[at]:
            place = chance.randrange(len(tokens[at]))
            tokens[at] = tokens[at][:place] + chance.choice("(){}*;,#\\\"'@_0 Z\0é") + tokens[at][place + 1 :]
        elif accident == 5 and chance.random() < 0.3:
            tokens[at:] = [""] * (len(tokens) - at)
    return "".join(tokens)


def commands():
    sanitized = os.environ.get("TENON_SANITIZED")
    return [pytest.param(binary, id="plain")] + (
        [pytest.param(lambda: os.path.abspath(sanitized), id="sanitized")] if sanitized else []
    )


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("source", CONFORMANCE, ids=lambda path: path.stem)
@pytest.mark.parametrize("tenon", commands())
def test_mutated_contract__then_no_crash_and_no_hang(tenon, source, batch, tmp_path):
    source = source.read_text()
    header = tmp_path / "mutated.h"
    (tmp_path / "library.c").write_text("")
    for number in range(batch, COUNT, BATCHES):
        header.write_text(mutate(source, random.Random(SEED * COUNT + number)))
        done = run("inspect", header, tenon=tenon(), timeout=60)
        kept = f"mutation {number}: status {done.returncode}\n{done.stderr[-3000:]}"
        assert done.returncode in (0, 1), kept
        assert "Sanitizer" not in done.stderr and "runtime error" not in done.stderr, kept
        assert "CRITICAL" not in done.stderr and "WARNING" not in done.stderr, kept
        assert (done.returncode == 0) == (done.stderr == ""), kept
