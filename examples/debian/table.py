"""Runs the five ranking programs and prints one table: the same ranks, the time of each, and each language's errors.

Usage: table.py EDGE_LIST COMPILER_MESSAGES COMMAND... where COMPILER_MESSAGES is a file of lines "language<TAB>error<TAB>message"
with what compilers said to mistakes that do not compile, and each COMMAND is one shell-quoted program that takes the edge list and prints
one JSON object: language, nodes, edges, read_seconds, rank_seconds, iterations, digest (over the bits of every rank), top
([name, bits of its rank] pairs) and errors (what it said to a closed object, a missing node and a wrong argument; what is absent
does not compile).
"""

import json
import shlex
import struct
import subprocess
import sys


def run(command: str, edge_list: str) -> dict:
    finished = subprocess.run([*shlex.split(command), edge_list], stdout=subprocess.PIPE, text=True, check=False)
    if finished.returncode != 0:
        sys.exit(f"table.py: {command} failed with status {finished.returncode}")
    return json.loads(finished.stdout)


def rank_of(bits: str) -> float:
    return struct.unpack(">d", bytes.fromhex(bits))[0]


def print_ranks(results: list[dict]) -> None:
    first = results[0]
    print(f"\n{first['nodes']:,} packages, {first['edges']:,} dependencies, PageRank in {first['iterations']} iterations\n")
    print(f"  {'':3}{'package':28}{'rank':12}{'bits of the rank':20}the same in")
    for place, (name, bits) in enumerate(first["top"]):
        same = [result["language"] for result in results if result["top"][place] == [name, bits]]
        print(f"  {place + 1:<3}{name:28}{rank_of(bits):<12.8f}{bits:20}{', '.join(same)}")


def print_times(results: list[dict]) -> None:
    print(f"\n  {'language':10}{'read':>10}{'rank':>10}   digest of all ranks")
    for result in results:
        read, rank = result["read_seconds"] * 1000, result["rank_seconds"] * 1000
        print(f"  {result['language']:10}{read:7.0f} ms{rank:7.1f} ms   {result['digest']}")


def add_compiler_messages(results: list[dict], path: str) -> None:
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            language, error, message = line.rstrip("\n").split("\t", 2)
            for result in results:
                if result["language"] == language:
                    result["errors"][error] = f"(the compiler) {message}"


def print_errors(results: list[dict]) -> None:
    titles = {"closed": "A closed graph", "missing": "A missing package", "wrong": "A wrong argument"}
    for key, title in titles.items():
        print(f"\n{title}:")
        for result in results:
            message = result["errors"].get(key, "nothing: a C pointer to freed memory is undefined behaviour")
            print(f"  {result['language']:10}{message}")


def main() -> None:
    results = [run(command, sys.argv[1]) for command in sys.argv[3:]]
    add_compiler_messages(results, sys.argv[2])
    print_ranks(results)
    print_times(results)
    print_errors(results)
    digests = {(result["digest"], json.dumps(result["top"])) for result in results}
    if len(digests) != 1:
        sys.exit("\nThe ranks DIFFER between the languages.")
    print(f"\nAll {len(results)} languages agree on every rank to the last bit.")


if __name__ == "__main__":
    main()
