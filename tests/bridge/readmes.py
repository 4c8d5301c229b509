"""What the READMEs of providers tell to do, done word for word: the commands and the code in their blocks, run as they stand, with
only the places filled in that they leave to the reader. For a contract whose functions cannot fail, and whose names Rust has already;
and for a library that `tenon init` made.

Usage: readmes.py TENON WORK_DIR
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
WORK = pathlib.Path(sys.argv[2]).resolve()
CARGO = '\n[lib]\ncrate-type = ["cdylib", "staticlib"]\n'

TWICE_IN_C = """#include "provider_plain.h"

int32_t plain_twice(int32_t number) {
    return (int32_t)((uint32_t)number + (uint32_t)number);
}
"""
TWICE_IN_RUST = "fn twice(number: i32) -> i32 { number.wrapping_mul(2) }"

SERIES_IN_C = """#include "provider_lantern.h"

#include <stdlib.h>

struct lantern_series {
    double sum;
    size_t size;
};

lantern_series *lantern_series_new(void) { return calloc(1, sizeof(lantern_series)); }
void lantern_series_free(lantern_series *series) { free(series); }
size_t lantern_series_size(const lantern_series *series) { return series->size; }

lantern_status lantern_series_append(lantern_series *series, const double *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        series->sum += values[i];
    series->size += count;
    return LANTERN_OK;
}

lantern_status lantern_series_mean(const lantern_series *series, double *mean) {
    if (series->size == 0)
        return (lantern_status)tenon_fail(LANTERN_EMPTY, "nothing to divide");
    *mean = series->sum / (double)series->size;
    return LANTERN_OK;
}
"""
SERIES_IN_RUST = """
    fn new() -> Option<Self> { Some(Self { sum: 0.0, size: 0 }) }
    fn size(&self) -> usize { self.size }
    fn append(&mut self, values: &[f64]) -> Result<(), Error> {
        for value in values { self.sum += value; }
        self.size += values.len();
        Ok(())
    }
    fn mean(&self) -> Result<f64, Error> {
        if self.size == 0 { return FAILURE; }
        Ok(self.sum / self.size as f64)
    }
"""


def run(commands, folder):
    """@return What the commands printed; ends the test where one fails."""
    shell = ["bash", "-euc", commands]
    done = subprocess.run(shell, check=False, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\nexit status {done.returncode} of, in {folder}:\n{commands}")
    return done.stdout


def blocks(readme):
    return re.findall(r"```\w*\n(.*?)```\n", readme.read_text(), re.DOTALL)


def filled(text, before, after):
    if before not in text:
        sys.exit(f"no `{before}` in:\n{text}")
    return text.replace(before, after)


def expect_equal(printed, functions):
    if not re.search(rf"^equal: {functions} function", printed, re.MULTILINE):
        sys.exit(f"{functions} functions do not prove equal:\n{printed}")


def check_in(folder, check, header, functions):
    """`tenon bridge` as the README says; what it builds of the reference is kept for the next candidate."""
    command = filled(check, "PATH_OF/", f"{header.parent}/")
    command = filled(command, "--candidate", f"--work {WORK}/reference_{header.stem} --candidate")
    expect_equal(run(command, folder), functions)


def follow_c(header, folder, source, functions):
    build, check = blocks(folder / "README.md")
    (folder / "yours.c").write_text(source)
    run(build, folder)
    check_in(folder, check, header, functions)


def follow_rust(header, folder, work, method, functions, state=""):
    start, code, check = blocks(folder / "README.md")
    run(filled(start, "PATH_OF_THIS_FOLDER", str(folder)), work)
    mine = work / "mine"
    with (mine / "Cargo.toml").open("a") as manifest:
        manifest.write(CARGO)
    if "FAILURE" in method:
        method = method.replace("FAILURE", re.search(r"`(Err\(.*?\))` is a failure", (folder / "README.md").read_text())[1])
        crate = re.search(r"`Error` from `(\w+)`", (folder / "README.md").read_text())[1]
        code = f"use {crate}::types::Status;\nuse {crate}::Error;\n{code}"
    code = filled(code, "// as src/operations.rs says", method)
    (mine / "src/lib.rs").write_text(filled(code, "struct Mine;", f"struct Mine {{ {state} }}"))
    check_in(mine, check, header, functions)


def bridge_all(header):
    """Marks every function of the contract that `tenon init` wrote."""
    text = header.read_text()
    marked, count = re.subn(r"^((?:TENON_OWNED |\w+ )[\w ]+\*?\w+\([^;]*\)[^;]*);$", r"\1 TENON_BRIDGED;", text, flags=re.MULTILINE)
    if count != 5:
        sys.exit(f"{count} functions are marked, not 5:\n{marked}")
    header.write_text(marked)


def make(work, name):
    folder = work / name
    folder.mkdir()
    return folder


def main(tenon):
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "bin").mkdir(parents=True)
    (WORK / "bin/tenon").symlink_to(tenon)
    os.environ["PATH"] = f"{WORK}/bin:{os.environ['PATH']}"
    os.environ.pop("CARGO_TARGET_DIR", None)  # The README names files below target/.

    header = HERE / "plain/plain.h"
    plain = make(WORK, "plain")
    run(f"tenon build {header} --lang c-impl,rust-impl --out {plain}", WORK)
    run(f"CARGO_TARGET_DIR={WORK}/strict {HERE}/../strict/rust.sh {plain}/rust-impl {WORK}/strict", WORK)
    follow_c(header, plain / "c-impl", TWICE_IN_C, 1)
    follow_rust(header, plain / "rust-impl", plain, TWICE_IN_RUST, 1)

    run("tenon init lantern", WORK)
    lantern = WORK / "lantern"
    bridge_all(lantern / "include/lantern.h")
    run("tenon build include/lantern.h --lang c-impl,rust-impl --out providers", lantern)
    run("make check", lantern)
    follow_c(lantern / "include/lantern.h", lantern / "providers/c-impl", SERIES_IN_C, 5)
    follow_rust(
        lantern / "include/lantern.h", lantern / "providers/rust-impl", lantern, SERIES_IN_RUST, 5, "sum: f64, size: usize"
    )
    print("4 passed, 0 failed")


main(pathlib.Path(sys.argv[1]).resolve())
