package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"time"
)

// outcome is what came back from a case.
type outcome struct {
	Case    int    `json:"case"`
	Got     string `json:"got"`
	Code    string `json:"code,omitempty"`
	Type    string `json:"type,omitempty"`
	Message string `json:"message,omitempty"`
}

// journal is what is known if this process ends now.
type journal struct{ file *os.File }

func openJournal(path string) journal {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	return journal{file}
}

func (j journal) write(line any) {
	text, err := json.Marshal(line)
	if err == nil {
		_, err = j.file.Write(append(text, '\n'))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func (j journal) begin(number int) {
	j.write(map[string]int{"begin": number})
}

func (j journal) outcome(number int, got outcome) {
	got.Case = number
	j.write(got)
}

// end says what is left, after what nothing refers to was collected.
func (j journal) end() {
	forget()
	for range 200 {
		runtime.GC()
		if live() == 0 && lent() == 0 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	j.write(map[string]any{"end": true, "live": live(), "lent": lent()})
}

// A wrong type, or a field that only the package sees; anything else would be a mistake of that file's.
var refusal = regexp.MustCompile(`^refused/refused\.go:(\d+):\d+: ((?:cannot use|implicit assignment) .*)$`)
var marked = regexp.MustCompile(`^func case(\d+)\(`)

// readRefusals says which of the cases the compiler ruled out, and how: it names a line, which lies in a function.
func readRefusals(log string) map[int]string {
	var cases []int // By line, from 1.
	number := 0
	for _, line := range linesOf("refused/refused.go") {
		if found := marked.FindStringSubmatch(line); found != nil {
			number, _ = strconv.Atoi(found[1])
		}
		cases = append(cases, number)
	}
	refusals := map[int]string{}
	for _, line := range linesOf(log) {
		found := refusal.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		at, _ := strconv.Atoi(found[1])
		if at > 0 && at <= len(cases) {
			refusals[cases[at-1]] = found[2]
		}
	}
	return refusals
}

func linesOf(path string) (lines []string) {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		lines = append(lines, scanner.Text())
	}
	return lines
}
