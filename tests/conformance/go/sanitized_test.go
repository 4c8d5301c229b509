//go:build asan

package conformance_test

// The address sanitizer's own work allocates.
const countsAllocations = false
