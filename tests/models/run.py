"""Checks the models of the protocol with Spin, and that each of them can fail.

Usage: run.py WORK_FOLDER [models|soak]
"""

import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEARCH_DEPTH = 1_000_000


@dataclass
class Job:
    is_long: bool
    expected: str
    scenario: str
    options: list[str]

    @property
    def must_hold(self) -> bool:
        return self.expected.startswith("holds")

    @property
    def searches_cycles(self) -> bool:
        return self.expected == "holds-ends"

    @property
    def title(self) -> str:
        options = [option.removeprefix("-D") for option in self.options]
        return " ".join([self.scenario.removesuffix(".pml"), *options])


@dataclass
class Outcome:
    states: int
    seconds: float
    violation: str
    problem: str


def read_jobs(test: str) -> list[Job]:
    lines = [line.split() for line in (HERE / "models.txt").read_text().splitlines()]
    words = [line for line in lines if line and not line[0].startswith("#")]
    return [Job(test == "soak", line[1], line[2], line[3:]) for line in words if line[0] == test]


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout


def build(job: Job, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    said = run(folder, "spin", "-a", *job.options, str(HERE / job.scenario))
    if not (folder / "pan.c").exists() or "Error" in said:
        raise SystemExit(f"{job.title}: spin does not take the model:\n{said}")
    # For what is searched soon compiling it well takes longer than the search; of what Spin makes gcc takes
    # twice as long as clang, and four times with optimisation.
    kind = "-DNP" if job.searches_cycles else "-DSAFETY"
    effort = "-O1" if job.is_long else "-O0"
    said = run(folder, "clang-14", "-w", effort, kind, "-DCOLLAPSE", "-o", "pan", "pan.c")
    if not (folder / "pan").exists():
        raise SystemExit(f"{job.title}: clang does not compile what spin made:\n{said}")


def search(job: Job, folder: Path) -> Outcome:
    start = time.monotonic()
    said = run(folder, "./pan", f"-m{SEARCH_DEPTH}", "-w22", *(["-l"] if job.searches_cycles else []))
    seconds = time.monotonic() - start
    states = re.search(r"([\d.e+]+) states, stored", said)
    errors = re.search(r"errors: (\d+)", said)
    found = re.search(r"^pan:1: (.*?)(?: \(at depth \d+\))?$", said, re.MULTILINE)
    if states is None or errors is None:
        return Outcome(0, seconds, "", f"the search broke off:\n{said}")
    violation = found.group(1) if found else ""
    problem = ""
    if job.must_hold:
        if errors.group(1) != "0" or violation:
            problem = f"violated: {violation}\n" + trail(job, folder)
        elif "not completed" in said or "too small" in said or "out of memory" in said:
            problem = f"the search was not complete:\n{said}"
    elif errors.group(1) == "0":
        problem = "holds all the same: the model cannot tell what is missing"
    elif job.expected.removeprefix("fails:") not in violation.replace(" ", ""):
        problem = f"fails for another reason: {violation}"
    return Outcome(int(float(states.group(1))), seconds, violation, problem)


def trail(job: Job, folder: Path) -> str:
    """The last steps that lead to the violation."""
    steps = run(folder, "spin", "-t", "-p", "-g", *job.options, str(HERE / job.scenario))
    return "\n".join(steps.splitlines()[-80:])


def check(job: Job, folder: Path) -> tuple[int, bool]:
    build(job, folder)
    outcome = search(job, folder)
    result = outcome.problem or ("holds" if job.must_hold else f"fails, as it must: {outcome.violation}")
    print(f"{outcome.states:>10} states {outcome.seconds:6.1f} s  {job.title}: {result}", flush=True)
    return outcome.states, not outcome.problem


def main() -> int:
    work = Path(sys.argv[1])
    jobs = read_jobs(sys.argv[2] if len(sys.argv) > 2 else "models")
    if shutil.which("spin") is None:
        raise SystemExit("run.py: spin is missing: tools/setup.sh installs it")
    results = [check(job, work) for job in jobs]
    shutil.rmtree(work, ignore_errors=True)
    wrong = sum(not passed for _, passed in results)
    explored = sum(states for states, _ in results)
    print(f"{explored} states explored in {len(jobs)} models, {wrong} not as expected")
    return 1 if wrong or not jobs else 0


if __name__ == "__main__":
    sys.exit(main())
