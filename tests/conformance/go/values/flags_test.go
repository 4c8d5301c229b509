package values_test

import (
	"testing"

	"tenon.example/values"
)

func TestFlags__in_and_out__then_any_combination(t *testing.T) {
	equal(t, got(values.Combine(values.AccessRead, values.AccessExecute))(t), values.AccessRead|values.AccessExecute)
	equal(t, got(values.Invert(values.AccessRead))(t), values.AccessWrite|values.AccessExecute)
	equal(t, got(values.Allow(values.AccessNone, values.AccessReadWrite))(t), values.AccessReadWrite)
	equal(t, got(values.UnionOf([]values.Access{values.AccessRead, values.AccessWrite}))(t), values.AccessReadWrite)
	ok, common, err := values.Common(values.AccessReadWrite, values.AccessRead)
	succeeds(t, err)
	equal(t, ok, true)
	equal(t, common, values.AccessRead)
}

func TestFlags__in_records_and_arrays__then_kept(t *testing.T) {
	entries := []values.Entry{{ID: 1, Access: values.AccessRead}, {ID: 2, Access: values.AccessExecute}}
	accesses := got(values.Accesses(entries))(t)
	equal(t, accesses[0], values.AccessRead)
	equal(t, accesses[1], values.AccessExecute)
	equal(t, got(values.EntryWith(entries[0], values.AccessWrite))(t).Access, values.AccessWrite)
}

func TestFlags__bits_that_are_none__then_refused(t *testing.T) {
	_, err := values.Invert(4)
	fails(t, err, values.ErrBadValue)
	_, err = values.UnionOf([]values.Access{values.AccessRead, 1 << 31})
	fails(t, err, values.ErrBadValue)
	_, err = values.EntryWith(values.Entry{Access: 16}, values.AccessRead)
	fails(t, err, values.ErrBadValue)
	_, err = values.BrokenAccess()
	fails(t, err, values.ErrBrokenContract)
}

func TestFlags__their_methods__then_as_bits(t *testing.T) {
	flags := values.AccessNone.With(values.AccessRead).With(values.AccessExecute)
	equal(t, flags.Has(values.AccessRead), true)
	equal(t, flags.Has(values.AccessReadWrite), false)
	equal(t, flags.Without(values.AccessRead), values.AccessExecute)
	equal(t, flags.String(), "read|execute")
	equal(t, values.AccessNone.String(), "none")
	equal(t, (values.AccessWrite | 0x40).String(), "write|0x40")
}

func TestAccess__a_property__then_set(t *testing.T) {
	holder := newHolder(t)
	succeeds(t, holder.SetAccess(values.AccessReadWrite))
	equal(t, got(holder.Access())(t), values.AccessReadWrite)
}
