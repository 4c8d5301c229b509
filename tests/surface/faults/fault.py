"""A fault on purpose under the sanitizers: noticed.sh expects that they report it."""

import os

import told


def test_fault__of_the_library__then_reported_by_the_sanitizer():
    if os.environ["TENON_FAULT"] == "leak":
        for _ in range(3):
            told.leak(1000)
    elif os.environ["TENON_FAULT"] == "undefined":
        told.shift(40)
    else:
        told.overrun_block(24, 25)
