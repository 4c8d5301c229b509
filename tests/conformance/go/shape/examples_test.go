package shape_test

import (
	"os/exec"
	"strings"
	"testing"
)

func TestExamples__of_the_contract__then_run_as_tests_of_the_package(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the package once more")
	}
	said, err := exec.Command("go", "test", "-v", "-run", "^Example", "drawn.example/shapes").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for _, name := range []string{"ExamplePolygon", "ExamplePolygon_WKT"} {
		if !strings.Contains(string(said), "--- PASS: "+name+" ") {
			t.Errorf("%s did not run: %s", name, said)
		}
	}
}
