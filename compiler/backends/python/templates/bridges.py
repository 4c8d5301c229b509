

class Bridge(NamedTuple):
    """Who serves a bridged function, and what is known of the others."""

    operation: str
    """The function's name in C."""
    mode: Literal["reference", "swapped", "shadowed", "recorded"]
    """What becomes of its calls."""
    serving: str
    """Who serves: "reference", or the provider's name."""
    candidate: str | None
    """Who serves in the reference's place, or is compared with it."""
    since: int
    """Since when, in seconds since 1970; 0 means since the start."""
    calls: int
    """How many calls there were, whoever served."""
    candidate_calls: int
    """How many of them a candidate served, or was compared on."""
    checks: int
    """How many calls the checks compared before."""
    compared: int
    """How many live calls were compared."""
    differences: int
    """How many of all these differed."""
    difference: str | None
    """What differed last."""
    saved_seconds: float
    """The time that candidates saved, by what the checks measured."""


def bridges() -> tuple[Bridge, ...]:
    """Who serves each bridged function: see docs/bridges.md of tenon."""
    read: dict[str, Any] = json.loads(_native.bridges_json())
    return tuple(Bridge(**operation) for operation in read["operations"])


def bridges_json() -> str:
    """The same as JSON, with the candidates and where they lie."""
    return _native.bridges_json()
