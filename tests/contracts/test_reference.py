"""docs/contract.md: every example in it is a contract that `tenon check` accepts, and it explains every annotation."""

import re

import pytest
from conftest import ROOT, run

REFERENCE = (ROOT / "docs/contract.md").read_text()
BLOCKS = re.findall(r"^```c( \w+)?\n(.*?)^```$", REFERENCE, re.MULTILINE | re.DOTALL)
BEGINNING = next(text for mark, text in BLOCKS if mark == " beginning")
ANNOTATIONS = sorted(
    set(re.findall(r"#define (TENON_[A-Z_]+)", (ROOT / "include/tenon/contract.h").read_text()))
    - {"TENON_CONTRACT_H", "TENON_ANNOTATE", "TENON_DECLARE", "TENON_JOIN", "TENON_JOIN_", "TENON_TEXT_OF", "TENON_TEXT_OF_"}
)


def whole(mark, text):
    return text if mark else BEGINNING + text


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=lambda i: BLOCKS[i][1].strip().split("\n")[0][:50])
def test_example__check__then_nothing_is_unsaid(number, tmp_path):
    mark, text = BLOCKS[number]
    if "<zlib.h>" in text:
        (tmp_path / "zlib.h").write_text("const char *zlibVersion(void);\n")
    (tmp_path / "shop.c").write_text("")
    (tmp_path / "shop.h").write_text(whole(mark, text))
    done = run("check", tmp_path / "shop.h")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("annotation", ANNOTATIONS)
def test_annotation__each__then_has_a_section(annotation):
    assert re.search(rf"^###? .*`{annotation}\b", REFERENCE, re.MULTILINE)


def test_links__inside_the_page__then_lead_somewhere():
    headings = {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", REFERENCE, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]*)\)", REFERENCE)) <= headings
