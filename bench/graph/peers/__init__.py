"""The libraries that are measured, a module each, with the functions that peers/tenon.py explains.

A module gives the library its edges in the form that it takes fastest and calls what its manual names for
the question. What turns an answer into arrays to compare is not timed. Functions named
ROW_input(), likewise, make what a row takes of an undirected graph where that is not what build() made.
"""

DAMPING = 0.85

TOLERANCE = 1e-6
"""PageRank is done when an iteration changed the ranks by no more than this, summed up over all nodes."""

RANK_ERROR = TOLERANCE / (1 - DAMPING)
"""How far ranks may be from the right ones, summed up: an iteration takes away the part 1 - DAMPING of it."""

ITERATIONS = 500
"""Far more than needed."""
