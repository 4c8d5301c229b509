"""Plots as SVG elements, coloured by the page's style sheet: dots with their spread, and lines."""

import math
from dataclasses import dataclass, field

from .compare import Spread
from .markup import Element, add, element
from .words import tick_text

LINE_HEIGHT = 24
TOP = 6
AXIS = 26
RADIUS = 4.5
# What lines are told apart by, besides their colour.
COLOURS = 8


@dataclass(frozen=True)
class Dot:
    """One line of a plot of dots: its name, its value with the spread, and a second value without one."""

    label: str
    value: Spread | None
    text: str
    other: float | None = None
    style: str = ""
    title: str = ""


@dataclass(frozen=True)
class Scale:
    """A logarithmic axis: between which values, at which places."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value; what lies beyond the axis is at its end."""
        inside = min(max(value, self.low), self.high)
        part = math.log(inside / self.low) / math.log(self.high / self.low)
        return self.start + part * (self.end - self.start)

    def ticks(self, most: int) -> list[float]:
        """Where to write numbers: round ones, as many as there is room for."""
        for factors in ((1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8), (1, 2, 5), (1, 3), (1,)):
            found = [factor * power for power in self.decades() for factor in factors]
            inside = [tick for tick in found if self.low * 0.999 <= tick <= self.high * 1.001]
            if len(inside) <= most:
                return inside
        step = math.ceil(len(inside) / most)
        return inside[::step]

    def decades(self) -> list[float]:
        """The powers of ten from below the axis to its end."""
        first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
        return [10.0**exponent for exponent in range(first, last + 1)]


def spanning(
    values: list[float], start: float, end: float, at_least: tuple[float, float] | None = None
) -> Scale:
    """An axis with room for all values."""
    usable = [value for value in values if value > 0] or [1.0]
    low, high = min(usable) / 1.15, max(usable) * 1.15
    if at_least is not None:
        low, high = min(low, at_least[0]), max(high, at_least[1])
    return Scale(low, high, start, end)


@dataclass
class Dots:
    """A plot of dots: a line for each peer or row. `limit` shades from 1 to there, for plots of ratios."""

    description: str
    unit: str
    dots: list[Dot]
    limit: float | None = None
    width: float = 380
    left: float = 118
    right: float = 74

    def draw(self) -> Element:
        """The plot."""
        height = TOP + LINE_HEIGHT * len(self.dots) + AXIS
        picture = element(
            "svg",
            class_="dots",
            viewBox=f"0 0 {self.width:g} {height}",
            role="img",
            aria_label=self.description,
        )
        scale = self.scale()
        bottom = TOP + LINE_HEIGHT * len(self.dots)
        self.draw_axis(picture, scale, bottom)
        for number, dot in enumerate(self.dots):
            self.draw_dot(picture, scale, dot, TOP + LINE_HEIGHT * (number + 0.5))
        return picture

    def scale(self) -> Scale:
        """The axis: with 1 and the limit on it, where it is one of ratios."""
        values = [one for dot in self.dots if dot.value for one in (dot.value.low, dot.value.high)]
        values += [dot.other for dot in self.dots if dot.other]
        at_least = None if self.limit is None else (0.9, 1.35)
        return spanning(values, self.left, self.width - self.right, at_least)

    def draw_axis(self, picture: Element, scale: Scale, bottom: float) -> None:
        """Ticks and, for ratios, the floor with what lies within the limit."""
        if self.limit is not None:
            start, end = scale.at(1), scale.at(self.limit)
            add(
                picture,
                element(
                    "rect", class_="within", x=start, y=TOP, width=max(end - start, 1.0), height=bottom - TOP
                ),
            )
        for tick in scale.ticks(5):
            place = scale.at(tick)
            style = "floor" if self.limit is not None and math.isclose(tick, 1) else "grid"
            add(
                picture,
                element("line", class_=style, x1=place, x2=place, y1=TOP, y2=bottom),
                element("text", tick_text(tick), class_="tick", x=place, y=bottom + 12.0),
            )
        middle = (scale.start + scale.end) / 2
        add(picture, element("text", self.unit, class_="unit", x=middle, y=bottom + 23.0))

    def draw_dot(self, picture: Element, scale: Scale, dot: Dot, y: float) -> None:
        """One line."""
        group = element(
            "g", element("title", dot.title or f"{dot.label}: {dot.text}"), class_=f"dot {dot.style}".strip()
        )
        add(group, element("text", dot.label, class_="label", x=self.left - 8, y=y + 4))
        if dot.value is not None:
            low, high = scale.at(dot.value.low), scale.at(dot.value.high)
            place = scale.at(dot.value.median)
            add(group, element("line", class_="spread", x1=low, x2=high, y1=y, y2=y))
            add(group, element("circle", class_="median", cx=place, cy=y, r=RADIUS))
        if dot.other is not None and dot.other > 0:
            add(group, diamond(scale.at(dot.other), y, "other"))
        add(group, element("text", dot.text, class_="value", x=self.width - self.right + 8, y=y + 4))
        add(picture, group)


def diamond(x: float, y: float, style: str) -> Element:
    """A square on its corner."""
    size = RADIUS + 1
    path = f"M{x:.1f} {y - size:.1f}l{size} {size}l-{size} {size}l-{size}-{size}z"
    return element("path", class_=style, d=path)


@dataclass(frozen=True)
class Look:
    """What a curve is told from others by: a colour, and a shape as colours are not for everybody."""

    number: int
    is_hollow: bool = False

    @property
    def style(self) -> str:
        """The classes of the style sheet."""
        return f"curve colour-{self.number % COLOURS}" + (" hollow" if self.is_hollow else "")

    def mark(self, x: float, y: float) -> Element:
        """A point."""
        shapes = (
            f"M{x - 4:.1f} {y:.1f}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
            f"M{x - 3.5:.1f} {y - 3.5:.1f}h7v7h-7z",
            f"M{x:.1f} {y - 5:.1f}l5 8.5h-10z",
            f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5-5.5z",
            f"M{x:.1f} {y + 5:.1f}l5-8.5h-10z",
        )
        return element("path", class_="median", d=shapes[self.number % len(shapes)])


def key(look: Look) -> Element:
    """A curve's sample for a legend."""
    line = element("path", class_="way", d="M1 7h28")
    group = element("g", line, look.mark(15, 7), class_=look.style)
    return element("svg", group, class_="key", viewBox="0 0 30 14", aria_hidden="true")


@dataclass(frozen=True)
class Curve:
    """One line of a plot of lines."""

    label: str
    points: list[tuple[float, Spread]]
    look: Look


@dataclass
class Lines:
    """Lines over two logarithmic axes."""

    description: str
    x_label: str
    y_label: str
    curves: list[Curve] = field(default_factory=list)
    width: float = 430
    height: float = 290
    left: float = 64
    bottom: float = 46

    def draw(self) -> Element:
        """The plot with its legend."""
        picture = element(
            "svg",
            class_="lines",
            viewBox=f"0 0 {self.width:g} {self.height:g}",
            role="img",
            aria_label=self.description,
        )
        xs = [x for curve in self.curves for x, _ in curve.points]
        ys = [value for curve in self.curves for _, y in curve.points for value in (y.low, y.high)]
        across = spanning(xs, self.left, self.width - 12)
        up = spanning(ys, self.height - self.bottom, 10)
        self.draw_axes(picture, across, up, sorted(set(xs)))
        add(picture, *(self.draw_curve(across, up, curve) for curve in self.curves))
        return picture

    def draw_axes(self, picture: Element, across: Scale, up: Scale, xs: list[float]) -> None:
        """Both axes with numbers and words."""
        floor = self.height - self.bottom
        for tick in xs if len(xs) <= 7 else across.ticks(7):
            place = across.at(tick)
            add(
                picture,
                element("line", class_="grid", x1=place, x2=place, y1=10, y2=floor),
                element("text", tick_text(tick), class_="tick", x=place, y=floor + 15),
            )
        for tick in up.ticks(6):
            place = up.at(tick)
            add(
                picture,
                element("line", class_="grid", x1=self.left, x2=self.width - 12, y1=place, y2=place),
                element("text", tick_text(tick), class_="tick side", x=self.left - 6, y=place + 4),
            )
        middle = floor / 2
        add(
            picture,
            element("text", self.x_label, class_="unit", x=(self.left + self.width) / 2, y=self.height - 10),
            element("text", self.y_label, class_="unit", transform=f"translate(13 {middle:.0f}) rotate(-90)"),
        )

    def draw_curve(self, across: Scale, up: Scale, curve: Curve) -> Element:
        """One line with its points and their spread."""
        group = element("g", element("title", curve.label), class_=curve.look.style)
        places = [(across.at(x), up.at(y.median), y) for x, y in curve.points if x > 0 and y.median > 0]
        way = "".join(f"{'L' if place else 'M'}{x:.1f} {y:.1f}" for place, (x, y, _) in enumerate(places))
        add(group, element("path", class_="way", d=way))
        for x, y, value in places:
            add(
                group, element("line", class_="spread", x1=x, x2=x, y1=up.at(value.low), y2=up.at(value.high))
            )
            add(group, curve.look.mark(x, y))
        return group
