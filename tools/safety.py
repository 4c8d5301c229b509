"""Tries every abuse of every contract in every language and writes what came back: docs/safety.md.

    safety.py TENON WORK DOC [--only CONTRACT,... ] [--lang LANGUAGE,...] [--page]

What was tried with this very program before is not tried again, so that a run can be taken up where it was left;
`--page` only writes the page from what there is.
"""

import argparse
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parent.parent
LANGUAGES = {"c": "C", "python": "Python", "node": "Node.js", "go": "Go", "rust": "Rust"}
CONTRACTS = {
    "shelf": "examples/shelf/shelf.h",
    "conformance": "tests/conformance/library/conformance.h",
    **{
        name: f"tests/conformance/{name}/{name}.h"
        for name in (
            "jumping", "measuring", "nesting", "passing", "awaited", "throwing", "shape", "tables", "calling", "values",
            "bridged"
        )
    },
    "graph": "libraries/graph/include/graph/graph.h",
    "mtproxy": "libraries/mtproxy/include/mtproxy/mtproxy.h",
}  # fmt: skip

HEAD = """# Safety in figures

`tenon test HEADER` derives from a contract's call plan what could be done wrong with each of its functions, does it, and
looks at what comes back: an error that names what was wrong, or nothing bad. This page is what `make safety` found: every
contract of the tests and the graph, in C and in every language, against a library that is written from the contract and
tells every lie that the contract rules out. The C program runs under AddressSanitizer, UndefinedBehaviorSanitizer and
LeakSanitizer.

- **right**: what must come back came back, and (in C) out-parameters are empty, memory that only goes in is untouched, and
  the message names the value.
- **compiler**: the language's own compiler refuses to build such a call.
- **no form**: nothing in that language looks like it (a misaligned address in Python).
- **not reached**: the rest of the call could not be made; the report of `tenon test` says why.
- **leaks**: objects that were left open, or memory that the library gave out and did not get back.
"""


def tried(tenon, work, contract, language):
    """What `tenon test` said of one contract in one language."""
    outcome = work / f"{contract}-{language}.json"
    stamp = work / f"{contract}-{language}.tenon"
    now = str(pathlib.Path(tenon).stat().st_mtime_ns)
    if not (outcome.exists() and stamp.exists() and stamp.read_text() == now):
        outcome.unlink(missing_ok=True)
        done = subprocess.run(
            [tenon, "test", ROOT / CONTRACTS[contract], "--stand-in", "--lang", language]
            + ["--keep", work / contract / language, "--json", outcome],
            check=False,
        )
        if not outcome.exists():
            sys.exit(f"{contract} in {language} could not be tried: exit status {done.returncode}")
        stamp.write_text(now)


def told(work):
    """{(contract, language): what came of it}, where it was tried and not skipped."""
    found = {}
    for contract in CONTRACTS:
        for language in LANGUAGES:
            outcome = work / f"{contract}-{language}.json"
            if outcome.exists():
                (trial,) = json.loads(outcome.read_text())["languages"]
                if "skipped" not in trial and "failed" not in trial:
                    found[contract, language] = trial
    return found


def row(cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def summary(found):
    text = row(["language", "contracts", "functions", "abuses tried", "right", "compiler", "wrong", "crashes", "hangs",
                "leaks", "no form", "not reached"])  # fmt: skip
    text += row(["---"] * 12)
    for language, title in LANGUAGES.items():
        trials = [trial for (_, of), trial in found.items() if of == language]
        if not trials:
            continue

        def total(verdict, trials=trials):
            return sum(trial["counts"][verdict] for trial in trials)

        leaks = sum(trial["live"] + trial["lent"] + ("leaks" in trial) for trial in trials)
        text += row([
            title, len(trials), sum(trial["functions"] for trial in trials), sum(trial["tried"] for trial in trials),
            total("right"), total("compiler"), total("wrong") + total("not_tried"), total("crash"), total("hang"), leaks,
            total("inexpressible"), total("unreachable"),
        ])  # fmt: skip
    return text


def cases_of(tenon, contract):
    return json.loads(subprocess.check_output([tenon, "test", ROOT / CONTRACTS[contract], "--cases"]))


def page(tenon, found):
    text = HEAD + "\n" + summary(found)
    text += "\n## Cases by contract\n\nHow many there are; lies of the library included. An empty cell: the last run of `make safety` did not come to it.\n\n"
    text += row(["contract", "cases", *LANGUAGES.values()]) + row(["---"] * (2 + len(LANGUAGES)))
    for contract in CONTRACTS:
        tries = [found.get((contract, language)) for language in LANGUAGES]
        cells = ["" if trial is None else f"{trial['tried']} tried" for trial in tries]
        text += row([contract, len(cases_of(tenon, contract)["cases"]), *cells])
    text += "\n## What is tried\n\n" + row(["abuse", "what it is"]) + row(["---"] * 2)
    for name, what in cases_of(tenon, "shelf")["abuses"].items():
        text += row([f"`{name}`", what])
    text += """
## With your own library

`tenon test include/yours.h` tries the same with your sources, but for the lies; `--lang c` alone is the quickest.
`--cases` prints what would be tried, `--json FILE` writes every case and what came back, `--case N` repeats one, and
`--keep DIR` leaves packages and drivers behind. [contract.md](contract.md) says what each annotation promises.
"""
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("tenon", "work", "doc"):
        parser.add_argument(name)
    parser.add_argument("--only", default=",".join(CONTRACTS))
    parser.add_argument("--lang", default=",".join(LANGUAGES))
    parser.add_argument("--page", action="store_true")
    given = parser.parse_args()
    work = pathlib.Path(given.work)
    work.mkdir(parents=True, exist_ok=True)
    for contract in given.only.split(",") if not given.page else []:
        for language in given.lang.split(","):
            tried(given.tenon, work, contract, language)
    found = told(work)
    pathlib.Path(given.doc).write_text(page(given.tenon, found))
    wrong = [f"{contract} in {language}" for (contract, language), trial in found.items() if not is_right(trial)]
    if wrong:
        sys.exit("not everything is right: " + ", ".join(wrong))


def is_right(trial):
    counts = trial["counts"]
    return not any(counts[verdict] for verdict in ("wrong", "crash", "hang", "not_tried")) and not (
        trial["live"] or trial["lent"] or "leaks" in trial
    )


main()
