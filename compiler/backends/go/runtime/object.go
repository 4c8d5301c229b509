package tenon

// #include "crossings.h"
import "C"

//tenon:if objects

import (
	"runtime"
	"sync/atomic"
)

//tenon:end

//tenon:if objects

// tenonObject is what every class holds: the name of an object that lives in
// the library.
type tenonObject struct {
	handle  C.tenon_handle
	closed  atomic.Bool
	cleanup runtime.Cleanup
}

// close ends the object once; calls that are using it finish first.
func (o *tenonObject) close() {
	if o.closed.CompareAndSwap(false, true) {
		o.cleanup.Stop()
		tenonDrop(o.handle)
	}
}

//tenon:end

//tenon:if consumed

// forget is for an object that a call has taken over.
func (o *tenonObject) forget() {
	o.closed.Store(true)
	o.cleanup.Stop()
}

//tenon:end

// tenonDrop closes a handle. One that is closed already does no harm.
func tenonDrop(handle C.tenon_handle) {
	C.tenon_go_drop(handle)
}
