"""The graphs that are measured: read from files, the same for every peer."""

import dataclasses
import pathlib

import numpy


@dataclasses.dataclass(frozen=True)
class Dataset:
    """A simple graph: no loops, no edge twice."""

    name: str
    title: str
    directed: bool
    nodes: int
    edges: numpy.ndarray
    """One row per edge: source and target, as 64-bit integers."""
    sources: list[int]
    """Where breadth-first searches start."""


SEARCHES = 4


def spread_sources(nodes: int, edges: numpy.ndarray) -> list[int]:
    """Nodes that edges leave, some way apart."""
    leaving = numpy.unique(edges[:, 0])
    return [int(leaving[len(leaving) * (2 * place + 1) // (2 * SEARCHES)]) for place in range(SEARCHES)]


def read_rmat(path: pathlib.Path, scale: int) -> Dataset:
    edges = numpy.fromfile(path, dtype="<u8").astype(numpy.int64).reshape(-1, 2)
    title = f"R-MAT, scale {scale}, undirected"
    return Dataset("rmat", title, False, 2**scale, edges, spread_sources(2**scale, edges))


def read_debian(path: pathlib.Path) -> Dataset:
    """Which Debian package depends on which; packages are numbered as they appear."""
    numbers: dict[str, int] = {}
    pairs = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [[numbers.setdefault(name, len(numbers)) for name in pair] for pair in pairs]
    edges = numpy.unique(numpy.array(rows, dtype=numpy.int64), axis=0)
    edges = edges[edges[:, 0] != edges[:, 1]]
    title = "Debian's packages, directed"
    return Dataset("debian", title, True, len(numbers), edges, spread_sources(len(numbers), edges))


def read(folder: pathlib.Path, name: str) -> Dataset:
    if name == "debian":
        return read_debian(folder / "debian.tsv")
    return read_rmat(folder / "rmat.bin", int((folder / "rmat.scale").read_text()))
