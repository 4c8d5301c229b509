"""The journal: one JSON object per line, each on disk before the next thing happens."""

import json
import os
from typing import Any


class Journal:
    """Written by the process that tries; read by who started it, also where this process died."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    def write(self, line: dict[str, Any]) -> None:
        """Add a line."""
        os.write(self._file, json.dumps(line, ensure_ascii=True).encode() + b"\n")
