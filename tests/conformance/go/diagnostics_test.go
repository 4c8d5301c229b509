package conformance_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tenon.example/conformance"
)

func listsMade(t *testing.T) conformance.DiagnosticsEntry {
	t.Helper()
	for _, entry := range got(conformance.Diagnostics())(t).Entries {
		if entry.Kind == "object" && entry.Site == "conformance_list_new" {
			return entry
		}
	}
	return conformance.DiagnosticsEntry{}
}

func TestDiagnostics__objects_made_and_closed__then_counted_by_function(t *testing.T) {
	before := listsMade(t)
	list := got(conformance.NewList("a"))(t)
	during := listsMade(t)
	equal(t, during.Type, "list")
	equal(t, during.Made, before.Made+1)
	if during.Live == 0 || during.Peak < during.Live {
		t.Fatalf("%+v", during)
	}
	list.Close()
	equal(t, listsMade(t).Made, before.Made+1)
}

func TestDiagnosticsJSON__asked__then_what_the_report_at_exit_is(t *testing.T) {
	var report struct {
		Library string
		When    string
		Process int
	}
	if err := json.Unmarshal([]byte(conformance.DiagnosticsJSON()), &report); err != nil {
		t.Fatal(err)
	}
	equal(t, report.Library, "conformance")
	equal(t, report.When, "now")
	equal(t, report.Process, os.Getpid())
	equal(t, got(conformance.Diagnostics())(t).Violations.Count, 0)
}

// What another process does, with TENON_DEBUG set.
func TestDiagnostics__in_another_process(t *testing.T) {
	what := os.Getenv("CONFORMANCE_DIAGNOSTICS")
	if what == "" {
		t.Skip("for the tests below")
	}
	list := got(conformance.NewList("a"))(t)
	list.Close()
	if what == "stale" {
		_, err := list.Size()
		os.Stdout.WriteString("<" + err.Error() + ">")
	}
	conformance.DiagnosticsAtExit()
	os.Exit(0)
}

func runWith(t *testing.T, debug, what string) (string, error) {
	t.Helper()
	command := exec.Command(os.Args[0], "-test.run=^TestDiagnostics__in_another_process$")
	command.Env = append(os.Environ(), "TENON_DEBUG="+debug, "CONFORMANCE_DIAGNOSTICS="+what)
	output, err := command.CombinedOutput()
	return string(output), err
}

func TestDiagnosticsAtExit__ledger_to_a_file__then_a_line(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ledger.jsonl")
	output, err := runWith(t, "ledger="+file, "exit")
	if err != nil {
		t.Fatal(err, output)
	}
	text := string(got(os.ReadFile(file))(t))
	made := `{"kind": "object", "type": "list", "site": "conformance_list_new", "made": 1, "live": 0, "peak": 1}`
	if strings.Count(text, "\n") != 1 || !strings.Contains(text, made) {
		t.Fatal(text)
	}
}

func TestDebug__unknown_word__then_the_program_does_not_begin(t *testing.T) {
	output, err := runWith(t, "ledgr", "exit")
	if err == nil || !strings.Contains(output, `TENON_DEBUG: "ledgr" is no word of it; write ledger, `) {
		t.Fatal(err, output)
	}
}

func TestDebug__stale_use_under_the_monitor__then_the_error_says_who_made_it(t *testing.T) {
	output, err := runWith(t, "monitor", "stale")
	if err != nil || !strings.Contains(output, "this list is closed") {
		t.Fatal(err, output)
	}
}
