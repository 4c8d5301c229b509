"""Section "flags" of values.h: bits that combine."""

import copy
import enum
import pickle
from typing import Any

import pytest
import values
from values import Access, Entry, Holder


def test_flags__of_the_enum__combine() -> None:
    assert issubclass(Access, enum.IntFlag)
    assert Access.READ | Access.WRITE is Access.READ_WRITE
    assert [flag.name for flag in Access.READ | Access.EXECUTE] == ["READ", "EXECUTE"]
    assert Access.NONE.value == 0
    with pytest.raises(ValueError):
        Access(4)


def test_flags__in_and_out__any_combination() -> None:
    assert values.combine(Access.READ, Access.EXECUTE) == Access.READ | Access.EXECUTE
    assert values.invert(Access.READ) == Access.WRITE | Access.EXECUTE
    assert values.invert(Access.READ | Access.WRITE | Access.EXECUTE) is Access.NONE
    assert values.common(Access.READ_WRITE, Access.READ) == (True, Access.READ)
    assert values.common(Access.WRITE, Access.READ) == (False, Access.NONE)
    assert isinstance(values.combine(Access.READ, Access.EXECUTE), Access)


def test_flags__as_an_int__is_accepted_where_it_is_made_of_flags() -> None:
    assert values.invert(1) == Access.WRITE | Access.EXECUTE  # type: ignore[arg-type]
    assert values.combine(2, 9) == Access(11)  # type: ignore[arg-type]


def test_flags__in_and_out__is_a_new_value() -> None:
    access = Access.NONE
    assert values.allow(access, Access.READ_WRITE) is Access.READ_WRITE
    assert access is Access.NONE


def test_flags__in_arrays_and_records__are_kept() -> None:
    entries = [Entry(1, Access.READ), Entry(2, Access.EXECUTE | Access.WRITE)]
    assert values.accesses(entries) == [Access.READ, Access.EXECUTE | Access.WRITE]
    assert values.accesses([]) == []
    assert values.union_of([Access.READ, Access.EXECUTE]) == Access.READ | Access.EXECUTE
    assert values.union_of([]) is Access.NONE
    assert values.entry_with(entries[0], Access.WRITE) == Entry(1, Access.WRITE)
    for twin in (copy.copy(entries[1]), pickle.loads(pickle.dumps(entries[1]))):
        assert twin == entries[1]


def test_flags__bits_that_are_none__are_refused() -> None:
    for number in (4, 16, -1, 1 << 30, 1 << 31, 1 << 40):
        with pytest.raises(ValueError):
            values.invert(number)  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        values.union_of([Access.READ, 4])  # type: ignore[list-item]
    with pytest.raises(ValueError, match=r"Entry\(\) argument 'access' is no member of the enum"):
        Entry(1, 16)  # type: ignore[arg-type]


def test_flags__wrong_type__raises_type_error() -> None:
    wrong: list[Any] = [None, "READ", 1.0, True, [Access.READ]]
    for value in wrong:
        with pytest.raises(TypeError, match=r"invert\(\) argument 'access' must be Access, not"):
            values.invert(value)


def test_library__giving_bits_that_are_none__breaks_its_contract() -> None:
    with pytest.raises(values.BrokenContractError, match="5 is no values_access"):
        values.broken_access()


def test_property__any_combination__is_kept() -> None:
    holder = Holder()
    assert holder.access is Access.NONE
    holder.access = Access.READ | Access.EXECUTE
    assert holder.access == Access.READ | Access.EXECUTE
    holder.access |= Access.WRITE
    assert holder.access == Access(11)
    with pytest.raises(ValueError):
        holder.access = 4  # type: ignore[assignment]
    assert holder.access == Access(11)
