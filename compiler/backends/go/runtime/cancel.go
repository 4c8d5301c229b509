package tenon

// #include "crossings.h"
import "C"

import (
	"context"
	"errors"
	"runtime"
	"sync"
)

// tenonToken is what a running call asks whether to stop.
type tenonToken struct {
	handle  C.tenon_handle
	cleanup runtime.Cleanup
}

// tenonTokens are those that nobody has asked to stop: they serve again.
var tenonTokens sync.Pool

// tenonWatch lets the end of a context reach the call that runs meanwhile.
type tenonWatch struct {
	ctx   context.Context
	token *tenonToken
	stop  func() bool
}

// tenonFollow begins to watch a context. It has no token where the context
// never ends.
func tenonFollow(ctx context.Context, function string) (tenonWatch, error) {
	watch := tenonWatch{ctx: ctx}
	if ctx == nil {
		return watch, tenonRefuse(C.TENON_BAD_VALUE, KindInvalidArgument, "TENON_BAD_VALUE", function,
			"the context is nil: pass context.Background() where nothing ends the call")
	}
	if ctx.Done() == nil {
		return watch, nil
	}
	watch.token, _ = tenonTokens.Get().(*tenonToken)
	if watch.token == nil {
		handle := C.tenon_go_token()
		if handle == 0 {
			return watch, tenonRefuse(C.TENON_OUT_OF_MEMORY, KindOutOfMemory, "TENON_OUT_OF_MEMORY", function,
				"no memory for a token")
		}
		watch.token = &tenonToken{handle: handle}
		watch.token.cleanup = runtime.AddCleanup(watch.token, tenonDrop, handle)
	}
	token := watch.token
	if ctx.Err() != nil {
		C.tenon_go_request(token.handle)
	} else {
		watch.stop = context.AfterFunc(ctx, func() { C.tenon_go_request(token.handle) })
	}
	return watch, nil
}

// handle names the token in C, 0 for none.
func (w *tenonWatch) handle() C.tenon_handle {
	if w.token == nil {
		return 0
	}
	return w.token.handle
}

// end is for when the call has returned. A request that comes later finds no
// token, which does no harm.
func (w *tenonWatch) end() {
	if w.token == nil {
		return
	}
	if w.stop != nil && w.stop() {
		tenonTokens.Put(w.token)
		return
	}
	w.token.cleanup.Stop()
	tenonDrop(w.token.handle)
}

// explain adds to the error of a call that was stopped why its context ended.
func (w *tenonWatch) explain(err error) error {
	failure, isOurs := err.(*Error)
	reason := w.ctx.Err()
	if !isOurs || failure.Kind != KindCancelled || failure.foreign != nil || reason == nil {
		return err
	}
	if cause := context.Cause(w.ctx); cause != reason {
		reason = errors.Join(reason, cause)
	}
	failure.foreign = reason
	return failure
}
