"""Fails where the sanitizers' reports name memory that a package lost.

Usage: leaks.py REPORT_PREFIX MODULE_PART (the log_path of ASAN_OPTIONS; what the name of the package's module contains)

Python and Node.js may keep memory of their own until they end. A leak counts where the package's own code, not the
host's, asked for the memory: the first frame below the sanitizer's is in its module.
"""

import pathlib
import re
import sys

SANITIZERS = re.compile(r"lib(a|l|ub)san\.so|libclang_rt")


def asked_by(record: str) -> str:
    frames = re.findall(r"^ +#\d+ 0x[0-9a-f]+ .*\((\S+)\+0x[0-9a-f]+\)$", record, re.M)
    return next((frame for frame in frames if not SANITIZERS.search(frame)), "")


def main() -> int:
    prefix, module = pathlib.Path(sys.argv[1]), sys.argv[2]
    lost = []
    for report in sorted(prefix.parent.glob(f"{prefix.name}.*")):
        records = re.split(r"(?=^(?:Direct|Indirect) leak of )", report.read_text(errors="replace"), flags=re.M)
        lost += [record.strip() for record in records[1:] if module in asked_by(record)]
    for record in lost:
        print(record, file=sys.stderr)
    print(f"leaks of the package: {len(lost)}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
