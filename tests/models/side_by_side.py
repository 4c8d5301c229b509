"""Writes the runtime's C and the model of it side by side into docs/protocol.md, from the files themselves.

A comment in the page says what stands below it, up to <!-- end -->:

    <!-- side by side: runtime/borrow.c claim_live | tests/models/protocol.pml claim_live -->

A file and names of functions (C functions, Promela inlines, macros), or the first and the last of some lines
in a row as "first .. last". Several files are separated by commas.

Usage: side_by_side.py PROJECT check|write
"""

import re
import sys
from pathlib import Path

SECTION = re.compile(r"(<!-- side by side: (.*?) \| (.*?) -->\n).*?(<!-- end -->)", re.DOTALL)
BREAKING = re.compile(r"#(ifdef|ifndef) BREAK_\w+\n(.*?)(?:#else\n(.*?))?#endif\n", re.DOTALL)


def without_breaks(text: str) -> str:
    """The model with every precaution in its place."""

    def choose(match: re.Match[str]) -> str:
        return match[2] if match[1] == "ifndef" else match[3] or ""

    return BREAKING.sub(choose, text)


def lines_between(text: str, first: str, last: str) -> str:
    start = text.index(first)
    return text[start : text.index("\n", text.index(last, start))]


def function(text: str, name: str) -> str | None:
    found = re.search(rf"^(?!#)[^\n;/]*\b{name}\([^;{{]*\{{\n.*?^\}}", text, re.MULTILINE | re.DOTALL)
    return found[0] if found else None


def macro(text: str, name: str) -> str | None:
    found = re.search(rf"^#define {name}\((?:[^\n]*\\\n)*[^\n]*", text, re.MULTILINE)
    return found[0] if found else None


def excerpts(project: Path, source: str) -> str:
    path, _, names = source.strip().partition(" ")
    text = (project / path).read_text()
    if path.endswith(".pml"):
        text = without_breaks(text)
    if ".." in names:
        first, last = names.split("..")
        return lines_between(text, first.strip(), last.strip())
    found = []
    for name in names.split():
        body = function(text, name) or macro(text, name)
        if body is None:
            raise SystemExit(f"docs/protocol.md: {path} has no {name}: correct the comment that asks for it")
        found.append(body)
    return "\n\n".join(found)


def column(project: Path, sources: str, language: str) -> str:
    parts = sources.split(",")
    code = "\n\n".join(excerpts(project, part) for part in parts)
    return f'<td valign="top">\n\n```{language}\n{code}\n```\n\n</td>'


def files(sources: str) -> str:
    return ", ".join(dict.fromkeys(part.split()[0] for part in sources.split(",")))


def side_by_side(project: Path, page: str) -> str:
    def write(match: re.Match[str]) -> str:
        head = "<tr>" + "".join(f"<th>{files(side)}</th>" for side in (match[2], match[3])) + "</tr>"
        columns = column(project, match[2], "c") + "\n" + column(project, match[3], "promela")
        return f"{match[1]}<table>\n{head}\n<tr>\n{columns}\n</tr>\n</table>\n{match[4]}"

    return SECTION.sub(write, page)


def unexplained(project: Path, page: str) -> list[str]:
    broken = re.findall(r"BREAK_\w+", (project / "tests/models/models.txt").read_text())
    models = "".join(model.read_text() for model in (project / "tests/models").glob("*.pml"))
    in_models = re.findall(r"BREAK_\w+", models)
    names = {name for name in [*broken, *in_models] if name != "BREAK_"}
    return sorted(name for name in names if name not in page or name not in broken)


def main() -> int:
    project = Path(sys.argv[1])
    path = project / "docs/protocol.md"
    page = path.read_text()
    written = side_by_side(project, page)
    if sys.argv[2] == "write":
        path.write_text(written)
        return 0
    if written != page:
        print("docs/protocol.md does not show the code as it is: compare the model with the C code, then run")
        print("    python3 tests/models/side_by_side.py . write")
        return 1
    missing = unexplained(project, page)
    if missing:
        print(f"not both in docs/protocol.md and run by tests/models/models.txt: {', '.join(missing)}")
        return 1
    print(f"docs/protocol.md shows {len(SECTION.findall(page))} parts of the code as they are")
    return 0


if __name__ == "__main__":
    sys.exit(main())
