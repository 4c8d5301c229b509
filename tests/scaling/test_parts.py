"""How the Node.js package of a large contract spreads classes over files that are loaded when they are needed.

TENON: the command.
"""

import os
import pathlib
import random
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parent.parent.parent
TENON = pathlib.Path(os.environ.get("TENON", ROOT / "build/main/tenon")).resolve()

FRAME = """#include <stdint.h>
#include <tenon/contract.h>
TENON_LIBRARY(mesh, 1, 0)
TENON_SOURCES("*.c")
typedef enum mesh_kind { MESH_PLAIN, MESH_FANCY } mesh_kind;
"""
CLASS = """mesh_n{i} *mesh_n{i}_new(int64_t start) TENON_OWNED TENON_NONNULL;
void mesh_n{i}_free(mesh_n{i} *self TENON_DESTROYS);
int64_t mesh_n{i}_paint(const mesh_n{i} *self, mesh_kind kind TENON_DEFAULT(MESH_FANCY));
"""
TAKES = "int64_t mesh_n{i}_take{m}(const mesh_n{i} *self, const mesh_n{j} *other{nullable});\n"
MAKES = "mesh_n{j} *mesh_n{i}_make{m}(const mesh_n{i} *self) TENON_OWNED TENON_NONNULL;\n"
PLAIN = "int64_t mesh_n{i}_plain{m}(const mesh_n{i} *self, int64_t x);\n"
FREE = "int64_t mesh_free{m}(const mesh_n{i} *one, const mesh_n{j} *other TENON_NULLABLE);\n"


def contract_of(numbers, count):
    """Classes that name others at random, mostly near ones; and which names which."""
    text = FRAME + "".join(f"typedef struct mesh_n{i} mesh_n{i};\n" for i in range(count))
    named = {f"N{i}": set() for i in range(count)}
    for i in range(count):
        text += CLASS.format(i=i)
        for m in range(numbers.randint(2, 9)):
            near = numbers.randint(max(0, i - 5), min(count - 1, i + 2))
            form = numbers.choice([TAKES, MAKES, PLAIN, PLAIN, PLAIN, PLAIN])
            nullable = numbers.choice(["", " TENON_NULLABLE"])
            text += form.format(i=i, j=near, m=m, nullable=nullable)
            if form is not PLAIN:
                named[f"N{i}"].add(f"N{near}")
    for m in range(10):
        text += FREE.format(m=m, i=numbers.randrange(count), j=numbers.randrange(count))
    return text, named


def reached(named, start):
    """Every class that `start` names, however far around."""
    found, left = set(), [start]
    while left:
        for name in named[left.pop()] - found:
            found.add(name)
            left.append(name)
    return found


def words(names):
    return {name.strip() for name in names.split(",") if name.strip()}


def required(text, path):
    """What a file takes from others whose path matches."""
    return re.findall(r"const \{([^}]*)\} =\s+require\(\"(" + path + r")\"\);", text)


@pytest.fixture(params=range(3))
def package(request, tmp_path):
    """The files of classes by number, index.js, and which class names which."""
    text, named = contract_of(random.Random(request.param), 40)
    (tmp_path / "mesh.h").write_text(text)
    (tmp_path / "mesh.c").write_text('#include "mesh.h"\n')
    command = [TENON, "build", tmp_path / "mesh.h", "--lang", "node", "--out", tmp_path / "packages"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    folder = tmp_path / "packages/node"
    files = {int(path.stem.split("_")[1]): path.read_text() for path in (folder / "lib").glob("classes_*.js")}
    return files, (folder / "index.js").read_text(), named


def test_parts__classes_that_name_each_other__then_in_the_same_file(package):
    files, _, named = package
    file_of = {name: number for number, text in files.items() for name in re.findall(r"^class (\w+) ", text, re.MULTILINE)}
    assert len(files) > 2
    assert set(file_of) == set(named)
    for one in named:
        for other in reached(named, one):
            assert file_of[other] <= file_of[one]
            if one in reached(named, other):
                assert file_of[other] == file_of[one]


def test_parts__what_a_file_takes__then_earlier_ones_give_it_and_it_is_used(package):
    files, index, _ = package
    given = {number: words(re.search(r"module\.exports = \{([^}]*)\};", text)[1]) for number, text in files.items()}
    taken = 0
    for number, text in files.items():
        for names, path in required(text, r"\./classes_\d+\.js"):
            other = int(re.search(r"\d+", path)[0])
            assert other < number
            assert words(names) <= given[other]
            assert all(len(re.findall(re.escape(name) + r"(?![\w$])", text)) > 1 for name in words(names))
            taken += len(words(names))
        assert [words(names) for names, _ in required(text, r"\.\./index\.js")] == [{"Kind"}]
        used = set(re.findall(r"\$handleOf\w+(?=\()|(?<=new )N\d+", text))
        own = set(re.findall(r"(?:let|const|class) (\$?\w+)\b", text))
        others = {name for names, _ in required(text, r"\./classes_\d+\.js") for name in words(names)}
        assert used <= own | others
    assert taken > 0
    for number, names in given.items():
        for name in names:
            shown = f"get {name}() {{\n    return $classes{number}().{name};" in index
            assert shown == (not name.startswith("$"))
