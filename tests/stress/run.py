"""Stress and leaks: a library that notices misuse, used from each language.

Usage:
    run.py once LANGUAGE PACKAGES WORK [--seconds 3] [--seed N]        a run of 16 threads, and what leaks
    run.py soak PACKAGES WORK [--runs 10] [--seconds 120] [--seed N]   runs spread over the languages, a table

LANGUAGE is python, node (which has leaks alone: its objects belong to one thread), go, go-race or rust.
PACKAGES is what `tenon build tests/stress/warehouse/warehouse.h --out PACKAGES` wrote; the languages' tools
are on PATH.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
THREADS = 16
PATIENCE = 240
"""Seconds that a run may take longer than it was told to; then it hangs."""
SPREAD = ["python", "go", "rust", "go-race"]


@dataclass
class Program:
    """A language's program, ready to run."""

    threads: list[str] | None
    leaks: list[str] | None
    environment: dict[str, str]


def call(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
    return done.stdout


def prepare_python(package: Path, work: Path) -> Program:
    style: list[str | Path] = ["--quiet", "--config", HERE.parent / "conformance/python/ruff.toml"]
    scripts = [HERE, HERE.parent / "models"]
    call("ruff", "check", *style, *scripts)
    call("ruff", "format", "--check", *style, *scripts)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    pip += ["--no-build-isolation", "--check-build-dependencies"]
    call(*pip, "--target", work / "installed", package)
    # The collector sees every allocation of Python's own, too.
    environment = {"PYTHONPATH": str(work / "installed"), "PYTHONMALLOC": "malloc"}
    python = [sys.executable, "-W", "error"]
    threads, leaks = str(HERE / "python/stress.py"), str(HERE / "python/leaks.py")
    return Program([*python, threads], [*python, leaks], environment)


def prepare_node(package: Path, work: Path) -> Program:
    call("prettier", "--log-level", "warn", "--check", HERE / "node")
    call(HERE.parent / "node_install.sh", work / "app", package, work / "npm.log")
    shutil.copy(HERE / "node/leaks.mjs", work / "app")
    return Program(None, ["node", "--expose-gc", str(work / "app/leaks.mjs")], {})


def prepare_go(package: Path, work: Path, *options: str) -> Program:
    shutil.copytree(HERE / "go", work / "program")
    said = call("gofmt", "-l", work / "program")
    if said:
        raise SystemExit(f"gofmt would change {said}")
    call("go", "mod", "edit", "-replace", f"tenon.example/warehouse={package}", cwd=work / "program")
    call("go", "mod", "tidy", cwd=work / "program")
    call("go", "vet", ".", cwd=work / "program")
    call("go", "build", *options, "-o", work / "stress", ".", cwd=work / "program")
    return Program([str(work / "stress")], None if options else [str(work / "stress"), "leaks"], {})


def prepare_rust(package: Path, work: Path) -> Program:
    shutil.copytree(HERE / "rust", work / "program", ignore=shutil.ignore_patterns("target", "Cargo.lock"))
    (work / "program/package").symlink_to(package)
    shutil.copy(package / "rustfmt.toml", work / "program")
    target = Path(os.environ.get("CARGO_TARGET_DIR", work / "target"))
    call("cargo", "fmt", "--check", cwd=work / "program")
    call("cargo", "build", "--quiet", "--release", "--target-dir", target, cwd=work / "program")
    shutil.copy(target / "release/stress", work / "stress")
    return Program([str(work / "stress")], [str(work / "stress"), "leaks"], {})


def prepare(language: str, packages: Path, work: Path) -> Program:
    folder = work / language
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    package = (packages / language.removesuffix("-race")).resolve()
    if language == "go-race":
        return prepare_go(package, folder.resolve(), "-race")
    makers = {"python": prepare_python, "node": prepare_node, "go": prepare_go, "rust": prepare_rust}
    return makers[language](package, folder.resolve())


def show_progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def run(program: Program, command: list[str], title: str, seconds: float) -> tuple[dict[str, Any], str]:
    """What the last line says, and what went wrong."""
    environment = {**os.environ, **program.environment}
    start = time.monotonic()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        while True:
            try:
                out, error = running.communicate(timeout=1)
                break
            except subprocess.TimeoutExpired:
                elapsed = time.monotonic() - start
                show_progress(f"{title}: {elapsed:.0f} of about {seconds:.0f} s")
                if elapsed > seconds + PATIENCE:
                    running.kill()
                    out, error = running.communicate()
                    error += "it hangs"
                    break
    show_progress("")
    lines = out.strip().splitlines()
    try:
        result = json.loads(lines[-1]) if lines else {}
    except json.JSONDecodeError:
        result = {}
    problem = "" if running.returncode == 0 and result else f"ended with {running.returncode}:\n{out}{error}"
    return result, problem


def stress(language: str, program: Program, seed: int, seconds: float) -> tuple[list[str], str]:
    """A row of the table, and what went wrong."""
    assert program.threads is not None
    command = [*program.threads, str(seed), str(seconds), str(THREADS)]
    result, problem = run(program, command, f"{language}, seed {seed}", seconds)
    if not problem and (result["unexpected"] or result["live"] or not result["operations"]):
        problem = f"not as it must be: {result}"
    errors = ", ".join(f"{kind} {count}" for kind, count in sorted(result.get("errors", {}).items()))
    numbers = [str(result.get(name, "?")) for name in ("operations", "unexpected", "live")]
    return [str(seed), language, numbers[0], errors, numbers[1], numbers[2]], problem


TITLES = ["seed", "language", "operations", "expected errors", "unexpected", "live"]


def print_row(row: list[str]) -> None:
    widths = [10, 8, 10, 72, 10, 4]
    print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip(), flush=True)


def once(arguments: argparse.Namespace) -> bool:
    program = prepare(arguments.language, arguments.packages, arguments.work)
    problems = []
    if program.leaks:
        result, problem = run(program, program.leaks, f"{arguments.language}, leaks", 20)
        problems.append(problem)
        growth, live, lost = json.dumps(result.get("growth")), result.get("live"), result.get("lost")
        print(f"{arguments.language}: bytes left of 10,000 operations: {growth}, live: {live}")
        print(f"{arguments.language}: of the same that lose memory on purpose: {lost}")
    if program.threads:
        print_row(TITLES)
        row, problem = stress(arguments.language, program, arguments.seed, arguments.seconds)
        print_row(row)
        problems.append(problem)
    for problem in filter(None, problems):
        print(problem)
    return not any(problems)


def soak(arguments: argparse.Namespace) -> bool:
    numbers = random.Random(arguments.seed)
    seconds = arguments.seconds
    print(f"{arguments.runs} runs of {seconds:g} s and {THREADS} threads, seed {arguments.seed}", flush=True)
    programs = {language: prepare(language, arguments.packages, arguments.work) for language in SPREAD}
    problems = []
    print_row(TITLES)
    for number in range(arguments.runs):
        language = SPREAD[number % len(SPREAD)]
        row, problem = stress(language, programs[language], numbers.randrange(1_000_000_000), seconds)
        print_row(row)
        if problem:
            problems.append(problem)
            print(problem)
    print(f"{arguments.runs - len(problems)} passed, {len(problems)} failed")
    return not problems


def main() -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    for name, function, seconds in (("once", once, 3.0), ("soak", soak, 120.0)):
        command = commands.add_parser(name)
        if name == "once":
            command.add_argument("language")
        command.add_argument("packages", type=Path)
        command.add_argument("work", type=Path)
        command.add_argument("--runs", type=int, default=10)
        command.add_argument("--seconds", type=float, default=seconds)
        command.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000_000))
        command.set_defaults(function=function)
    arguments = parser.parse_args()
    return 0 if arguments.function(arguments) else 1


if __name__ == "__main__":
    sys.exit(main())
