"""The peers: what each is called, and how its users build it at its best settings."""

import importlib.metadata
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
LIBRARY = ROOT / "bench/calls/library"
INCLUDES = [f"-I{LIBRARY}", f"-I{ROOT / 'include'}"]
OPTIMISED = ["-O2", "-DNDEBUG", "-fPIC", "-fvisibility=hidden"]
# What a package of Tenon is built with, so that the floor differs in what it does alone.
HARDENED = [
    *OPTIMISED,
    "-U_FORTIFY_SOURCE",
    "-D_FORTIFY_SOURCE=3",
    "-fstack-protector-strong",
    "-fstack-clash-protection",
    "-fcf-protection",
    "-fno-plt",
]
BOUND_AT_LOAD = ["-Wl,-z,relro", "-Wl,-z,now", "-Wl,-z,noexecstack"]
SUFFIX = str(sysconfig.get_config_var("EXT_SUFFIX"))


@dataclass
class Built:
    """What a build gave: the binaries that a user installs, and the sources that the tool wrote."""

    binaries: list[pathlib.Path]
    how: str
    version: str
    generated: list[pathlib.Path] | None = None


@dataclass(frozen=True)
class Peer:
    """One tool. `module` is what its users import."""

    name: str
    title: str
    module: str
    build: Callable[["Place"], Built]


@dataclass(frozen=True)
class Place:
    """Where a peer is built, and with what."""

    build: pathlib.Path  # the project's build folder
    work: pathlib.Path  # the peer's own
    site: pathlib.Path  # what is imported from here

    def run(self, *command: str | os.PathLike[str], environment: Mapping[str, str] | None = None) -> None:
        """Run a step of the build; what it says goes to the log of the whole."""
        paths = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        variables = {**os.environ, "PATH": paths, **(environment or {})}
        subprocess.run(command, check=True, cwd=self.work, env=variables)

    def copy(self, names: Iterable[pathlib.Path]) -> None:
        for name in names:
            shutil.copy(name, self.site)


def version_of(package: str) -> str:
    return importlib.metadata.version(package)


def link(place: Place, module: str, sources: Sequence[str | pathlib.Path], *flags: str) -> pathlib.Path:
    """An extension module of C sources and the library's."""
    target = place.site / f"{module}{SUFFIX}"
    python = f"-I{sysconfig.get_path('include')}"
    names = [str(source) for source in [*sources, LIBRARY / "tally.c"]]
    place.run("cc", "-std=gnu11", "-shared", *flags, *INCLUDES, python, *names, "-o", target)
    return target


def build_tenon(place: Place) -> Built:
    tenon = place.build / "main/tenon"
    package = place.work / "package"
    place.run(tenon, "build", LIBRARY / "tally.h", "--out", package, "--lang", "python")
    made = package / "python"
    place.run(
        sys.executable, "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--upgrade",
        "--target", place.site, made,
    )  # fmt: skip
    version = subprocess.run([tenon, "--version"], check=True, capture_output=True, text=True).stdout.split()
    return Built(
        [*(place.site / "tally").glob("_native*.so")],
        "pip install of the generated package: -O2 and its hardening flags",
        version[-1],
        [
            *(made / "binding").glob("*.[ch]"),
            *(made / "native/boundary").glob("*.[ch]"),
            *(made / "src").rglob("*.py*"),
        ],
    )


def build_handwritten(place: Place) -> Built:
    source = HERE / "handwritten/handwritten_tally.c"
    made = link(place, "handwritten_tally", [source], *HARDENED, *BOUND_AT_LOAD)
    return Built([made], "-O2 and the hardening flags of Tenon's package", platform.python_version())


PEERS = [
    Peer("tenon", "Tenon", "tally", build_tenon),
    Peer("handwritten", "C API by hand", "handwritten_tally", build_handwritten),
]
