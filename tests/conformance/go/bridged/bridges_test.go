package bridged_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tenon.example/bridged"
)

// Calls go through slots: the same results whoever serves, and the diagnostics say who does.

func state(t *testing.T, operation string) bridged.DiagnosticsBridge {
	t.Helper()
	for _, one := range got(bridged.DiagnosticsBridges())(t) {
		if one.Operation == "bridged_"+operation {
			return one
		}
	}
	t.Fatalf("nothing is said of %s", operation)
	return bridged.DiagnosticsBridge{}
}

// load runs one test of this file in a process of its own, with a provider named in its environment.
func load(t *testing.T, test, provider string, options ...string) (string, error) {
	t.Helper()
	command := exec.Command(os.Args[0], "-test.run=^"+test+"$", "-test.v")
	path := filepath.Join(os.Getenv("BRIDGED_PROVIDERS"), provider)
	command.Env = append(os.Environ(), "TENON_BRIDGE="+path, "TENON_BRIDGE_CALLS=50", "BRIDGED_PART="+test)
	command.Env = append(command.Env, options...)
	command.Dir = t.TempDir()
	output, err := command.CombinedOutput()
	return string(output), err
}

// isPart skips what only makes sense in a process of load().
func isPart(t *testing.T) {
	t.Helper()
	if os.Getenv("BRIDGED_PART") != t.Name() {
		t.Skip("part of another test")
	}
}

func says(t *testing.T, output, text string) {
	t.Helper()
	if !strings.Contains(output, text) {
		t.Errorf("%q is not said in:\n%s", text, output)
	}
}

func TestReference__every_form__then_right_and_counted(t *testing.T) {
	before := state(t, "next_u32")
	useEverything(t)
	after := state(t, "next_u32")
	equal(t, after.Mode, "reference")
	equal(t, after.Serving, "reference")
	equal(t, after.Candidate, "")
	equal(t, after.Calls, before.Calls+1)
	equal(t, after.CandidateCalls, before.CandidateCalls)
}

func TestJSON__asked__then_says_the_same(t *testing.T) {
	var read struct {
		Library    string
		Operations []bridged.DiagnosticsBridge
	}
	succeeds(t, json.Unmarshal([]byte(bridged.DiagnosticsBridgesJSON()), &read))
	equal(t, read.Library, "bridged")
	equal(t, len(read.Operations), len(got(bridged.DiagnosticsBridges())(t)))
}

func TestPartSwapped(t *testing.T) {
	isPart(t)
	useEverything(t)
	for _, one := range got(bridged.DiagnosticsBridges())(t) {
		equal(t, one.Mode, "swapped")
		equal(t, one.Serving, "bridged in C")
		equal(t, one.CandidateCalls, one.Calls)
		if one.Calls == 0 {
			t.Errorf("%s was not called", one.Operation)
		}
	}
}

func TestProvider__swapped__then_it_serves_every_call(t *testing.T) {
	output, err := load(t, "TestPartSwapped", "all.so")
	if err != nil {
		t.Errorf("%v:\n%s", err, output)
	}
	says(t, output, "served by bridged in C from now on: bridged_not, ")
	says(t, output, "--- PASS: TestPartSwapped")
}

func TestPartRefused(t *testing.T) {
	isPart(t)
	useEverything(t)
	equal(t, state(t, "next_u32").Serving, "reference")
}

func TestProvider__that_is_wrong_once__then_the_reference_stays(t *testing.T) {
	output, err := load(t, "TestPartRefused", "wrong.so")
	if err != nil {
		t.Errorf("%v:\n%s", err, output)
	}
	says(t, output, "wrong.so is refused, and the reference serves: ")
	says(t, output, "--- PASS: TestPartRefused")
}

func TestProvider__that_is_wrong_and_must_not__then_the_package_does_not_load(t *testing.T) {
	output, err := load(t, "TestPartRefused", "wrong.so", "TENON_BRIDGE_MODE=check")
	if err == nil {
		t.Errorf("it was loaded:\n%s", output)
	}
	says(t, output, "bridged_next_u32: result is 2 with the reference and 0 with the candidate")
}

func TestPartShadowed(t *testing.T) {
	isPart(t)
	for number := range uint32(20) {
		equal(t, bridged.NextU32(number), number+1)
	}
	equal(t, state(t, "next_u32").Mode, "shadowed")
	equal(t, state(t, "next_u32").Compared, 20)
	equal(t, state(t, "next_u32").Differences, 0)
}

func TestProvider__shadowed__then_calls_are_compared(t *testing.T) {
	output, err := load(t, "TestPartShadowed", "all.so", "TENON_BRIDGE_MODE=shadow", "TENON_BRIDGE_ONE_IN=1")
	if err != nil {
		t.Errorf("%v:\n%s", err, output)
	}
	says(t, output, "--- PASS: TestPartShadowed")
}
