"""Calls one function of the library told."""

import sys

import told

calls = {
    "place": told.place,
    "other_place": told.other_place,
    "count_words": lambda: told.count_words("one two one"),
    "overrun_block": lambda: told.overrun_block(24, 25),
    "overrun_array": lambda: told.overrun_array(40),
}
print(calls[sys.argv[1]]())
