"""What setup, tests and packages install is named with its version, and its digest where one is known."""

import json
import re
import subprocess

from conftest import ROOT

EXACT = re.compile(r"\d+(\.\d+)*")
SCRIPTS = re.compile(r"(.*\.(sh|py|mjs|cmake|yml|yaml)|.*CMakeLists\.txt|.*Makefile|\.ci/.*)")
# What fetches things around the package managers, or whatever is newest.
FETCHERS = re.compile(r"(?:^|[;&|( ])(curl|wget|npx|cargo install|npm exec|pipx|uvx)\s|@latest\b")
# The Makefile of a new library is its author's; pip builds a package there, of which more below.
OF_AUTHORS = "compiler/cli/templates/"


def tracked(pattern):
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in names.splitlines() if re.fullmatch(pattern, name)]


def commands(name):
    """The lines of a script without comments, continued ones joined."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def test_python_tools__requirements__then_versions_and_digests():
    text = (ROOT / "tools/requirements.txt").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(lines) > 30
    assert [
        line for line in lines if not re.match(r"[\w.-]+==[\w.]+ +--hash=sha256:[0-9a-f]{64}", line)
    ] == []
    named = [line for line in (ROOT / "tools/requirements.in").read_text().splitlines() if line[0] != "#"]
    assert [line for line in named if not any(found.startswith(f"{line} ") for found in lines)] == []


def test_node_tools__lock__then_versions_and_digests():
    package = json.loads((ROOT / "tools/node/package.json").read_text())
    assert [version for version in package["devDependencies"].values() if not EXACT.fullmatch(version)] == []
    lock = json.loads((ROOT / "tools/node/package-lock.json").read_text())
    locked = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(locked) >= len(package["devDependencies"])
    assert [
        name for name, entry in locked.items() if not entry.get("integrity", "").startswith("sha512-")
    ] == []


def test_scripts__package_managers__then_pinned_or_local():
    loose = []
    for name in tracked(SCRIPTS):
        if name == "tests/surface/test_pins.py" or name.startswith(OF_AUTHORS):
            continue
        for line in commands(name):
            # Of a folder with --no-deps; or what has digests.
            if re.search(r"pip[\"']?,? +[\"']?install\b", line) and not re.search(
                r"--no-deps|--require-hashes", line
            ):
                loose.append((name, line))
            if re.search(r"\bnpm (install|i|add)\b", line) and not re.search(
                r"package[\"}/]|packages?[/}]", line
            ):
                loose.append((name, line))
            if re.search(r"\bcargo add\b", line) and not re.search(r"--path|dependencies", line):
                loose.append((name, line))
            if re.search(r"\bgo install\b", line) and not re.search(r"@(v\d|\$\w+_version)", line):
                loose.append((name, line))
            if re.search(r"\bgo get\b", line) or FETCHERS.search(line):
                loose.append((name, line))
    assert loose == []


def test_scripts__debian_packages__then_named_in_setup_alone():
    users = [name for name in tracked(SCRIPTS) if "apt-get install" in (ROOT / name).read_text()]
    assert [name for name in users if not name.startswith("tests/surface/")] == ["tools/setup.sh"]


def test_go_modules__requirements__then_in_a_sum():
    loose = []
    for name in tracked(r".*(go|arrow)\.mod"):
        file = ROOT / name
        sums = file.with_suffix(".sum")
        known = sums.read_text() if sums.exists() else ""
        for module, version in re.findall(
            r"^(?:require )?\s*([\w.-]+\.[\w./-]+) (v\S+)", file.read_text(), re.M
        ):
            is_local = ".example/" in module and version == "v0.0.0"
            if not is_local and f"{module} {version}" not in known:
                loose.append((name, module, version))
    assert loose == []


def test_packages__what_builds_them__then_pinned_or_the_least_version():
    python = (ROOT / "compiler/backends/python/templates/pyproject.toml").read_text()
    (requires,) = re.findall(r"^requires = (\[.*\])$", python, re.M)
    assert json.loads(requires)
    assert [word for word in json.loads(requires) if not re.fullmatch(r"[\w.-]+==[\w.]+", word)] == []
    # npm: nothing but what Node.js brings along.
    node = (ROOT / "compiler/backends/node/templates/package.json").read_text()
    assert '"dependencies"' not in node
    assert '"devDependencies"' not in node
    # Cargo.lock is the program's: a package says the least version of what it needs, of everything.
    rust = (ROOT / "compiler/backends/rust/templates/Cargo.toml").read_text()
    needs = re.findall(r"^(\w[\w-]*) = (.*)$", rust.split("[build-dependencies]")[1], re.M)
    assert needs
    assert [need for need in needs if not re.fullmatch(r'"\d+\.\d+\.\d+"', need[1])] == []


def test_actions__of_a_forge__then_none():
    assert tracked(r"\.(github|gitlab|circleci)/.*|\.gitlab-ci\.yml") == []
