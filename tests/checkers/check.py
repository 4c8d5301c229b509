"""Reads the C code with gcc's analyzer or with clang-tidy.

Usage: check.py analyzer|tidy BUILD_DIR WORK_DIR PART...

PART is one or more of
    runtime   the runtime
    shipped   other C that packages get as it is (compiler/backends/*/runtime)
    boundary  the generated boundaries of the conformance contracts
    graph     the graph library
    compiler  the command
    tests     the C programs of the tests and the examples

Commands come from BUILD_DIR/compile_commands.json; what is generated is generated anew below WORK_DIR.
What is found wrongly stands in allowed.txt beside this file, with the reason; a line there that nothing needs
any more is an error. Set TENON_CHECK_ALL to see those findings, too, and TENON_CHECK_JOBS to other than 2 to
read as many files at once.
"""

import concurrent.futures
import fnmatch
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import sysconfig
from dataclasses import dataclass

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
JOBS = int(os.environ.get("TENON_CHECK_JOBS", "2"))
CONTRACTS = sorted(
    path for path in (ROOT / "tests/conformance").glob("*/*.h") if "TENON_LIBRARY(" in path.read_text()
)
COMPILED = {
    "runtime": re.compile(r"runtime/(bridge/)?[^/]+\.c"),
    "graph": re.compile(r"libraries/graph/src/.*\.c"),
    "compiler": re.compile(r"compiler/.*\.c"),
    "tests": re.compile(r"(tests|examples|libraries/graph/tests)/.*\.c"),
}
# What the analyzer may take for one file, in seconds of a processor, and what a file is that needs more:
# it stands in allowed.txt and is not tried.
SECONDS = 300
UNFINISHED = "-Wanalyzer-unfinished"
FINDING = re.compile(r"(/[^:]+):(\d+):\d+: (?:warning|error): (.*?)(?: \[(?:CWE-\d+\] \[)?([^\]]+)\])?$")
WARNINGS = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow"]
BOUNDARY = ["gcc", "-std=c11", "-O2", *WARNINGS]
BINDING = ["gcc", "-std=gnu11", "-O2", *WARNINGS]


@dataclass(frozen=True)
class Finding:
    """What a tool says of a place, and the statement that stands there."""

    file: str
    function: str
    kind: str
    statement: str
    message: str


@dataclass(frozen=True)
class Allowed:
    """A line of allowed.txt. The file may be a pattern; the statement must hold what follows the kind."""

    file: str
    function: str
    kind: str
    word: str

    def is_of(self, file: str) -> bool:
        return fnmatch.fnmatchcase(file, self.file)

    def lets(self, finding: Finding) -> bool:
        is_same = (self.function, self.kind) == (finding.function, finding.kind)
        return is_same and self.is_of(finding.file) and re.search(self.word, finding.statement) is not None


@dataclass
class Unit:
    """One file, with what a compiler is told about it."""

    file: pathlib.Path
    folder: pathlib.Path
    command: list[str]


def without(command: list[str], flags: tuple[str, ...]) -> list[str]:
    """A command without these flags and what follows each."""
    kept, skipped = [], False
    for word in command:
        if not skipped and word not in flags:
            kept.append(word)
        skipped = not skipped and word in flags
    return kept


def compiled_units(build: pathlib.Path, part: str) -> list[Unit]:
    units: dict[pathlib.Path, Unit] = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        file = pathlib.Path(entry["file"])
        if not file.is_relative_to(ROOT) or not COMPILED[part].fullmatch(str(file.relative_to(ROOT))):
            continue
        command = without(shlex.split(entry["command"]), ("-o", "-c", "-MT", "-MF"))
        if command[0].endswith("ccache"):
            command = command[1:]
        command = [word for word in command if word not in ("-MD", "-Werror", str(file))]
        units.setdefault(file, Unit(file, pathlib.Path(entry["directory"]), command))
    return list(units.values())


def generate(build: pathlib.Path, *arguments: object) -> None:
    subprocess.run([build / "tenon", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def folders_of_headers(*folders: pathlib.Path) -> list[str]:
    found = sorted({header.parent for folder in folders for header in folder.rglob("*.h")})
    return [flag for folder in found for flag in ("-I", str(folder))]


def boundary_units(build: pathlib.Path, work: pathlib.Path) -> list[Unit]:
    units = []
    for header in CONTRACTS:
        out = work / "boundaries" / header.stem
        generate(build, "boundary", header, "--out", out)
        include = [*folders_of_headers(out), "-I", str(header.parent), "-I", str(ROOT / "include")]
        generated = sorted(file for name in ("boundary", "bridges") for file in out.rglob(f"{name}_*.c"))
        units += [Unit(file, out, [*BOUNDARY, *include]) for file in generated]
    return units


def shipped_units(build: pathlib.Path, work: pathlib.Path) -> list[Unit]:
    """The parts of packages that are not generated, each once, where a package has it."""
    node = pathlib.Path(os.environ.get("npm_config_nodedir", "/usr")) / "include/node"
    python = sysconfig.get_path("include")
    seen: set[str] = set()
    units = []
    for header in CONTRACTS:
        out = work / "packages" / header.stem
        generate(build, "build", header, "--lang", "python,node", "--out", out)
        for language, place, flags in (
            ("python", "binding/runtime", ["-isystem", python, "-DPy_LIMITED_API=0x030B0000"]),
            ("node", "src/runtime", ["-isystem", str(node), "-DNAPI_VERSION=8"]),
        ):
            package = out / language
            if not package.exists():
                continue
            include = ["-I", str(package / "native/include"), *folders_of_headers(package / "native/library")]
            include += ["-I", str(package / "native/boundary"), *folders_of_headers((package / place).parent)]
            for file in sorted((package / place).glob("*.c")):
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                if digest not in seen:
                    units.append(Unit(file, package, [*BINDING, *flags, *include]))
                seen.add(digest)
    return units


def collect(build: pathlib.Path, work: pathlib.Path, parts: list[str]) -> list[Unit]:
    units: list[Unit] = []
    for part in parts:
        if part == "boundary":
            units += boundary_units(build, work)
        elif part == "shipped":
            units += shipped_units(build, work)
        else:
            units += compiled_units(build, part)
    return units


def said(command: list[str], unit: Unit) -> str:
    done = subprocess.run(command, cwd=unit.folder, capture_output=True, text=True, check=False)
    # What is no finding but keeps a file from being read is not to be overlooked.
    if done.returncode != 0 and "warning:" not in done.stdout + done.stderr:
        return f"{unit.file}:1:1: error: {' '.join(command[:1])} fails\n{done.stdout}{done.stderr}"
    return done.stdout + "\n" + done.stderr


def analyze(unit: Unit) -> str:
    limited = ["bash", "-c", f'ulimit -S -t {SECONDS}; exec "$@"', "analyzer"]
    flags = ["-fanalyzer", "-fdiagnostics-plain-output", "-c", "-o", "/dev/null"]
    output = said([*limited, *unit.command, *flags, str(unit.file)], unit)
    if "CPU time limit exceeded" in output:
        return f"{unit.file}:1:1: warning: it takes more than {SECONDS} s [{UNFINISHED}]"
    return output


def tidy(unit: Unit) -> str:
    command = ["clang-tidy-14", f"--config-file={ROOT / '.clang-tidy'}", "--quiet", str(unit.file), "--"]
    flags = [word for word in unit.command[1:] if not word.startswith(("-fcf-", "-fstack-", "-W"))]
    return said([*command, *flags], unit)


def name_of(file: str) -> str:
    """How a file is called in allowed.txt: as in the repository, also where a package has a copy of it."""
    path = pathlib.Path(os.path.normpath(file))
    copied = re.search(r"packages/[^/]+/(python|node)/(?:binding|src)/runtime/(.*)", file)
    if copied:
        return f"compiler/backends/{copied[1]}/runtime/{copied[2]}"
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) and "/build/" not in file else path.name


def statement_at(file: str, line: int) -> str:
    """From this line to the end of the statement."""
    path = pathlib.Path(os.path.normpath(file))
    text = "\n".join(path.read_text().splitlines()[line - 1 :]) if path.exists() else ""
    return text.partition(";\n")[0]


def findings_in(output: str) -> list[Finding]:
    found = []
    function = "-"
    for line in output.splitlines():
        within = re.search(r"In function .(\w+).", line)
        if within:
            function = within[1]
        at = FINDING.match(line)
        if at:
            statement = statement_at(at[1], int(at[2]))
            found.append(Finding(name_of(at[1]), function, at[4] or "error", statement, line))
    return found


def read_allowed(how: str) -> list[Allowed]:
    """What this tool may say: gcc's findings begin with a dash, and it names the function."""
    allowed = []
    for line in (HERE / "allowed.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            file, function, said, _reason = line.split(None, 3)
            kind, _, word = said.partition(":")
            if kind.startswith("-W") == (how == "analyzer"):
                allowed.append(Allowed(file, function, kind, word))
    return allowed


def main() -> int:
    how, build, work, *parts = sys.argv[1:]
    units = collect(pathlib.Path(build).resolve(), pathlib.Path(work).resolve(), parts)
    allowed = read_allowed(how)
    too_long = [one for one in allowed if one.kind == UNFINISHED]
    needed = set()
    if "TENON_CHECK_ALL" not in os.environ:
        needed.update(too_long)
        units = [unit for unit in units if not any(one.is_of(name_of(str(unit.file))) for one in too_long)]
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        outputs = list(pool.map(analyze if how == "analyzer" else tidy, units))
    messages = {}
    for finding in [finding for output in outputs for finding in findings_in(output)]:
        let = [one for one in allowed if one.lets(finding)]
        needed.update(let)
        if not let or "TENON_CHECK_ALL" in os.environ:
            messages[finding.message] = f"{finding.message} (in {finding.function})"
    print("\n".join(messages.values()))
    names = {name_of(str(unit.file)) for unit in units}
    idle = [one for one in allowed if one not in needed and any(one.is_of(name) for name in names)]
    for one in idle:
        print(f"tests/checkers/allowed.txt: {one.file} {one.function} {one.kind} is not needed any more")
    print(f"{how}: {len(units)} files of {', '.join(parts)}, {len(messages)} findings, {len(needed)} allowed")
    return 1 if messages or idle or not units else 0


if __name__ == "__main__":
    sys.exit(main())
