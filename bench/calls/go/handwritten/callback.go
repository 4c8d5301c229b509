package handwritten

// #include <stdint.h>
import "C"

import (
	"runtime/cgo"
	"unsafe"
)

//export handwrittenChange
func handwrittenChange(number C.int64_t, context unsafe.Pointer) C.int64_t {
	change := cgo.Handle(uintptr(context)).Value().(func(int64) int64)
	return C.int64_t(change(int64(number)))
}
