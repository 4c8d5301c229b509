"""bench/count: instructions between two marks."""

import json
import subprocess
import sys

import pytest
from conftest import BUILD, ROOT
from count import CountError, beyond_empty, count, parse, per_call

MARKS = BUILD / "bench/count/libbench_marks.so"
BEGIN = f"import ctypes; marks = ctypes.CDLL({str(MARKS)!r}); begin = marks.bench_count_begin; "
BEGIN += "end = marks.bench_count_end\n"


def loops(*times, label="{}"):
    """A program that counts loops, each under its own label."""
    lines = "".join(
        f"begin()\nfor _ in range({one}): pass\nend({label.format(one).encode()!r})\n" for one in times
    )
    return [sys.executable, "-c", BEGIN + lines]


def test_count__loops_of_twice_and_thrice_the_length__then_grows_in_proportion():
    counts = count(loops(1000, 2000, 3000))
    assert list(counts) == ["1000", "2000", "3000"]
    first, second = counts["2000"] - counts["1000"], counts["3000"] - counts["2000"]
    assert first > 1000
    assert abs(first - second) < first / 100


def test_count__same_program_twice__then_same_counts():
    assert count(loops(1000)) == pytest.approx(count(loops(1000)), rel=0.001)


def test_count__work_of_another_thread__then_counted():
    program = "import threading\ndef work(times):\n    for _ in range(times): pass\n"
    for times in (1000, 50000):
        program += f"thread = threading.Thread(target=work, args=({times},))\n"
        program += f"begin(); thread.start(); thread.join(); end(b'{times}')\n"
    counts = count([sys.executable, "-c", BEGIN + program])
    assert counts["50000"] > counts["1000"] + 49000


def test_count__label_twice__then_refused():
    with pytest.raises(CountError, match="the label 'same' was marked twice"):
        count(loops(10, 20, label="same"))


def test_count__no_marks__then_refused():
    with pytest.raises(CountError, match="carried out no bench_count_end"):
        count([sys.executable, "-c", "pass"])


def test_count__command_fails__then_says_its_status():
    with pytest.raises(CountError, match="status 3 under callgrind"):
        count([sys.executable, "-c", "raise SystemExit(3)"])


def test_count__takes_too_long__then_refused():
    with pytest.raises(CountError, match=r"took longer than 0\.5 s"):
        count([sys.executable, "-c", "import time; time.sleep(60)"], seconds=0.5)


def test_count__outside_valgrind__then_marks_do_nothing():
    done = subprocess.run(loops(10), capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_command__what_the_counted_program_prints__then_not_between_the_counts(tmp_path):
    command = [sys.executable, ROOT / "bench/count/count.py", "--"]
    program = loops(10)
    program[-1] += "print('hello')"
    done = subprocess.run([*command, *program], capture_output=True, text=True, check=True)
    assert list(json.loads(done.stdout)) == ["10"]
    assert "hello" in done.stderr
    out = tmp_path / "counts.json"
    subprocess.run([*command[:-1], "--out", out, "--", *program], capture_output=True, check=True)
    assert json.loads(out.read_text()) == pytest.approx(json.loads(done.stdout), rel=0.001)


def test_dump__made_at_the_end_of_the_program__then_of_no_mark():
    assert parse("desc: Trigger: Program termination\n\ntotals: 12\n") is None


def test_dump__cut_short__then_refused():
    with pytest.raises(CountError, match="'add' has no line of totals"):
        parse("desc: Trigger: Client Request: add\n")


def test_per_call__labels_with_numbers_of_calls__then_instructions_of_one():
    assert per_call({"tenon add 2000": 5000, "empty 1": 3}) == {"tenon add": 2.5, "empty": 3}


@pytest.mark.parametrize("label", ["add", "add 0", "add many", "2000"])
def test_per_call__label_without_calls__then_refused(label):
    with pytest.raises(CountError, match="does not end in a number of calls; mark it as 'row 2000'"):
        per_call({label: 5000})


def test_beyond_empty__rows_of_different_numbers_of_calls__then_each_without_its_own_loop():
    counts = {"add 2000": 9000, "many 10": 600, "empty 2000": 5000, "empty 10": 100}
    assert beyond_empty(counts) == {"add": 2, "many": 50}
