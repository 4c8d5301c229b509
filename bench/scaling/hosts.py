"""Threads and arrays: small programs in every language that call tally through Tenon and by hand."""

import shutil
from collections.abc import Callable

from places import HERE, LIBRARY, ROOT, Command, FailedError, Gathered, Place, Series, lines_of, run

HARDENED = [
    "-O2", "-DNDEBUG", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=3", "-fstack-protector-strong",
    "-fstack-clash-protection", "-fcf-protection", "-Wl,-z,relro", "-Wl,-z,now", "-Wl,-z,noexecstack",
]  # fmt: skip
VARIANTS = {"tenon": "Tenon", "handwritten": "by hand"}
TITLES = {
    "threads_one": "Threads that call a const method of one object",
    "threads_many": "Threads that call a const method, each of an object of its own",
    "arrays_in": "Arrays of doubles in",
    "arrays_out": "Arrays of doubles out",
}
LABELS = {
    "threads": ("threads", "calls per second, all threads together"),
    "arrays": ("doubles", "nanoseconds per call"),
}


def generate(place: Place, language: str) -> None:
    run([place.tenon, "build", LIBRARY / "tally.h", "--lang", language, "--out", place.work / "tally"])


def build_c(place: Place) -> Command:
    folder = place.work / "tally"
    run([place.tenon, "boundary", LIBRARY / "tally.h", "--out", folder])
    made = folder / "boundary"
    includes = [f"-I{made / name}" for name in ("boundary", "include", "library")]
    program = place.work / "scaling_c"
    sources = [HERE / "c/scaling.c", *sorted(made.glob("*/*.c"))]
    run(["cc", "-std=gnu11", *HARDENED, *includes, *sources, "-pthread", "-o", program])
    return [program]


def build_rust(place: Place) -> Command:
    generate(place, "rust")
    folder = place.work / "rust"
    shutil.copytree(HERE / "rust", folder, dirs_exist_ok=True)
    for name, source in {
        "handwritten": ROOT / "bench/calls/rust/handwritten",
        "tenon": place.work / "tally/rust",
        "library": LIBRARY,
        "include/tenon": ROOT / "include/tenon",
    }.items():
        shutil.copytree(source, folder / name, dirs_exist_ok=True)
    target = {"CARGO_TARGET_DIR": str(folder / "target")}
    run(["cargo", "build", "--release", "--locked", "--quiet"], folder=folder, environment=target)
    return [folder / "target/release/runner"]


def build_go(place: Place) -> Command:
    generate(place, "go")
    folder = place.work / "go"
    shutil.copytree(HERE / "go", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "bench/calls/go/handwritten", folder / "handwritten", dirs_exist_ok=True)
    # Where the sources by hand look for it.
    shutil.copytree(LIBRARY, place.work / "library", dirs_exist_ok=True)
    shutil.copytree(ROOT / "include/tenon", place.work / "library/tenon", dirs_exist_ok=True)
    # Both packages bring the same library with them: the first is taken.
    run(
        ["go", "build", "-ldflags", "-extldflags -Wl,-z,muldefs", "-o", place.work / "scaling_go", "."],
        folder=folder,
    )
    return [place.work / "scaling_go"]


def build_python(place: Place) -> Command:
    script = ROOT / "bench/calls/python/run.py"
    calls = place.build / "bench/calls/python"
    own = calls / "venv/bin/python"
    python = own if own.exists() else place.python
    for peer in ("tenon", "handwritten"):
        run([python, script, place.build, "--build-peer", peer])
    return [python, HERE / "python/host.py", calls / "site"]


def build_node(place: Place) -> Command:
    generate(place, "node")
    # Laid out as the sources by hand expect it.
    base = place.work / "node"
    folder = base / "bench/calls/node"
    shutil.copytree(ROOT / "include", base / "include", dirs_exist_ok=True)
    shutil.copytree(LIBRARY, base / "bench/calls/library", dirs_exist_ok=True)
    shutil.copytree(ROOT / "bench/calls/node/handwritten", folder / "handwritten", dirs_exist_ok=True)
    shutil.copytree(place.work / "tally/node", folder / "tenon/node", dirs_exist_ok=True)
    run(["npm", "run", "--silent", "install"], folder=folder / "tenon/node")
    run(["npm", "run", "--silent", "build"], folder=folder / "handwritten")
    return ["node", "--expose-gc", HERE / "node/host.mjs", folder]


BUILDERS: dict[str, Callable[[Place], Command]] = {
    "c": build_c,
    "rust": build_rust,
    "go": build_go,
    "python": build_python,
    "node": build_node,
}


def programs(place: Place, gathered: Gathered) -> dict[str, Command]:
    """The programs that could be built."""
    made: dict[str, Command] = {}
    for language, build in BUILDERS.items():
        print(f"  building what calls from {language}", flush=True)
        try:
            made[language] = build(place)
        except FailedError as error:
            gathered.lacks(f"threads and arrays from {language}", str(error))
    return made


def measure(gathered: Gathered, language: str, part: str, command: Command) -> None:
    """All series of one program."""
    print(f"  {part}: {language}", flush=True)
    found: dict[tuple[str, str], Series] = {}
    for one in lines_of(run(command)[0]):
        key = (one["id"], one["variant"])
        if key not in found:
            found[key] = gathered.new(
                one["id"], TITLES[one["id"]], language, VARIANTS[one["variant"]], LABELS[part]
            )
        found[key].add(one["x"], one["y"])


def threads(place: Place, gathered: Gathered, made: dict[str, Command]) -> None:
    """1 to 16 threads on one object and on many."""
    milliseconds = "50" if place.quick else "200"
    for language, program in made.items():
        if language == "node":
            continue
        counts = ["1", "2", "4"] if place.quick else ["1", "2", "4", "8", "16"]
        measure(
            gathered, language, "threads", [*program, "threads", str(place.rounds), milliseconds, *counts]
        )
    gathered.notes.append(
        "Threads: Python has one lock, under which these brief calls run, so that more threads make no more "
        "calls there; an object of Node.js belongs to one thread, so there is nothing to share."
    )


def arrays(place: Place, gathered: Gathered, made: dict[str, Command]) -> None:
    """10^2 to 10^8 doubles in and out."""
    most = 6 if place.quick else 8
    lengths = [str(10**power) for power in range(2, most + 1)]
    for language, program in made.items():
        measure(gathered, language, "arrays", [*program, "arrays", str(place.rounds), *lengths])
    gathered.notes.append(
        "Arrays: an array in is lent where it lies, whatever its length; an array out is what the library "
        "made, which in Go both copy. What grows with the length is the library's own work and the memory's."
    )
