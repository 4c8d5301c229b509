//go:build !asan

package conformance_test

const countsAllocations = true
