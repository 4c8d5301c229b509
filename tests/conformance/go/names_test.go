package conformance_test

import (
	"testing"

	"tenon.example/conformance"
)

func TestImport__parameters_named_as_keywords__then_in_order(t *testing.T) {
	equal(t, conformance.Import(1, 2, 3, 4, 5, 6, 7), 1234567)
}

func TestLambda__parameters_named_as_keywords__then_in_order(t *testing.T) {
	equal(t, conformance.Lambda(1, 2, 3, 4, 5, 6), 123456)
}
