"""Elements of the page: what is written is escaped, what is opened is closed."""

from collections.abc import Mapping
from xml.etree import ElementTree

Element = ElementTree.Element
# Each ends its line, where white space means nothing.
BLOCKS = {
    "head",
    "section",
    "figure",
    "tr",
    "thead",
    "div",
    "p",
    "li",
    "style",
    "h2",
    "h3",
    "details",
    "summary",
}
Content = Element | str | float | None


def element(tag: str, *content: Content, **attributes: str | float | None) -> Element:
    """An element with content. A trailing _ of an attribute is dropped (`class_`), others become -."""
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(
                name.rstrip("_").replace("_", "-"), number(value) if isinstance(value, float) else str(value)
            )
    add(made, *content)
    return made


def add(parent: Element, *content: Content) -> Element:
    """Puts more into an element."""
    for one in content:
        if one is None:
            continue
        if isinstance(one, Element):
            parent.append(one)
            continue
        text = number(one) if isinstance(one, float) else str(one)
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text
    return parent


def prose(text: str, titles: Mapping[str, str]) -> list[Content]:
    """Text with what stands in backticks as code; where that is the name of a row, its title."""
    made: list[Content] = []
    for place, piece in enumerate(text.split("`")):
        if place % 2 == 0:
            made.append(piece)
        else:
            made.append(element("em", titles[piece]) if piece in titles else element("code", piece))
    return made


def number(value: float) -> str:
    """A coordinate: a tenth of a pixel is enough."""
    return f"{value:.1f}".removesuffix(".0")


def document(page: Element) -> str:
    """The page as HTML."""
    for one in page.iter():
        if one.tag in BLOCKS:
            one.tail = (one.tail or "") + "\n"
    return "<!DOCTYPE html>\n" + ElementTree.tostring(page, encoding="unicode", method="html") + "\n"
