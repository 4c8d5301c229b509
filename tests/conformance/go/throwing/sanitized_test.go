//go:build asan

package throwing_test

// The address sanitizer ends the program where memory is used up.
const isSanitized = true
