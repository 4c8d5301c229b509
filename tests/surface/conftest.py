"""The packages of the contract told, built once; those of Python and Node.js twice, in two folders.

TENON: the command. TENON_WORK: a folder to work in, which is emptied. Needs npm, go and cargo, with what
tools/setup.sh installs on PATH.
"""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
TENON = pathlib.Path(os.environ.get("TENON", ROOT / "build/main/tenon")).resolve()


def run(*command, **options):
    options = {"check": True, "capture_output": True, "text": True, "timeout": 1200} | options
    done = subprocess.run([str(word) for word in command], **options)
    return done.stdout


@pytest.fixture(scope="session")
def work(tmp_path_factory):
    folder = os.environ.get("TENON_WORK")
    if folder is None:
        return tmp_path_factory.mktemp("surface")
    path = pathlib.Path(folder).resolve()
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


@pytest.fixture(scope="session")
def packages(work):
    """Two folders with the packages of told, generated in each from a copy of the contract there."""
    folders = []
    for name in ("first", "second/deeper"):
        folder = work / name
        shutil.copytree(HERE / "told", folder / "told")
        run(TENON, "build", folder / "told/told.h", "--out", folder / "packages")
        folders.append(folder / "packages")
    return folders


@pytest.fixture(scope="session")
def wheels(packages):
    """Two wheels, as a person builds one who wants others to get the same bytes."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
    built = []
    for folder in packages:
        out = folder.parent / "wheels"
        run(
            sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--wheel-dir", out, folder / "python", env=environment,
        )  # fmt: skip
        built += out.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def python_module(work, wheels):
    site = work / "site"
    run(
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
        "--no-index", "--target", site, wheels[0],
    )  # fmt: skip
    (module,) = (site / "told").glob("_native*.so")
    return module


@pytest.fixture(scope="session")
def node_modules(packages):
    """Two addons, each installed in a project of its own."""
    found = []
    for folder in packages:
        app = folder.parent / "app"
        run("bash", ROOT / "tests/node_install.sh", app, folder / "node", folder.parent / "npm.log")
        shutil.copy(HERE / "telling.mjs", app)
        found.append(folder / "node/build/Release/addon.node")
    return found


@pytest.fixture(scope="session")
def go_program(work, packages):
    folder = work / "go"
    shutil.copytree(HERE / "go", folder)
    run("go", "mod", "edit", "-replace", f"tenon.example/told={packages[0] / 'go'}", cwd=folder)
    run("go", "build", "-trimpath", "-o", "telling", ".", cwd=folder)
    return folder / "telling"


@pytest.fixture(scope="session")
def rust_program(work, packages):
    folder = work / "rust"
    shutil.copytree(HERE / "rust", folder)
    environment = os.environ | {"CARGO_TARGET_DIR": str(work / "rust-target")}
    run("cargo", "add", "--quiet", "--path", packages[0] / "rust", cwd=folder)
    run("cargo", "build", "--quiet", "--release", cwd=folder, env=environment)
    return work / "rust-target/release/telling"


@pytest.fixture(scope="session")
def programs(work, python_module, node_modules, go_program, rust_program):
    """Per language, what to run with the name of a function."""
    return {
        "python": ["env", f"PYTHONPATH={python_module.parent.parent}", sys.executable, HERE / "telling.py"],
        "node": ["node", work / "first/app/telling.mjs"],
        "go": [go_program],
        "rust": [rust_program],
    }


@pytest.fixture(scope="session")
def installed(work):
    """The command, installed into a folder that is then moved away."""
    run("cmake", "--install", TENON.parent, "--prefix", work / "prefix")
    return (work / "prefix").rename(work / "moved")
