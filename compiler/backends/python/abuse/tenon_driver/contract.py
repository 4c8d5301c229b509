"""The contract, as `tenon inspect --lang python` tells it, and the package made of it.

Names come from there: nothing here knows how a name of C becomes one of Python.
"""

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class Unreachable(Exception):
    """The valid rest of a call cannot be made; the message says why."""


class Function:
    """A function of the contract: what it takes and how Python calls it."""

    def __init__(self, described: Json, words: Json) -> None:
        self.c_name: str = described["c_name"]
        self.described = described
        self.words = words
        self.shape: str = words["shape"]
        self.owner: str | None = described.get("class")
        self.values: dict[str, Json] = {value["name"]: value for value in described["values"]}
        self.inputs: list[str] = described["inputs"]
        self.outputs: list[str] = described["outputs"]
        self.arguments: list[tuple[str, str]] = [(value, name) for value, name in words["arguments"]]
        selves = [value["name"] for value in described["values"] if value.get("is_self")]
        self.self_value: str | None = selves[0] if selves else None

    @property
    def lock(self) -> str:
        """Whether it is brief, blocking, or says nothing."""
        return str(self.described["lock"])

    def objects(self, class_of: str) -> list[str]:
        """Which of its values are objects of a class that go in."""
        found = [self.values[name] for name in self.inputs]
        return [value["name"] for value in found if value["form"] == "object" and value["type"] == class_of]


class Contract:
    """Everything that the driver knows."""

    def __init__(self, folder: Path) -> None:
        described: Json = json.loads((folder / "contract.json").read_text())
        tried: Json = json.loads((folder / "cases.json").read_text())
        self.words: Json = described["words"]
        self.model: Json = described["model"]
        self.cases: list[Json] = tried["cases"]
        self.makers: dict[str, str | None] = tried["makers"]
        self.functions: dict[str, Function] = {
            one["c_name"]: Function(one, self.words["functions"][one["c_name"]])
            for one in described["functions"]
        }
        self.interfaces: dict[str, Json] = {one["c_name"]: one for one in described["interfaces"]}
        self.classes: dict[str, Json] = {one["c_name"]: one for one in self.model["classes"]}
        self.enums: dict[str, Json] = {one["c_name"]: one for one in self.model["enums"]}
        self.records: dict[str, Json] = {one["c_name"]: one for one in self.model["records"]}
        self.variants: dict[str, Json] = {one["c_name"]: one for one in self.model.get("variants", [])}
        self.errors: dict[str, str] = {one["c_name"]: one["name"] for one in described["errors"]}
        self.boundary_errors = {one["c_name"] for one in described["errors"] if one.get("is_boundary")}
        self.module: Any = importlib.import_module(self.words["package"])
        self.error: type[Exception] = getattr(self.module, self.words["error"])

    def class_of(self, c_name: str) -> Any:
        """Python's class of a class of the contract."""
        return getattr(self.module, self.words["classes"][c_name])

    def record_of(self, c_name: str) -> Any:
        """Python's class of a record."""
        return getattr(self.module, self.words["records"][c_name]["name"])

    def case_of(self, variant: str, constant: str) -> tuple[Any, str | None]:
        """Python's class of a case of a variant, and its field."""
        words = self.words["variants"][variant]["cases"][constant]
        return getattr(self.module, words["name"]), words.get("field")

    def constant(self, enum: str, c_name: str) -> Any:
        """A member of an enum."""
        words = self.words["enums"][enum]
        return getattr(getattr(self.module, words["name"]), words["constants"][c_name])

    def find(self, fits: Callable[[Function], bool]) -> Function | None:
        """The first function that fits."""
        return next((one for one in self.functions.values() if fits(one)), None)
