"""Contracts of 10 to 10,000 functions: the time that building, compiling and importing takes, and sizes."""

import pathlib
import shutil
import subprocess
import time

import contract
from places import Command, FailedError, Gathered, Place, run

LANGUAGES = ["python", "node", "go", "rust"]
SIZES = [10, 100, 1000, 10000]
GENERATED = {
    "python": ["binding/*.[ch]", "native/boundary/*.[ch]", "src/*/*.py*"],
    "node": ["src/*.[ch]", "native/boundary/*.[ch]", "*.js", "*.mjs", "*.d.ts", "*.d.mts", "lib/*"],
    "go": ["*.go", "*.h", "native/boundary/*.[ch]"],
    "rust": ["src/*.rs", "native/boundary/*.[ch]", "native/rust/*.[ch]"],
}
FUNCTIONS = "functions in the contract"


def line_count(package: pathlib.Path, patterns: list[str]) -> int:
    """The lines that were written for this contract, without the runtime that all packages have alike."""
    paths = {path for pattern in patterns for path in package.glob(pattern)}
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)


def build_all(place: Place, gathered: Gathered, sizes: list[int]) -> None:
    """`tenon build` of every size, without compiling."""
    built = gathered.new(
        "contract_build",
        "tenon build, four languages, without compiling",
        None,
        "Tenon",
        (FUNCTIONS, "seconds"),
    )
    lines = {
        language: gathered.new("contract_lines", "Lines generated", language, "Tenon", (FUNCTIONS, "lines"))
        for language in LANGUAGES
    }
    for size in sizes:
        print(f"  tenon build of {size} functions", flush=True)
        source = place.work / f"wide_{size}"
        contract.write(size, source)
        packages = place.work / f"packages_{size}"
        command: Command = [place.tenon, "build", source / "wide.h", "--out", packages]
        for _ in range(place.rounds):
            shutil.rmtree(packages, ignore_errors=True)
            built.add(size, run(command)[1])
        for language, one in lines.items():
            one.add(size, line_count(packages / language, GENERATED[language]))


def stripped_bytes(binary: pathlib.Path) -> int:
    """What a binary takes up without its symbols."""
    bare = binary.with_suffix(".stripped")
    subprocess.run(["strip", "-o", bare, binary], check=True)
    size = bare.stat().st_size
    bare.unlink()
    return size


# Each compiles a package from nothing, and gives its binary and the command that times an import. That prints
# two times: of the import alone, and until everything that the package exports has been looked at once.


def compile_python(place: Place, package: pathlib.Path, work: pathlib.Path) -> tuple[pathlib.Path, Command]:
    cmake: Command = ["cmake", "-S", package, "-B", work, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"]
    run([*cmake, f"-DPython_EXECUTABLE={place.python}"])
    run(["cmake", "--build", work])
    site = work / "site/wide"
    shutil.copytree(package / "src/wide", site)
    binary = shutil.copy(next(work.glob("_native*.so")), site)
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); begin = time.perf_counter(); import wide; "
        "print(1e3 * (time.perf_counter() - begin)); [getattr(wide, name) for name in wide.__all__]; "
        "print(1e3 * (time.perf_counter() - begin))"
    )
    return pathlib.Path(binary), [place.python, "-I", "-c", code, site.parent]


def compile_node(_: Place, package: pathlib.Path, work: pathlib.Path) -> tuple[pathlib.Path, Command]:
    shutil.copytree(package, work)
    run(["npm", "run", "--silent", "install"], folder=work, environment={"JOBS": "max"})
    code = (
        "const begin = performance.now(); const wide = require(process.argv[1]); "
        "console.log(performance.now() - begin); Object.values(wide); console.log(performance.now() - begin);"
    )
    return work / "build/Release/addon.node", ["node", "-e", code, work]


GO_MAIN = """package main

import (
	"fmt"

	"tenon.example/wide"
)

func main() {
	fmt.Println(wide.TotalAccount0(20, 22, true))
}
"""


def compile_go(_: Place, package: pathlib.Path, work: pathlib.Path) -> tuple[pathlib.Path, None]:
    work.mkdir(parents=True)
    (work / "main.go").write_text(GO_MAIN, encoding="utf-8")
    (work / "go.mod").write_text(
        "module main\n\ngo 1.24\n\nrequire tenon.example/wide v0.0.0\n\n"
        f"replace tenon.example/wide => {package}\n",
        encoding="utf-8",
    )
    # With a cache of its own, so that everything is compiled, as a first build does.
    run(["go", "build", "-o", work / "main", "."], folder=work, environment={"GOCACHE": str(work / "cache")})
    return work / "main", None


RUST_MAIN = 'fn main() {\n    println!("{}", wide::total_account0(20, 22, true));\n}\n'


def compile_rust(_: Place, package: pathlib.Path, work: pathlib.Path) -> tuple[pathlib.Path, None]:
    (work / "src").mkdir(parents=True)
    (work / "src/main.rs").write_text(RUST_MAIN, encoding="utf-8")
    (work / "Cargo.toml").write_text(
        '[package]\nname = "main"\nversion = "1.0.0"\nedition = "2021"\n\n[dependencies]\n'
        f'wide = {{ path = "{package}" }}\n',
        encoding="utf-8",
    )
    target = {"CARGO_TARGET_DIR": str(work / "target")}
    run(["cargo", "build", "--release", "--quiet"], folder=work, environment=target)
    return work / "target/release/main", None


COMPILERS = {
    "python": compile_python,
    "node": compile_node,
    "go": compile_go,
    "rust": compile_rust,
}


def compile_all(place: Place, gathered: Gathered, sizes: list[int]) -> None:
    """Every package of every size, compiled once from nothing, and imported."""
    for language, compiler in COMPILERS.items():
        compiled = gathered.new(
            "contract_compile", "Compiling a package from nothing", language, "Tenon", (FUNCTIONS, "seconds")
        )
        size_of = gathered.new(
            "contract_bytes", "The binary without its symbols", language, "Tenon", (FUNCTIONS, "bytes")
        )
        imported = gathered.new("contract_import", "Import", language, "Tenon", (FUNCTIONS, "milliseconds"))
        used = gathered.new(
            "contract_import_all",
            "Import, and everything looked at once",
            language,
            "Tenon",
            (FUNCTIONS, "milliseconds"),
        )
        for size in sizes:
            print(f"  compiling {size} functions for {language}", flush=True)
            work = place.work / f"compiled_{language}_{size}"
            shutil.rmtree(work, ignore_errors=True)
            begin = time.perf_counter()
            try:
                binary, command = compiler(place, place.work / f"packages_{size}" / language, work)
            except FailedError as error:
                gathered.lacks(f"{size} functions compiled for {language}", str(error))
                break
            compiled.add(size, time.perf_counter() - begin)
            size_of.add(size, stripped_bytes(binary))
            if command is None:
                continue
            run(command)  # the first import compiles the Python files
            for _ in range(place.rounds):
                alone, whole = run(command)[0].split()
                imported.add(size, float(alone))
                used.add(size, float(whole))


def contracts(place: Place, gathered: Gathered) -> None:
    """Both, and what was left out."""
    sizes = SIZES[:2] if place.quick else SIZES
    build_all(place, gathered, sizes)
    compile_all(place, gathered, [size for size in sizes if size <= place.compiled])
    gathered.series = [one for one in gathered.series if one.points]
    gathered.notes.append(
        "Contracts: groups of ten functions, one of them a destructor: a class, a record and an enum with "
        "texts, arrays and errors, documented. Go and Rust import nothing at run time: they are linked in."
    )
    left = [size for size in sizes if size > place.compiled]
    for size in left:
        gathered.lacks(
            f"compiling and importing {size:,} functions",
            f"it takes about {size // place.compiled} times what {place.compiled:,} take in each language; "
            f"bench/scaling/run.sh build --compiled {size} measures it",
        )
