// A driver that tries what can be done wrong with a package: see table.go for the cases, and for what the
// package has. Everything else works by reflection.
//
// What needs package unsafe is left out: it can break any program.
package main

import (
	"fmt"
	"os"
	"strconv"
)

// attempt is one thing to try.
type attempt struct {
	number   int
	function string
	value    string
	other    string
	method   string // Of the callback or interface that the value is.
	part     string // Of the method.
	helper   string // A function that is called besides.
	abuse    string
	variant  int
	outcome  string
	codes    string // Those that may come back, with blanks between them.
	standIn  string // How the library that stands in behaves meanwhile.
	path     string // In a record: "Place.X:constant".
	refused  bool   // The compiler rules it out.
}

func main() {
	if len(os.Args) == 3 && os.Args[1] == "--leave" {
		leave(os.Args[2])
		return
	}
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: driver JOURNAL FIRST_CASE REFUSED_LOG")
		os.Exit(2)
	}
	first, err := strconv.Atoi(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	describe()
	lines := openJournal(os.Args[1])
	refusals := readRefusals(os.Args[3])
	for _, tried := range cases {
		if tried.number < first {
			continue
		}
		lines.begin(tried.number)
		lines.outcome(tried.number, try(tried, refusals))
	}
	lines.end()
}

// try says what came back. A panic is an outcome, too.
func try(tried attempt, refusals map[int]string) (got outcome) {
	if tried.refused {
		if message, isThere := refusals[tried.number]; isThere {
			return outcome{Got: "compiler", Message: message}
		}
		return outcome{Got: "wrong", Message: "the compiler takes it"}
	}
	f := callees[tried.function]
	if f == nil {
		return inexpressible("Go has no function for it that can fail")
	}
	way := ways[tried.abuse]
	if way == nil {
		return inexpressible("nothing in Go looks like this")
	}
	s := newScene(tried, f)
	defer s.close()
	defer func() {
		if panicked := recover(); panicked != nil {
			if reason, isOurs := panicked.(cannot); isOurs {
				got = outcome{Got: reason.got, Message: reason.why}
				return
			}
			got = outcome{Got: "wrong", Message: fmt.Sprintf("panic: %v", panicked)}
		}
	}()
	return way(s)
}

// cannot ends a case for which something is missing.
type cannot struct{ got, why string }

func unreachable(format string, values ...any) outcome {
	return outcome{Got: "unreachable", Message: fmt.Sprintf(format, values...)}
}

func inexpressible(why string) outcome {
	return outcome{Got: "inexpressible", Message: why}
}
