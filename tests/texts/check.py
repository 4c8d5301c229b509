"""A contract with a few thousand nasty texts and names: every package is parsed by its own language's tools, and the
texts that they find are those that were written.

Usage: check.py TENON WORK_DIR    with node, the tools' tsc and gofmt, rustfmt, rustc on PATH
"""

import ast
import json
import pathlib
import random
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
COUNT = 500
PIECES = [
    "*/", "/*", "//", "///", "#", '"""', "'''", '"', "'", "`x`", "``", "${x}", "{y}", "</script>", "<b>", "&amp;", "<!--",
    "-->", "\\\\", '\\"', "\\u202e", "\\x00", "C:\\temp\\", "??/", "%s", "%n", "[a](b)", "[c]", "]]", "_x_", "*y*", "**",
    "~~", "|", "!", "$", "=>", "->", ";", "):", "r#", '"#', "#[doc]", "//go:build", "//export", "+build", "#include", "\u05e9\u05dc\u05d5\u05dd",
    "\u200f", "\u65e5\u672c", "\U0001f980", "\u0301", "\u00a0", "__proto__", ">>> 1/0", "word", "another", "plain", "text", "1.",
]  # fmt: skip
VALUES = [*PIECES, "\n", "\t", "\r", "\x07", "\x7f", "\u0085", "\u202e", "\u2066", "\u2028", "\u2029", "\ufeff", "\ufffe", "\U000e0001", "  ", "\\"]
NAMES = (
    "type def class lambda async await yield fn impl crate self super func go chan defer map range select var let function "
    "prototype eval match dyn string error len nil iota init main str new delete this undefined package import interface "
    "next then constructor arguments where ref move object loop pub use mod trait final is not and or in pass raise from "
    "with global nonlocal assert except try finally del elif None True False extends implements instanceof typeof void_ "
    "void debugger export throw catch of get set any number never bool byte rune cap copy make panic print recover uint "
    "box abstract become macro override priv unsized virtual gen safe raw usize"
).split()
C_WORDS = {"void", "bool", "export", "of"} - {"export", "of"}


def nasty(chance, pieces, most):
    return " ".join(chance.choice(pieces) for _ in range(chance.randint(1, most)))


def doc_lines(text):
    return f"/// Begins {text}\n///\n"


def c_literal(text):
    return '"' + "".join(f"\\{byte:03o}" for byte in text.encode()) + '"'


def advice(values, number, text):
    """Every third function is deprecated."""
    if number % 3 > 0:
        return ""
    values[f"f{number}"] = text
    return f" TENON_DEPRECATED({c_literal(text)})"


def make_contract():
    """The header, and what must come back: {kind and name: text}."""
    chance = random.Random(20261121)
    parts = [
        "#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <tenon/contract.h>\n",
        'TENON_LIBRARY(nasty, 1, 0)\nTENON_SOURCES("nasty.c")\n',
    ]
    docs, values = {}, {}
    for i in range(COUNT):
        doc, of_parameter, of_result = (nasty(chance, PIECES, 9) for _ in range(3))
        docs[f"f{i}"] = [doc, of_parameter, of_result]
        parts.append(
            f"/// Begins {doc}\n///\n/// @param a Begins {of_parameter}\n///\n/// @return Begins {of_result}\n///\n"
            f"int32_t nasty_f{i}(int32_t a){advice(values, i, nasty(chance, PIECES, 6))};\n"
        )
        docs[f"c{i}"] = [nasty(chance, PIECES, 9)]
        values[f"c{i}"] = nasty(chance, VALUES, 6)
        parts.append(f"{doc_lines(docs[f'c{i}'][0])}#define NASTY_C{i} {c_literal(values[f'c{i}'])}\n")
    for i, name in enumerate(name for name in NAMES if name not in C_WORDS):
        parts.append(
            f"/** A record. */\ntypedef struct nasty_r{i} {{\nint32_t {name};\n}} nasty_r{i};\n"
            f"/** A call. */\nint32_t nasty_g{i}_x(int32_t {name}, nasty_r{i} record);\n"
        )
    return "".join(parts), docs, values


def bare(text):
    """Without what wrapping and Go's first words change; marks that show as nothing may be written as their names."""
    return re.sub(r"\s+|U\+200F|\u200f", "", text).casefold()


def run(*command, **options):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, encoding="utf-8", **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


# ---- What each language's own tools find: {name: comment}, {name: value} ----


def in_python(package):
    docs, values = {}, {}
    for path in package.rglob("*.py*"):
        if path.suffix not in (".py", ".pyi"):
            continue
        tree = ast.parse(path.read_text(), path.name)
        body = tree.body if path.name == "__init__.pyi" else []
        for node, after in zip(body, [*body[1:], None]):
            if isinstance(node, ast.FunctionDef):
                docs[node.name] = ast.get_docstring(node) or ""
                values |= {node.name: call.args[0].value for call in node.decorator_list if isinstance(call, ast.Call)}
            elif isinstance(node, ast.AnnAssign) and isinstance(after, ast.Expr):
                docs[node.target.id.lower()] = after.value.value
    return docs, values


def in_node(package):
    found = json.loads(run("node", HERE / "read.mjs", package))
    docs = {name: text.replace("*\\/", "*/").replace("{\\@", "{@") for name, text in found["docs"].items()}
    return docs, found["values"]


def in_go(package):
    if wrong := run("gofmt", "-l", *sorted(package.glob("*.go"))):
        sys.exit(f"not as gofmt writes it: {wrong}")
    found = json.loads(run("go", "run", HERE / "read.go", "--", *sorted(package.glob("*.go"))))
    return found["docs"], found["values"]


def in_rust(package):
    sources = sorted(package.glob("src/**/*.rs"))
    run("rustfmt", "--check", "--edition", "2021", "--config-path", package, *sources)
    docs, lines = {}, []
    for path in sources:
        for line in path.read_text().split("\n"):
            if mark := re.match(r"\s*/// ?(.*)", line):
                lines.append(mark[1])
            elif lines and not line.lstrip().startswith("#["):
                if named := re.match(r"pub (?:fn|const) (\w+)", line):
                    docs[named[1].lower()] = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", "\n".join(lines))
                lines = []
    constants = package / "src/constants.rs"
    names = re.findall(r"^pub const (C\d+):", constants.read_text(), re.MULTILINE)
    program = package.parent / "values.rs"
    shown = "\n".join(f'    println!("{name} {{}}", constants::{name}.escape_unicode());' for name in names)
    program.write_text(f'#[path = "{constants}"]\nmod constants;\nfn main() {{\n{shown}\n}}\n')
    run("rustc", "--edition", "2021", "-A", "warnings", "-o", package.parent / "values", program)
    values = {}
    for line in run(package.parent / "values").splitlines():
        name, _, escaped = line.partition(" ")
        values[name.lower()] = "".join(chr(int(code, 16)) for code in re.findall(r"\\u\{([0-9a-f]+)\}", escaped))
    return docs, values


def compare(language, expected_docs, expected_values, docs, values):
    wrong = []
    for name, texts in expected_docs.items():
        comment = bare(docs.get(name, ""))
        wrong += [f"{name}: {text!r} is not in {docs.get(name)!r}" for text in texts if bare(text) not in comment]
    wrong += [
        f"{name}: {values.get(name)!r} instead of {value!r}"
        for name, value in expected_values.items()
        if values.get(name) != value
    ]
    count = sum(map(len, expected_docs.values())) + len(expected_values)
    print(f"{language}: {count} texts, {len(wrong)} came back wrong")
    print("".join(f"  {line}\n" for line in wrong[:10]), end="")
    return not wrong


def main():
    tenon, work = sys.argv[1], pathlib.Path(sys.argv[2])
    subprocess.run(["rm", "-rf", work], check=True)
    work.mkdir(parents=True)
    work = work.resolve()
    contract, docs, values = make_contract()
    (work / "nasty.h").write_text(contract)
    (work / "nasty.c").write_text("")
    run(tenon, "build", work / "nasty.h", "--out", work / "packages")
    readers = {"python": in_python, "node": in_node, "go": in_go, "rust": in_rust}
    # Constants' texts stand in the sources of two languages, advice in those of one.
    shown = {"python": "f", "go": "c", "rust": "c"}
    right = [
        compare(
            language,
            docs,
            {name: value for name, value in values.items() if name[0] == shown.get(language)},
            *read(work / "packages" / language),
        )
        for language, read in readers.items()
    ]
    sys.exit(0 if all(right) else 1)


main()
