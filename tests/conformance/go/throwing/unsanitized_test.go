//go:build !asan

package throwing_test

const isSanitized = false
