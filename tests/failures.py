"""Passes ctest's output on and, before its closing lines, repeats how the output of each failed test ended.

Usage: ctest ... --output-junit RESULTS | failures.py RESULTS

Who reads only the end of a long log sees what failed and why; ctest's own last line stays the last one.
"""

import pathlib
import re
import signal
import sys
import xml.etree.ElementTree as ElementTree

LINES_OF_ONE = 40
LINES_OF_SEVERAL = 15
CHARACTERS = 300
CLOSING = re.compile(r"\d+% tests passed")
# As CTest writes what XML cannot hold.
COLOUR = re.compile(r"\[NON-XML-CHAR-0x1B\]\[[0-9;]*m")


def ending(case: ElementTree.Element, lines: int) -> str:
    output = COLOUR.sub("", case.findtext("system-out") or "").rstrip().splitlines()
    return "\n".join(line[:CHARACTERS] for line in output[-lines:]) or "(no output)"


def failures(results: pathlib.Path) -> str:
    if not results.exists():
        return ""
    failed = [case for case in ElementTree.parse(results).getroot().iter("testcase") if case.get("status") == "fail"]
    lines = LINES_OF_ONE if len(failed) == 1 else LINES_OF_SEVERAL
    shown = ""
    for case in failed:
        failure = case.find("failure")
        how = "Failed" if failure is None else failure.get("message") or "Failed"
        shown += f"--- {case.get('name')}, {how}; how its output ended:\n{ending(case, lines)}\n\n"
    return shown


def main() -> int:
    # ctest ends by itself when it is interrupted, and says so.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    closing = ""
    for line in sys.stdin:
        if closing or CLOSING.match(line):
            closing += line
        else:
            print(line, end="", flush=True)
    print(failures(pathlib.Path(sys.argv[1])) + closing, end="", flush=True)
    return 0


if __name__ == "__main__":
    sys.stdin.reconfigure(errors="replace")
    sys.stdout.reconfigure(errors="replace")
    sys.exit(main())
