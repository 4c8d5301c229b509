package conformance_test

import (
	"math"
	"testing"

	"tenon.example/conformance"
)

// The untyped ones fit wherever their value does.
const (
	_ int16   = conformance.MaxItems
	_ int8    = conformance.Lowest
	_ float64 = conformance.Ratio
	_ uint64  = conformance.NoItem
	_ string  = conformance.Hello
)

func TestConstants__read__then_as_in_the_contract(t *testing.T) {
	equal(t, conformance.MaxItems, 1000)
	equal(t, conformance.NoItem, uint64(math.MaxUint64))
	equal(t, conformance.Lowest, -40)
	equal(t, conformance.Ratio, 1.618033988749895)
	equal(t, conformance.Hello, "hello \"w\\rld\" \u00e9")
}
