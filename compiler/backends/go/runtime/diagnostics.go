package tenon

// #include "crossings.h"
import "C"

import (
	"encoding/json"
	"runtime"
)

// DiagnosticsEntry is what was made of one type by one function.
type DiagnosticsEntry struct {
	// Kind is "object", "view", "array", "callback", "token", "stream", "text" or "error".
	Kind string `json:"kind"`
	// Type is the class's name in the contract, the constant of an error, or the kind again.
	Type string `json:"type"`
	// Site is the contract's function that made it; "" where none did.
	Site string `json:"site"`
	// Made is how many since the program began.
	Made uint64 `json:"made"`
	// Live is how many have not ended yet.
	Live uint64 `json:"live"`
	// Peak is the most that were live at a time.
	Peak uint64 `json:"peak"`
}

// DiagnosticsViolation is a rule that was broken, and the call that broke it.
type DiagnosticsViolation struct {
	// Rule is the rule's name.
	Rule string `json:"rule"`
	// Function is the contract's function that ran; "" where none did.
	Function string `json:"function"`
	// Parameter is its parameter; "" where it is about none.
	Parameter string `json:"parameter"`
	// Message is one sentence.
	Message string `json:"message"`
	// Thread is a number of the thread.
	Thread uint64 `json:"thread"`
}

// DiagnosticsReport is what crossed the boundary, counted, and what the monitor found.
type DiagnosticsReport struct {
	// Library is the contract's name.
	Library string `json:"library"`
	// Version is the contract's version.
	Version string `json:"version"`
	// Live is the sum over all entries.
	Live uint64 `json:"live"`
	// Entries stand in order of kind, type and site.
	Entries []DiagnosticsEntry `json:"entries"`
	// Violations is empty without TENON_DEBUG=monitor.
	Violations struct {
		// Count is how many there were.
		Count uint64 `json:"count"`
		// First has the first 64.
		First []DiagnosticsViolation `json:"first"`
	} `json:"violations"`
}

// Diagnostics tells what crossed up to now. What Go has not collected yet is live.
func Diagnostics() (DiagnosticsReport, error) {
	var report DiagnosticsReport
	err := json.Unmarshal([]byte(DiagnosticsJSON()), &report)
	return report, err
}

// DiagnosticsJSON tells the same as JSON, with more than that where TENON_DEBUG=monitor is set.
func DiagnosticsJSON() string {
	tenonFreeSpent()
	text := C.tenon_go_ledger()
	defer C.tenon_go_end_ledger(text)
	return C.GoString(text)
}

// DiagnosticsAtExit reports what TENON_DEBUG=ledger asks for. A Go program ends without telling the C
// code that it contains, so it calls this as the last thing: defer it in main. It does nothing where
// nothing was asked for. What nobody uses any more is collected before.
func DiagnosticsAtExit() {
	for range 2 { // What the first collection finds ends after it.
		runtime.GC()
	}
	tenonFreeSpent()
	C.tenon_go_at_exit()
}
