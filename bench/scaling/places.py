"""Where things are, how commands are run, and what is gathered."""

import json
import os
import pathlib
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LIBRARY = ROOT / "bench/calls/library"
Command = list[str | os.PathLike[str]]


class FailedError(Exception):
    """A step that did not work; the message is what its command said last."""


@dataclass
class Series:
    """The points of one line of a plot."""

    id: str
    title: str
    language: str | None
    variant: str
    x_label: str
    y_label: str
    points: dict[float, list[float]] = field(default_factory=dict)

    def add(self, x: float, y: float) -> None:
        self.points.setdefault(x, []).append(y)

    def as_json(self) -> dict[str, Any]:
        points = [{"x": x, "y": ys} for x, ys in sorted(self.points.items())]
        return vars(self) | {"points": points}


@dataclass
class Gathered:
    """Everything that was measured, and what was not."""

    series: list[Series] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    missing: list[dict[str, str]] = field(default_factory=list)

    def new(
        self, name: str, title: str, language: str | None, variant: str, labels: tuple[str, str]
    ) -> Series:
        made = Series(name, title, language, variant, *labels)
        self.series.append(made)
        return made

    def lacks(self, what: str, why: str) -> None:
        self.missing.append({"what": what, "why": why})
        print(f"  not measured: {what}: {why}", flush=True)


@dataclass(frozen=True)
class Place:
    """The build folder of the project, and what was asked for."""

    build: pathlib.Path
    rounds: int
    quick: bool
    compiled: int = 1000  # functions of the largest contract whose packages are compiled

    @property
    def work(self) -> pathlib.Path:
        return self.build / "bench/scaling"

    @property
    def tenon(self) -> pathlib.Path:
        return self.build / "main/tenon"

    @property
    def python(self) -> pathlib.Path:
        return self.build / "venv/bin/python"


def run(
    command: Command,
    *,
    folder: pathlib.Path | None = None,
    seconds: float = 900,
    environment: Mapping[str, str] | None = None,
) -> tuple[str, float]:
    """What a command says, and how long it takes."""
    begin = time.perf_counter()
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=None if environment is None else os.environ | environment,
            timeout=seconds,
            capture_output=True,
            text=True,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"{command[0]} took longer than {seconds:.0f} s"
        raise FailedError(message) from error
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-8:]
        message = f"{' '.join(map(str, command[:4]))} said: " + " | ".join(last)
        raise FailedError(message)
    return done.stdout, time.perf_counter() - begin


def lines_of(text: str) -> list[dict[str, Any]]:
    """The JSON objects that a program said, one per line."""
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]
