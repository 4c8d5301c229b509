package conformance_test

import (
	"bytes"
	"testing"

	"tenon.example/conformance"
)

func TestSumBytes__some_none_and_nil__then_summed(t *testing.T) {
	equal(t, got(conformance.SumBytes([]byte{1, 2, 255}))(t), 258)
	equal(t, got(conformance.SumBytes([]byte{}))(t), 0)
	equal(t, got(conformance.SumBytes(nil))(t), 0)
}

func TestReverseBytes__some__then_a_copy_in_reverse(t *testing.T) {
	reversed := got(conformance.ReverseBytes([]byte{0, 1, 2, 0xff}))(t)
	if !bytes.Equal(reversed, []byte{0xff, 2, 1, 0}) {
		t.Fatalf("got %v", reversed)
	}
}

func TestReverseBytes__none__then_empty_and_not_nil(t *testing.T) {
	reversed := got(conformance.ReverseBytes(nil))(t)
	if reversed == nil || len(reversed) != 0 {
		t.Fatalf("got %#v", reversed)
	}
}
