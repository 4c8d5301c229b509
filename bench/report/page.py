"""The page: self-contained HTML, with nothing to fetch and no script."""

import pathlib
from typing import Any

from .calls_page import language_section, sizes_section
from .compare import Table
from .glance import cards
from .load import Measured
from .markup import Element, add, document, element
from .others_page import bridge_section, graph_section, scaling_section

HERE = pathlib.Path(__file__).parent
LEAD = (
    "The same small C library through Tenon, by hand, and through every peer at its best settings. "
    "Tenon runs with all its checks on."
)
READING = {
    "Ratio": (
        "Every peer does the same row in turn, round by round. What counts is the ratio to the floor within "
        "a round, so a busy machine slows both sides. Shown are the median of these ratios and, below it, "
        "between what the middle half of them lies."
    ),
    "Floor": (
        "The same library wrapped by hand in the language's native interface, as a careful author would, "
        "with the same compiler flags. It checks what that language needs, not what Tenon checks besides."
    ),
    "Instructions": (
        "What the call carries out, counted by valgrind's callgrind, over what the floor's carries out. "
        "They are the same on a busy machine. In plots they are the hollow diamond."
    ),
    "Marks": (
        "An exclamation mark says that Tenon is over its limit or behind a peer. A time is over the limit "
        "only where its middle half is narrower than a tenth of its median; a peer is ahead in time "
        "where the middle half of the rounds says so, else in instructions."
    ),
}
RUN = """make bench                        # everything
make bench BENCH="python graph"   # some parts
make bench BENCH_ROUNDS=101       # more rounds"""
RUN_WORDS = (
    "The commands are those of the project's folder. docs/benchmark.md says what is measured and how, and "
    "how each peer is built. All numbers of this page stand in results.json beside it. Tool-chains here:"
)


def section(name: str, title: str, *content: Element | None) -> Element:
    """A part of the page that can be jumped to."""
    return element("section", element("h2", title), *content, id=name)


def facts(about: dict[str, Any]) -> Element:
    """When, of what and on what it was measured."""
    machine = about["machine"]
    commit = (about["commit"] or "unknown")[:12] + (" with changes" if about["has_changes"] else "")
    shown = {
        "Written": about["date"].replace("T", " ").replace("+00:00", " UTC"),
        "Commit": commit,
        "Processor": f"{machine['processor']}, {machine['cores']} cores, {machine['memory'] or '?'} RAM",
        "System": f"{machine['system']}, Linux {machine['kernel']}",
        "Load": ", ".join(map(str, machine["load"])) + " (1, 5 and 15 minutes)",
    }
    made = element("dl", class_="facts")
    for name, value in shown.items():
        add(made, element("div", element("dt", name), element("dd", value)))
    return made


def how_to_read() -> Element:
    """What the numbers are."""
    items = [element("li", element("b", f"{title}. "), words) for title, words in READING.items()]
    return element("ul", *items, class_="reading")


def missing_section(measured: Measured) -> Element | None:
    """Who is not in the tables, and why."""
    made = element("tbody")
    parts = [(calls.title, [*calls.missing, *calls.uncounted]) for calls in measured.calls]
    parts += [(name, part.get("missing") or []) for name, part in measured.others.items()]
    for title, missing in parts:
        for one in missing:
            words = one if isinstance(one, dict) else {"why": str(one)}
            row = words.get("row")
            who = str(words.get("peer") or words.get("series") or words.get("id") or "")
            what = who if row is None else f"{who}, {row}"
            why = str(words.get("why", ""))
            add(made, element("tr", element("td", title), element("td", what), element("td", why)))
    if not len(made):
        return None
    heads = element("tr", *(element("th", one, scope="col") for one in ("part", "who", "why")))
    table = element("table", element("thead", heads), made, class_="words")
    return section("missing", "Not measured, and why", element("div", table, class_="scroll"))


def failed_box(failed: list[str]) -> Element | None:
    """Parts that did not end well."""
    if not failed:
        return None
    return element(
        "p",
        element("strong", "These parts failed: "),
        ", ".join(failed),
        ". Their logs say why.",
        class_="failed",
    )


def how_to_run(about: dict[str, Any]) -> Element:
    """The commands, and the tool-chains used."""
    made = element("ul", class_="plain")
    for name, version in about["toolchains"].items():
        add(made, element("li", element("b", name), ": ", version or "not found"))
    return section(
        "run",
        "Run it yourself",
        element("pre", RUN),
        element("p", RUN_WORDS),
        made,
    )


def navigation(sections: list[Element]) -> Element:
    """Links to what is there."""
    made = element("nav")
    for one in sections:
        add(made, element("a", one[0].text, href=f"#{one.get('id')}"))
    return made


def write_page(measured: Measured, tables: list[Table], about: dict[str, Any], failed: list[str]) -> str:
    """The whole page."""
    sections = [language_section(table, measured.explanations) for table in tables]
    found = [
        graph_section(measured),
        scaling_section(measured),
        bridge_section(measured),
        sizes_section(tables),
        missing_section(measured),
        how_to_run(about),
    ]
    sections += [one for one in found if one is not None]
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", "Tenon, side by side"),
        element("style", (HERE / "style.css").read_text()),
    )
    header = element(
        "header",
        element("h1", "Tenon, side by side"),
        element("p", LEAD, class_="lead"),
        cards(measured, tables),
        failed_box(failed),
        navigation(sections),
    )
    reading = element("details", element("summary", "How to read this"), how_to_read(), facts(about))
    reading.set("open", "open")
    body = element("body", header, element("main", reading, *sections))
    return document(element("html", head, body, lang="en"))
