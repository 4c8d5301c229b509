"""`tenon bridge`: honest candidates pass, and each lie is refused with the right words.

Needs TENON (the command), a C and a C++ compiler; TENON_WORK is the folder that the program which compares is built in.
"""

import json
import os
import pathlib
import re
import subprocess

import pytest

HERE = pathlib.Path(__file__).parent
CANDIDATES = HERE / "candidates"
CONTRACT = CANDIDATES / "scales.h"
FUNCTIONS = ["scales_mix", "scales_sum", "scales_turn", "scales_add", "scales_loud"]
TENON = os.path.abspath(os.environ["TENON"])
SEED = 7


def run(*arguments, **options):
    options = {"capture_output": True, "text": True, "timeout": 600} | options
    return subprocess.run([TENON, *map(str, arguments)], **options)


@pytest.fixture(scope="session")
def work(tmp_path_factory):
    """Where the program that compares is built: once for all tests."""
    return pathlib.Path(os.environ.get("TENON_WORK") or tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """What `tenon build --lang c-impl` writes for a candidate."""
    return generate(tmp_path_factory.mktemp("template"), CONTRACT)


def generate(folder, contract):
    done = run("build", contract, "--lang", "c-impl", "--out", folder)
    assert done.returncode == 0, done.stderr
    return folder / "c-impl"


def build(folder, template, *flags, functions=FUNCTIONS, cxx=False):
    """A candidate: the scales, compiled with a lie. @return Its path."""
    source = CANDIDATES / "scales.c"
    mine = ["c++", "-x", "c++", "-std=gnu++17"] if cxx else ["cc", "-std=gnu11"]
    common = [
        "-O1",
        "-fPIC",
        "-DSCALES_CANDIDATE",
        *(f"-DPROVIDES_{name}" for name in functions),
        *flags,
    ]
    common += [
        f"-I{template}",
        f"-I{template}/contract/include",
        f"-I{template}/contract/library",
    ]
    objects = []
    for compiler, path in [
        (mine, source),
        (["cc", "-std=gnu11"], template / "provider_scales.c"),
        (["cc", "-std=gnu11"], template / "provider_errors.c"),
    ]:
        objects.append(folder / f"{path.stem}.o")
        subprocess.run([*compiler, *common, "-c", path, "-o", objects[-1]], check=True)
    library = folder / "candidate.so"
    link = [
        "-Wl,-Bsymbolic",
        "-Wl,-z,defs",
        f"-Wl,--version-script={template}/exports.map",
    ]
    subprocess.run(
        ["c++" if cxx else "cc", "-shared", *objects, *link, "-o", library], check=True
    )
    return library


def bridge(candidate, work, folder, *options):
    """@return How it ended, and what it wrote for programs."""
    report = folder / "report.json"
    given = [
        "--work",
        work,
        "--keep",
        folder / "kept",
        "--json",
        report,
        "--seed",
        SEED,
        *options,
    ]
    done = run("bridge", CONTRACT, "--candidate", candidate, *given)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == ""
    return done, json.loads(report.read_text())


def verdicts(report):
    return {one["operation"]: one["verdict"] for one in report["operations"]}


def test_bridge__honest_candidate__then_equal(work, template, tmp_path):
    done, report = bridge(build(tmp_path, template), work, tmp_path)
    assert done.returncode == 0
    assert verdicts(report) == dict.fromkeys(FUNCTIONS, "equal")
    assert report["equal"]
    assert report["refused"] is None
    assert all(one["calls"] >= 10000 for one in report["operations"])
    assert all(one["candidate_time"] > 0 for one in report["operations"])
    assert done.stdout.startswith("scales 1.2: scales in C (")
    assert "implements 5 of 5 bridged functions\n" in done.stdout
    assert done.stdout.endswith(
        f"equal: 5 functions (--seed {SEED} makes the same calls)\n"
    )
    assert not list((tmp_path / "kept").iterdir())


def test_bridge__part_of_the_contract__then_the_rest_is_named(work, template, tmp_path):
    candidate = build(tmp_path, template, functions=["scales_sum", "scales_add"])
    done, report = bridge(candidate, work, tmp_path, "--calls", 500)
    assert done.returncode == 0
    assert "implements 2 of 5 bridged functions" in done.stdout
    assert (
        "not implemented, the reference stays (3): scales_mix scales_turn scales_loud\n"
        in done.stdout
    )
    assert verdicts(report)["scales_mix"] == "not implemented"
    assert verdicts(report)["scales_sum"] == "equal"


def test_bridge__only_one_function__then_nothing_is_said_of_others(
    work, template, tmp_path
):
    candidate = build(tmp_path, template, "-DLIE_CRASH")
    done, report = bridge(
        candidate, work, tmp_path, "--only", "scales_mix", "--calls", 200
    )
    assert done.returncode == 0
    assert "scales_sum" not in done.stdout
    assert done.stdout.endswith("equal: 1 function (--seed 7 makes the same calls)\n")
    assert verdicts(report)["scales_mix"] == "equal"


def test_bridge__only_what_it_does_not_implement__then_refused(
    work, template, tmp_path
):
    candidate = build(tmp_path, template, functions=["scales_sum"])
    done, _ = bridge(candidate, work, tmp_path, "--only", "scales_mix")
    assert done.returncode == 1
    assert "refused: it does not implement scales_mix" in done.stdout


# The lie -> the function that is found out, the verdict, what the report says of it, and whether an input is kept.
LIES = {
    "LIE_CRASH": ("scales_sum", "crashed", r"scales in C", True),
    "LIE_HANG": ("scales_sum", "hung", r"scales in C", True),
    "LIE_LEAVES": ("scales_sum", "crashed", r"scales in C", True),
    "LIE_READS_ON": ("scales_sum", "overrun", r"scales in C reads .*values", True),
    "LIE_WRITES_ON": (
        "scales_turn",
        "overrun",
        r"scales in C writes behind the end of turned",
        True,
    ),
    "LIE_WRITES_INPUT": ("scales_turn", "overrun", r"scales in C writes .*data", True),
    "LIE_LEAVES_OUT": ("scales_turn", "not written", r"turned", True),
    "LIE_STATUS": ("scales_add", "different", r"the status is 1 with the reference and 0 with", True),
    "LIE_ERROR": ("scales_add", "different", r"the status is 1 with the reference and 2 with", True),
    "LIE_LEAK": (
        "scales_loud",
        "leaked",
        r"the heap of scales in C has grown by \d+ bytes",
        True,
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_bridge__candidate_that_lies__then_refused_with_the_input(
    lie, work, template, tmp_path
):
    function, verdict, said, is_kept = LIES[lie]
    candidate = build(tmp_path, template, f"-D{lie}")
    done, report = bridge(candidate, work, tmp_path, "--timeout", 500)
    assert done.returncode == 1, done.stdout
    assert verdicts(report) == dict.fromkeys(FUNCTIONS, "equal") | {
        function: verdict
    }, done.stdout
    assert report["refused"] == "1 of 5 functions did not pass; the reference stays"
    assert re.search(
        said,
        next(
            one["text"] for one in report["operations"] if one["operation"] == function
        ),
    ), done.stdout
    kept = next(
        one["input"] for one in report["operations"] if one["operation"] == function
    )
    assert (kept is not None) == is_kept
    assert pathlib.Path(kept).parent == tmp_path / "kept"
    assert f"the smallest input that shows it: {kept}\n" in done.stdout
    again, report = bridge(
        candidate,
        work,
        tmp_path,
        "--timeout",
        500,
        "--only",
        function,
        "--calls",
        1,
        "--vectors",
        kept,
    )
    assert again.returncode == 1
    assert verdicts(report)[function] == verdict


def test_bridge__exception__then_refused(work, template, tmp_path):
    candidate = build(tmp_path, template, "-DLIE_THROW", cxx=True)
    done, report = bridge(candidate, work, tmp_path)
    assert done.returncode == 1
    assert verdicts(report)["scales_sum"] == "crashed"
    assert report["equal"] is False


def test_bridge__one_wrong_answer_in_a_million__then_found(work, template, tmp_path):
    candidate = build(tmp_path, template, "-DLIE_ONE_IN_A_MILLION")
    done, report = bridge(
        candidate, work, tmp_path, "--calls", 12000000, "--only", "scales_mix"
    )
    assert done.returncode == 1
    assert verdicts(report)["scales_mix"] == "different"
    assert "number = " in next(
        path.read_text() for path in (tmp_path / "kept").iterdir()
    )


def test_bridge__slow_candidate__then_refused_only_with_a_floor(
    work, template, tmp_path
):
    candidate = build(tmp_path, template, "-DLIE_SLOW")
    options = ["--only", "scales_mix", "--calls", 100]
    assert bridge(candidate, work, tmp_path, *options)[0].returncode == 0
    done, report = bridge(candidate, work, tmp_path, *options, "--floor", 1.25)
    assert done.returncode == 1
    assert verdicts(report)["scales_mix"] == "too slow"


@pytest.mark.parametrize("option", ["--vectors", "--recorded"])
def test_bridge__calls_of_a_file__then_made(option, work, template, tmp_path):
    candidate = build(tmp_path, template, "-DLIE_ONE_IN_A_MILLION")
    number = next(n for n in range(10**8) if mixed(n) % 1000000 == 7)
    vectors = tmp_path / "mix.vectors"
    vectors.write_text(f"contract scales 1.2\ncall scales_mix\n  number = {number}\n")
    done, report = bridge(
        candidate,
        work,
        tmp_path,
        "--only",
        "scales_mix",
        "--calls",
        10,
        option,
        vectors,
    )
    assert done.returncode == 1, done.stdout
    assert verdicts(report)["scales_mix"] == "different"


def mixed(number):
    number = number * 2654435761 % 2**32
    return number ^ number >> 15


EXPECTED = {
    "number": ("scales_mix\n  number = 17\n", "result", "2175670175", "5"),
    "hexadecimal": ("scales_mix\n  number = 17\n", "result", hex(2175670175), "0x5"),
    "array": ("scales_turn\n  data = hex 00ff10\n", "turned", "hex ff00ef", "hex ff00ee"),
    "array that is too short": ("scales_turn\n  data = hex 00ff10\n", "turned", "hex ff00ef", "hex ff00"),
    "text": ("scales_loud\n  text = \"loud\"\n", "result", '"LOUD"', '"loud"'),
    "record": (
        "scales_add\n  a = {unit: 1, grams: 2}\n  b = {unit: 1, grams: 3}\n",
        "both",
        "{unit: 1, grams: 5}",
        "{unit: 1, grams: 6}",
    ),
    "status": ("scales_add\n  a = {unit: 1, grams: 2000000}\n  b = {unit: 1, grams: 3}\n", "result", "1", "0"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_bridge__vector_says_what_comes_out__then_both_must_give_it(name, work, template, tmp_path):
    call, output, right, wrong = EXPECTED[name]
    candidate = build(tmp_path, template)
    vectors = tmp_path / "shop.vectors"
    for value, status in [(right, 0), (wrong, 1)]:
        vectors.write_text(f"contract scales 1.2\ncall {call}  {output} = {value}\n")
        done, report = bridge(candidate, work, tmp_path, "--calls", 2, "--vectors", vectors)
        assert done.returncode == status, done.stdout
    text = next(one["text"] for one in report["operations"] if one["operation"] == call.split()[0])
    assert "both sides give the same, but not what the vector says" in text
    kept = next(one["input"] for one in report["operations"] if one["operation"] == call.split()[0])
    assert bridge(candidate, work, tmp_path, "--calls", 2, "--vectors", kept)[0].returncode == 1


# ---- What is refused before anything is called ----


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("1, 1", r"for contract 1\.2, the provider implements 1\.1 \(older\)"),
        ("1, 3", r"for contract 1\.2 \(older\), the provider implements 1\.3"),
    ],
    ids=["older", "newer"],
)
def test_bridge__candidate_for_another_version__then_refused(
    version, said, work, tmp_path
):
    (tmp_path / "scales.c").write_text("")
    contract = tmp_path / "scales.h"
    contract.write_text(CONTRACT.read_text().replace("1, 2", version))
    candidate = build(tmp_path, generate(tmp_path, contract))
    done, report = bridge(candidate, work, tmp_path)
    assert done.returncode == 1
    assert re.search(said, report["refused"]), report["refused"]
    assert report["operations"] == []


def test_bridge__contract_changed_without_its_version__then_the_first_difference(
    work, tmp_path
):
    (tmp_path / "scales.c").write_text("")
    contract = tmp_path / "scales.h"
    contract.write_text(
        CONTRACT.read_text().replace("uint64_t grams;", "uint32_t grams;")
    )
    candidate = build(tmp_path, generate(tmp_path, contract))
    done, report = bridge(candidate, work, tmp_path)
    assert done.returncode == 1
    assert "scales_weight" in report["refused"]


def test_bridge__record_laid_out_otherwise__then_the_field(work, template, tmp_path):
    done, report = bridge(build(tmp_path, template, "-fpack-struct=1"), work, tmp_path)
    assert done.returncode == 1
    assert report["operations"] == []
    assert report["refused"] is not None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("IMPLEMENTS_scales_loud << 4", "UINT64_C(0) << 4"),
        ("UINT64_C(0x1f)", "UINT64_C(0x0f)"),
    ],
    ids=["implemented", "contract"],
)
def test_bridge__mask_that_is_not_true__then_refused(
    before, after, work, template, tmp_path
):
    mine = tmp_path / "template"
    subprocess.run(["cp", "-r", template, mine], check=True)
    text = (mine / "provider_scales.c").read_text()
    changed = text.replace(before, after)
    assert changed != text
    (mine / "provider_scales.c").write_text(changed)
    done, report = bridge(build(tmp_path, mine), work, tmp_path)
    assert done.returncode == 1
    assert "mask" in report["refused"]


def test_bridge__no_provider__then_refused(work, tmp_path):
    library = tmp_path / "plain.so"
    subprocess.run(["cc", "-shared", "-x", "c", "/dev/null", "-o", library], check=True)
    done, report = bridge(library, work, tmp_path)
    assert done.returncode == 1
    assert "tenon_provider_scales" in report["refused"]


def test_bridge__no_library_at_all__then_refused(work, tmp_path):
    (tmp_path / "text.so").write_text("a text")
    done, report = bridge(tmp_path / "text.so", work, tmp_path)
    assert done.returncode == 1
    assert "text.so" in report["refused"]


def test_bridge__candidate_that_ends_the_program_when_loaded__then_refused(
    work, template, tmp_path
):
    done, report = bridge(
        build(tmp_path, template, "-DLIE_DIES_WHEN_LOADED"), work, tmp_path
    )
    assert done.returncode == 1
    assert report["refused"].startswith(
        "while it was loaded, it ended the program by signal 6 ("
    )


def test_bridge__candidate_that_hangs_when_loaded__then_refused(
    work, template, tmp_path
):
    done, report = bridge(
        build(tmp_path, template, "-DLIE_HANGS_WHEN_LOADED"),
        work,
        tmp_path,
        "--timeout",
        100,
    )
    assert done.returncode == 1
    assert report["refused"].startswith("while it was loaded, it did not return")


# ---- Wrong use ----


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([CONTRACT], "which candidate? Give --candidate LIB.so"),
        (
            [CONTRACT, "--candidate", "none.so"],
            "cannot read the candidate none.so: No such file or directory",
        ),
        (
            [CONTRACT, "--candidate", CONTRACT, "--vectors", "none"],
            "cannot read the vectors none",
        ),
        (
            [CONTRACT, "--candidate", CONTRACT, "--recorded", "none"],
            "cannot read the recorded calls none",
        ),
        (
            [CONTRACT, "--candidate", CONTRACT, "--only", "scales_idle"],
            "bridges no function scales_idle",
        ),
        ([CONTRACT, "--candidate", CONTRACT, "--calls", "-1"], "take numbers above 0"),
        (["--candidate", CONTRACT], "which contract?"),
        (
            [HERE.parent.parent / "examples/shelf/shelf.h", "--candidate", CONTRACT],
            "bridges nothing: write TENON_BRIDGED",
        ),
        (
            [HERE.parent.parent / "examples/shelf/shelf.h", "--candidate", "none.so"],
            "bridges nothing: write TENON_BRIDGED",
        ),
        ([CONTRACT, "--candidate", CONTRACT, "--unknown"], "--unknown"),
        (["none.h", "--candidate", CONTRACT], "cannot read none.h"),
    ],
)
def test_bridge__wrong_use__then_status_2_and_why(arguments, said, tmp_path):
    done = run("bridge", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_bridge__file_of_vectors_is_wrong__then_status_2_and_its_line(
    work, template, tmp_path
):
    candidate = build(tmp_path, template)
    (tmp_path / "bad.vectors").write_text("contract scales 1.2\ncall scales_nothing\n")
    given = ["--vectors", tmp_path / "bad.vectors", "--work", work]
    done = run("bridge", CONTRACT, "--candidate", candidate, *given)
    assert (done.returncode, done.stdout) == (2, "")
    assert "bad.vectors:2" in done.stderr


def test_bridge__help__then_says_what_each_status_means():
    done = run("bridge", "--help")
    assert done.returncode == 0
    assert "1 where it is refused" in done.stdout
