package tenon

// #include "crossings.h"
import "C"

import "encoding/json"

// DiagnosticsBridge is who serves a bridged function, and what is known of the others.
type DiagnosticsBridge struct {
	// Operation is the function's name in C.
	Operation string `json:"operation"`
	// Mode is "reference", "swapped", "shadowed" or "recorded".
	Mode string `json:"mode"`
	// Serving is "reference", or the provider's name.
	Serving string `json:"serving"`
	// Candidate serves in the reference's place, or is compared with it; "" where there is none.
	Candidate string `json:"candidate"`
	// Since is when that began, in seconds since 1970; 0 means the start.
	Since int64 `json:"since"`
	// Calls is how many calls there were, whoever served.
	Calls uint64 `json:"calls"`
	// CandidateCalls is how many of them a candidate served, or was compared on.
	CandidateCalls uint64 `json:"candidate_calls"`
	// Checks is how many calls the checks compared before.
	Checks uint64 `json:"checks"`
	// Compared is how many live calls were compared.
	Compared uint64 `json:"compared"`
	// Differences is how many of all these differed.
	Differences uint64 `json:"differences"`
	// Difference is what differed last; "" where nothing did.
	Difference string `json:"difference"`
	// SavedSeconds is the time that candidates saved, by what the checks measured.
	SavedSeconds float64 `json:"saved_seconds"`
}

// DiagnosticsBridges tells who serves each bridged function.
func DiagnosticsBridges() ([]DiagnosticsBridge, error) {
	var report struct {
		Operations []DiagnosticsBridge `json:"operations"`
	}
	err := json.Unmarshal([]byte(DiagnosticsBridgesJSON()), &report)
	return report.Operations, err
}

// DiagnosticsBridgesJSON tells the same as JSON, with the candidates and where they lie.
func DiagnosticsBridgesJSON() string {
	text := C.cross_bridges()
	defer C.tenon_go_end_ledger(text)
	return C.GoString(text)
}
