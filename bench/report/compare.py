"""What the table says: each peer beside the floor, and where Tenon is over it or behind another."""

import enum
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from .load import Calls, Measured, Result, Row

TENON = "tenon"
# How far over the floor Tenon may be.
LIMITS = {"python": 1.10, "node": 1.10, "go": 1.05, "rust": 1.05}
LIMIT = 1.10
# Times whose middle half is wider than this part of their median do not tell a tenth from nothing.
STABLE = 0.10
# Counts of instructions that differ by less are the same: threads that take turns, blocks that lie elsewhere.
SAME = 1.01


@dataclass(frozen=True)
class Spread:
    """The median of some numbers, and between what their middle half lies."""

    low: float
    median: float
    high: float

    @property
    def is_stable(self) -> bool:
        """Whether the numbers agree well enough to tell a tenth more from nothing."""
        return self.high - self.low <= STABLE * abs(self.median)


def spread(values: Sequence[float]) -> Spread:
    """Median and quartiles."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(low, median, high)


def ratio(values: Sequence[float], floor: Sequence[float]) -> Spread | None:
    """The ratios round by round: what slowed a round slowed both.

    None where most rounds of the floor measured nothing.
    """
    both = [value / below for value, below in zip(values, floor, strict=False) if below > 0]
    return spread(both) if len(both) * 2 > min(len(values), len(floor)) else None


class Place(enum.Enum):
    """Where Tenon stands beside a peer in a row."""

    AHEAD = "ahead"
    LEVEL = "level"
    BEHIND = "behind"


@dataclass(frozen=True)
class Standing:
    """Tenon beside a peer in a row: Tenon's ratio to the peer, and of what."""

    peer: str
    place: Place
    by: float
    measure: str


@dataclass(frozen=True)
class Cell:
    """One peer in one row."""

    peer: str
    nanoseconds: Spread
    time: Spread | None
    instructions: float | None
    note: str | None


@dataclass
class Line:
    """One row with every peer that has it."""

    row: Row
    cells: dict[str, Cell] = field(default_factory=dict)
    standings: list[Standing] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    is_unsure: bool = False

    @property
    def behind(self) -> list[Standing]:
        """The peers that need less than Tenon."""
        return [one for one in self.standings if one.place is Place.BEHIND]

    @property
    def is_kept(self) -> bool:
        """Whether Tenon is as fast as it should be."""
        return not self.over and not self.behind


@dataclass(frozen=True)
class Rival:
    """A peer, and in how many of the rows that both have Tenon is ahead, level and behind."""

    peer: str
    ahead: int
    level: int
    behind: int

    @property
    def rows(self) -> int:
        """The rows that both have."""
        return self.ahead + self.level + self.behind


@dataclass
class Table:
    """One language."""

    calls: Calls
    limit: float
    lines: list[Line]

    @property
    def peers(self) -> list[str]:
        """The floor first, then Tenon, then the others as their part has them."""
        first = [self.calls.floor, TENON]
        rest = [peer.id for peer in self.calls.peers if peer.id not in first]
        return [peer for peer in first if peer in self.titles] + rest

    @property
    def titles(self) -> dict[str, str]:
        """What the peers are called."""
        return {peer.id: peer.title for peer in self.calls.peers}

    @property
    def row_titles(self) -> dict[str, str]:
        """What the rows are called."""
        return {line.row.id: line.row.title for line in self.lines}

    @property
    def measured_lines(self) -> list[Line]:
        """The rows in which Tenon stands beside the floor."""
        return [line for line in self.lines if TENON in line.cells and self.calls.floor in line.cells]

    @property
    def rivals(self) -> list[Rival]:
        """The other peers, each with the rows in which Tenon stands where."""
        found = []
        for peer in self.peers:
            places = [one.place for line in self.lines for one in line.standings if one.peer == peer]
            if places:
                found.append(Rival(peer, *(places.count(place) for place in Place)))
        return found


def instruction_ratio(one: Result, floor: Result | None) -> float | None:
    """Instructions over those of the floor."""
    if floor is None or not floor.instructions or one.instructions is None:
        return None
    return one.instructions / floor.instructions


def cell_of(peer: str, one: Result, floor: Result | None) -> Cell:
    """One peer in one row, beside the floor where that has the row."""
    time = None if floor is None else ratio(one.nanoseconds, floor.nanoseconds)
    return Cell(peer, spread(one.nanoseconds), time, instruction_ratio(one, floor), one.note)


def over_the_floor(cell: Cell, limit: float) -> list[str]:
    """In what Tenon is over the limit: stable times, and instructions where they were counted."""
    over = []
    if cell.time is not None and cell.time.is_stable and cell.time.median > limit:
        over.append(f"time {cell.time.median:.2f}")
    if cell.instructions is not None and cell.instructions > limit:
        over.append(f"instructions {cell.instructions:.2f}")
    return over


def standing_of(tenon: Result, peer: str, other: Result) -> Standing:
    """Who needs less: in time where the middle half of the rounds agrees, else in instructions."""
    time = ratio(tenon.nanoseconds, other.nanoseconds)
    if time is not None and time.low > 1:
        return Standing(peer, Place.BEHIND, time.median, "time")
    if time is not None and time.high < 1:
        return Standing(peer, Place.AHEAD, time.median, "time")
    instructions = instruction_ratio(tenon, other)
    if instructions is not None and instructions > SAME:
        return Standing(peer, Place.BEHIND, instructions, "instructions")
    if instructions is not None and instructions < 1 / SAME:
        return Standing(peer, Place.AHEAD, instructions, "instructions")
    return Standing(peer, Place.LEVEL, 1.0, "both")


def line_of(row: Row, calls: Calls, limit: float) -> Line:
    """One row of one language."""
    line = Line(row)
    floor = calls.results.get((row.id, calls.floor))
    tenon = calls.results.get((row.id, TENON))
    for peer in calls.peers:
        one = calls.results.get((row.id, peer.id))
        if one is None:
            continue
        line.cells[peer.id] = cell_of(peer.id, one, floor)
        if tenon is not None and peer.id not in (TENON, calls.floor):
            line.standings.append(standing_of(tenon, peer.id, one))
    if TENON in line.cells and floor is not None:
        cell = line.cells[TENON]
        line.over = over_the_floor(cell, limit)
        line.is_unsure = cell.instructions is None and (cell.time is None or not cell.time.is_stable)
    return line


def tables(measured: Measured) -> list[Table]:
    """Every language's table; rows that no peer has are left out."""
    made = []
    for calls in measured.calls:
        limit = LIMITS.get(calls.language, LIMIT)
        lines = [line_of(row, calls, limit) for row in measured.rows]
        made.append(Table(calls, limit, [line for line in lines if line.cells]))
    return made
