"""Measures how calls and builds scale; run.sh says how to start it."""

import argparse
import json
import pathlib

import contracts
import hosts
from places import Gathered, Place

PARTS = ["threads", "contracts", "arrays"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench/scaling/run.sh")
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="fewer and smaller points")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--compiled", type=int, default=1000, help="functions of the largest that is compiled"
    )
    parser.add_argument("--parts", default=",".join(PARTS))
    given = parser.parse_args()
    chosen = given.parts.split(",")
    unknown = sorted(set(chosen) - set(PARTS))
    if unknown:
        parser.error(f"there is no part {unknown[0]}; write some of {','.join(PARTS)}")
    if given.rounds < 1:
        parser.error("write a number of rounds of at least 1")
    if given.compiled < 1:
        parser.error("write a number of functions of at least 1 for --compiled, for instance 10000")
    place = Place(given.build.resolve(), given.rounds, given.quick, given.compiled)
    place.work.mkdir(parents=True, exist_ok=True)
    gathered = Gathered()
    if {"threads", "arrays"} & set(chosen):
        made = hosts.programs(place, gathered)
        if "threads" in chosen:
            hosts.threads(place, gathered, made)
        if "arrays" in chosen:
            hosts.arrays(place, gathered, made)
    if "contracts" in chosen:
        contracts.contracts(place, gathered)
    told = {
        "part": "scaling",
        "series": [one.as_json() for one in gathered.series],
        "notes": gathered.notes,
        "missing": gathered.missing,
    }
    target = place.build / "bench/scaling.json"
    target.write_text(json.dumps(told, indent=1), encoding="utf-8")
    print(f"  wrote {target}")


if __name__ == "__main__":
    main()
