"""Where the tests of the benchmark find what they test."""

import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).parents[2]
BUILD = pathlib.Path(os.environ["TENON_BUILD"])

sys.path += [str(ROOT / folder) for folder in ("bench", "bench/count", "bench/guard")]
