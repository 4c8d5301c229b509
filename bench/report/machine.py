"""On what was measured, and of what."""

import datetime
import os
import pathlib
import platform
import subprocess
from typing import Any

TOOLCHAINS = {
    "gcc": ["gcc", "--version"],
    "python": ["python3", "--version"],
    "node": ["node", "--version"],
    "go": ["go", "version"],
    "rust": ["rustc", "--version"],
    "valgrind": ["valgrind", "--version"],
}


def first_line(command: list[str], folder: pathlib.Path | None = None) -> str | None:
    """What a command says first; None where it is not there or fails."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    lines = done.stdout.strip().splitlines()
    return lines[0] if lines else ""


def value_of(path: str, key: str, separator: str) -> str | None:
    """The first value of a key in a file of /proc or /etc."""
    try:
        lines = pathlib.Path(path).read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        name, found, value = line.partition(separator)
        if found and name.strip() == key:
            return value.strip().strip('"')
    return None


def memory() -> str | None:
    """The machine's memory in GiB."""
    kibibytes = value_of("/proc/meminfo", "MemTotal", ":")
    return None if kibibytes is None else f"{int(kibibytes.split()[0]) / 2**20:.0f} GiB"


def describe(root: pathlib.Path) -> dict[str, Any]:
    """Date, commit, machine and tool-chains. `root` is the project's folder."""
    changed = first_line(["git", "status", "--porcelain", "--untracked-files=no"], root)
    return {
        "date": datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds"),
        "commit": first_line(["git", "rev-parse", "HEAD"], root),
        "has_changes": bool(changed),
        "machine": {
            "processor": value_of("/proc/cpuinfo", "model name", ":") or platform.machine(),
            "cores": os.cpu_count(),
            "memory": memory(),
            "system": value_of("/etc/os-release", "PRETTY_NAME", "="),
            "kernel": platform.release(),
            "load": [round(one, 2) for one in os.getloadavg()],
        },
        "toolchains": {name: first_line(command) for name, command in TOOLCHAINS.items()},
    }
