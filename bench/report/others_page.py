"""The page's parts beside the calls: graph, scaling and bridges."""

from typing import Any

from .compare import TENON, spread
from .graphs import GRAPH_LIMIT, USED, Results, dataset_of, fastest, memory_of, results_of, rows_of
from .load import LANGUAGES, Measured
from .markup import Element, add, element, prose
from .plots import Curve, Dot, Dots, Lines, Look, key
from .words import seconds, size


def said(measured: Measured, part: str) -> list[Element]:
    """What the explanations say of a part."""
    found = [one for one in measured.explanations if one["part"] == part]
    made = []
    for one in found:
        title = ", ".join(str(one[name]) for name in ("row", "peer") if name in one)
        made.append(element("p", element("b", f"{title}. ") if title else None, *prose(one["why"], {})))
    return made


def graph_table(part: dict[str, Any], dataset: str, results: Results) -> Element:
    """Seconds of every row with the ratio to the fastest, and the memory."""
    rows = rows_of(part)
    heads = element("tr", element("th", "library", scope="col"))
    add(heads, *(element("th", title, scope="col") for title in rows.values()))
    add(heads, element("th", "memory per edge", scope="col"))
    best = fastest(results, dataset)
    body = element("tbody")
    for peer in part["peers"]:
        line = element(
            "tr", element("th", peer["title"], element("small", str(peer.get("version") or "")), scope="row")
        )
        line.set("class", "tenon" if peer["peer"] == TENON else "")
        for row in rows:
            values = results.get((dataset, row, peer["peer"]))
            add(line, graph_cell(values, best[row], peer["peer"] == TENON))
        add(line, memory_cell(peer, dataset))
        add(body, line)
    made = element("table", element("thead", heads), body, class_="numbers")
    return element(
        "div", made, class_="scroll", tabindex=0, role="region", aria_label=f"{dataset}: every library"
    )


def memory_cell(peer: dict[str, Any], dataset: str) -> Element:
    """What an edge takes when the graph is built, and when every row has run."""
    built, used = memory_of(peer, dataset), memory_of(peer, dataset, USED)
    if built is None:
        return element("td", "–", class_="none")
    made = element("td", element("b", size(built)))
    return made if used is None else add(made, element("small", f"{size(used)} in the end"))


def graph_cell(values: list[float] | None, best: float, is_judged: bool) -> Element:
    """One library in one row; a judged one is marked where it is too far behind the fastest."""
    if not values:
        return element("td", "–", class_="none")
    median = spread(values).median
    times = "fastest" if median <= best else f"{median / best:.2f}× the fastest"
    made = element("td", element("b", seconds(median)))
    if is_judged and median > GRAPH_LIMIT * best:
        add(made, " ", element("span", "!", class_="flag", title=times))
    return add(made, element("small", times))


def graph_plot(part: dict[str, Any], dataset: str, row: str, title: str, results: Results) -> Element:
    """All libraries in one row."""
    found = [
        (spread([1e3 * value for value in values]), peer)
        for peer in part["peers"]
        if (values := results.get((dataset, row, peer["peer"])))
    ]
    dots = [
        Dot(peer["title"], value, seconds(value.median / 1e3), style="tenon" if peer["peer"] == TENON else "")
        for value, peer in sorted(found, key=lambda one: one[0].median)
    ]
    return element(
        "figure", element("figcaption", element("b", title)), Dots(f"{title}, {dataset}", "ms", dots).draw()
    )


def how_built(peers: list[dict[str, Any]]) -> Element:
    """How the libraries were got, and what they do their own way."""
    made = element("dl", class_="how")
    for peer in peers:
        notes = peer.get("notes") or []
        words = [str(peer.get("how") or ""), *([notes] if isinstance(notes, str) else map(str, notes))]
        add(made, element("dt", peer["title"]), element("dd", ". ".join(filter(None, words))))
    return element("details", element("summary", "How each was built"), made)


def graph_section(measured: Measured) -> Element | None:
    """graph beside other libraries of graphs."""
    part = measured.others.get("graph")
    if part is None:
        return None
    results = results_of(part)
    made = element("section", element("h2", "graph beside its peers"), *said(measured, "graph"), id="graph")
    add(
        made,
        element(
            "p",
            "The library graph through its Python package and other libraries through theirs: one thread, "
            "the same answers, medians of rounds in turn. Seconds are those that the processor spent on it. "
            "Memory is what the graph needs once it is built, and in the end, when every row has run: with "
            "what a library found and kept meanwhile, and the other forms it wants a graph in.",
        ),
    )
    for raw in part["datasets"]:
        dataset, title = dataset_of(raw)
        plots = [graph_plot(part, dataset, row, words, results) for row, words in rows_of(part).items()]
        add(
            made,
            element("h3", title),
            graph_table(part, dataset, results),
            element("div", *plots, class_="plots large"),
        )
    add(made, how_built(part["peers"]))
    return made


def curve_label(series: dict[str, Any], has_languages: bool, has_variants: bool) -> str:
    """What a line is called: what tells it from the others, or else its language."""
    language, variant = series.get("language"), series.get("variant")
    title = LANGUAGES.get(str(language), language)
    words = [title] if title and has_languages else []
    words += [variant] if variant and has_variants else []
    return ", ".join(words) or title or variant or "measured"


def looks(group: list[dict[str, Any]]) -> list[Look]:
    """How lines are told apart: languages by colour and shape, their variants by hollow marks."""
    languages = list(dict.fromkeys(one.get("language") for one in group))
    variants = list(dict.fromkeys(one.get("variant") for one in group))
    if len(languages) == 1:
        return [Look(variants.index(one.get("variant"))) for one in group]
    return [
        Look(languages.index(one.get("language")), variants.index(one.get("variant")) > 0) for one in group
    ]


def scaling_plot(group: list[dict[str, Any]]) -> Element:
    """All series of one question in one plot."""
    has_languages = len({one.get("language") for one in group}) > 1
    has_variants = len({one.get("variant") for one in group}) > 1
    first = group[0]
    plot = Lines(first["title"], first["x_label"], first["y_label"])
    legend = element("ul", class_="legend")
    for one, look in zip(group, looks(group), strict=True):
        points = [(float(point["x"]), spread(point["y"])) for point in one["points"]]
        curve = Curve(curve_label(one, has_languages, has_variants), points, look)
        plot.curves.append(curve)
        add(legend, element("li", key(look), curve.label))
    return element("figure", element("figcaption", element("b", first["title"])), plot.draw(), legend)


def scaling_section(measured: Measured) -> Element | None:
    """Threads, sizes of contracts, lengths of arrays."""
    part = measured.others.get("scaling")
    if part is None:
        return None
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in part["series"]:
        groups.setdefault((one["id"], one["title"]), []).append(one)
    made = element("section", element("h2", "Scaling"), *said(measured, "scaling"), id="scaling")
    add(made, *(element("p", note) for note in part.get("notes", [])))
    add(made, element("div", *map(scaling_plot, groups.values()), class_="plots large"))
    return made


def bridge_section(measured: Measured) -> Element | None:
    """A bridged call beside a direct one."""
    part = measured.others.get("bridge")
    if part is None:
        return None
    heads = element("tr", element("th", "way to call", scope="col"))
    for title in ("each needs the one before", "independent"):
        add(heads, element("th", title, scope="col"), element("th", "over direct", scope="col"))
    body = element("tbody")
    for way in part["ways"]:
        line = element("tr", element("th", way["title"], scope="row"))
        for name in ("waiting", "independent"):
            one = way[name]
            cell = element("td", element("b", f"{one['median']:.2f} ns"))
            add(cell, element("small", f"{one['low']:.2f}–{one['high']:.2f}"))
            add(line, cell, element("td", f"{one['over']:+.2f} ns"))
        add(body, line)
    table = element("table", element("thead", heads), body, class_="numbers")
    return element(
        "section",
        element("h2", "Bridged calls"),
        *said(measured, "bridge"),
        element(
            "p",
            f"The smallest function there is, called directly and through a bridge; medians of "
            f"{part['rounds']:,} rounds.",
        ),
        element("div", table, class_="scroll", tabindex=0, role="region", aria_label="Bridged calls"),
        id="bridge",
    )
