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

    def run(
        self,
        *command: str | os.PathLike[str],
        environment: Mapping[str, str] | None = None,
        folder: pathlib.Path | None = None,
    ) -> None:
        """Run a step of the build; what it says goes to the log of the whole."""
        paths = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        variables = {**os.environ, "PATH": paths, **(environment or {})}
        subprocess.run(command, check=True, cwd=folder or self.work, env=variables)

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
        "the generated package, installed by pip: -O2 and its hardening flags",
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


def build_with_cmake(place: Place, peer: str) -> pathlib.Path:
    """A module whose users build it with CMake."""
    place.run(
        "cmake", "-S", HERE / peer, "-B", place.work / "cmake", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
        f"-DPython_EXECUTABLE={sys.executable}", f"-DTALLY={LIBRARY}", f"-DTENON_INCLUDE={ROOT / 'include'}",
    )  # fmt: skip
    place.run("cmake", "--build", place.work / "cmake")
    (made,) = (place.work / "cmake").glob(f"{peer}_tally*.so")
    place.copy([made])
    return place.site / made.name


def build_nanobind(place: Place) -> Built:
    made = build_with_cmake(place, "nanobind")
    how = "CMake, Release; NOMINSIZE LTO NB_STATIC, not the stable ABI"
    return Built([made], how, version_of("nanobind"))


def build_pybind11(place: Place) -> Built:
    made = build_with_cmake(place, "pybind11")
    return Built([made], "CMake, Release, optimised when linked", version_of("pybind11"))


def build_cython(place: Place) -> Built:
    source = place.work / "cython_tally.c"
    place.run("cython", "-3", "--output-file", source, HERE / "cython/cython_tally.pyx")
    made = link(place, "cython_tally", [source], *OPTIMISED)
    how = "-O2; boundscheck and binding off, free lists for both classes"
    return Built([made], how, version_of("cython"), [source])


def build_crate(place: Place, peer: str, *arguments: str) -> None:
    target = {"CARGO_TARGET_DIR": str(place.work / "target"), "PYO3_PYTHON": sys.executable}
    place.run(*arguments, "--manifest-path", HERE / peer / "Cargo.toml", environment=target)


def build_pyo3(place: Place) -> Built:
    wheels = place.work / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    build_crate(place, "pyo3", "maturin", "build", "--release", "--locked", "--out", str(wheels))
    (wheel,) = wheels.glob("*.whl")
    install(place, wheel)
    how = "maturin build --release, lto = fat, one codegen unit, panic = abort, not abi3"
    (made,) = (place.site / "pyo3_tally").glob("*.so")
    return Built([made], how, crate_version("pyo3", "pyo3"))


def install(place: Place, wheel: pathlib.Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--upgrade",
        "--target",
        place.site,
        wheel,
    ]
    place.run(*command)


def crate_version(peer: str, crate: str) -> str:
    lock = (HERE / peer / "Cargo.lock").read_text()
    return lock.split(f'name = "{crate}"\nversion = "')[1].split('"')[0]


def build_uniffi(place: Place) -> Built:
    build_crate(place, "uniffi", "cargo", "build", "--release", "--locked")
    made = place.work / "target/release/libuniffi_tally.so"
    generated = place.site / "uniffi_tally.py"
    place.run(
        place.work / "target/release/uniffi-bindgen", "generate", "--language", "python", "--no-format",
        "--out-dir", place.site, made,
        folder=HERE / "uniffi",
    )  # fmt: skip
    place.copy([made])
    how = "cargo build --release, lto = fat, one codegen unit; the bindings that it generates for Python"
    return Built([place.site / made.name], how, crate_version("uniffi", "uniffi"), [generated])


def build_cffi(place: Place) -> Built:
    source = HERE / "cffi/build_tally.py"
    place.run(sys.executable, source, LIBRARY, place.work, ROOT / "include")
    (made,) = place.work.glob("_cffi_tally*.so")
    place.copy([made, HERE / "cffi/cffi_tally.py"])
    generated = place.work / "_cffi_tally.c"
    how = "API mode, -O2; what is no plain function in Python"
    return Built([place.site / made.name], how, version_of("cffi"), [generated])


def build_ctypes(place: Place) -> Built:
    made = place.site / "libctypes_tally.so"
    place.run("cc", "-shared", *OPTIMISED, "-fvisibility=default", *INCLUDES, LIBRARY / "tally.c", "-o", made)
    place.copy([HERE / "ctypes/ctypes_tally.py"])
    how = "PyDLL with prototypes, which keeps Python's lock; the library -O2"
    return Built([made], how, platform.python_version())


def build_swig(place: Place) -> Built:
    source = place.work / "swig_tally_wrap.c"
    place.run(
        "swig", "-python", "-builtin", "-fastproxy", "-O", "-threads", *INCLUDES,
        "-outdir", place.site, "-o", source, HERE / "swig/swig_tally.i",
    )  # fmt: skip
    import numpy

    made = link(place, "_swig_tally", [source], *OPTIMISED, f"-I{numpy.get_include()}")
    how = "-builtin -fastproxy -O, -O2; the lock is released by add_slowly() alone"
    return Built([made], how, version_of("swig"), [source, place.site / "swig_tally.py"])


PEERS = [
    Peer("tenon", "Tenon", "tally", build_tenon),
    Peer("handwritten", "C API by hand", "handwritten_tally", build_handwritten),
    Peer("nanobind", "nanobind", "nanobind_tally", build_nanobind),
    Peer("pybind11", "pybind11", "pybind11_tally", build_pybind11),
    Peer("cython", "Cython", "cython_tally", build_cython),
    Peer("pyo3", "PyO3", "pyo3_tally", build_pyo3),
    Peer("cffi", "cffi", "cffi_tally", build_cffi),
    Peer("ctypes", "ctypes", "ctypes_tally", build_ctypes),
    Peer("swig", "SWIG", "swig_tally", build_swig),
    Peer("uniffi", "UniFFI", "uniffi_tally", build_uniffi),
]
