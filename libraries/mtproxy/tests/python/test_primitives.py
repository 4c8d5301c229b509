"""What the vectors cannot say: other implementations, this process, and time."""

import hashlib
import hmac
import os
import platform
import random
import time
import zlib

import mtproxy
import pytest

STREAM = random.Random(20260211).randbytes(1024)


def test_digests__every_length_up_to_1024__then_equal_to_hashlib() -> None:
    for size in range(len(STREAM) + 1):
        data = STREAM[:size]
        split = size // 3
        assert mtproxy.md5(data) == hashlib.md5(data).digest()
        assert mtproxy.md5_hex(data) == hashlib.md5(data).hexdigest().encode()
        assert mtproxy.sha1(data) == hashlib.sha1(data).digest()
        assert mtproxy.sha1_two_chunks(data[:split], data[split:]) == hashlib.sha1(data).digest()
        assert mtproxy.sha256(data) == hashlib.sha256(data).digest()
        assert mtproxy.sha256_two_chunks(data[:split], data[split:]) == hashlib.sha256(data).digest()


def test_hmacs__keys_of_every_length_up_to_200__then_equal_to_hmac() -> None:
    for size in range(201):
        key = STREAM[:size]
        assert mtproxy.md5_hmac(key, STREAM) == hmac.digest(key, STREAM, "md5")
        assert mtproxy.sha256_hmac(key, STREAM) == hmac.digest(key, STREAM, "sha256")


def test_crc32__every_length_and_start__then_equal_to_zlib() -> None:
    memory = memoryview(STREAM)
    for size in range(len(STREAM) + 1):
        crc = mtproxy.crc32_partial(memory[:size], 0xFFFFFFFF) ^ 0xFFFFFFFF
        assert crc == zlib.crc32(memory[:size])
    for start in range(64):
        crc = mtproxy.crc32_partial(memory[start:], 0xFFFFFFFF) ^ 0xFFFFFFFF
        assert crc == zlib.crc32(memory[start:])


def test_digest__without_a_size__then_whole() -> None:
    assert mtproxy.md5(b"abc").hex() == "900150983cd24fb0d6963f7d28e17f72"
    assert mtproxy.sha1(b"abc", digest_size=4).hex() == "a9993e36"


def test_pid_init__nothing_known__then_this_process() -> None:
    before = int(time.time())
    this = mtproxy.pid_init_server(mtproxy.ProcessId(ip=0, port=0, pid=0, utime=0), 0x01020304, 443)
    assert this.pid == os.getpid() & 0xFFFF
    assert before <= this.utime <= time.time()
    assert (this.ip, this.port) == (0x01020304, 443)


@pytest.mark.skipif(platform.system() != "Linux", reason="needs /proc")
def test_read_proc_stat_file__this_process__then_its_id() -> None:
    stats, comm = mtproxy.read_proc_stat_file(os.getpid(), 0)
    assert (stats.pid, stats.ppid) == (os.getpid(), os.getppid())
    assert comm.startswith(b"(")
    with pytest.raises(mtproxy.UnreadableError, match="No such file") as failure:
        mtproxy.read_proc_stat_file(-1, 0)
    assert isinstance(failure.value, OSError)


def test_cpuid__then_filled_or_unsupported() -> None:
    if platform.machine() in ("x86_64", "AMD64", "i686"):
        assert mtproxy.cpuid_fill().magic == mtproxy.CPUID_MAGIC
    else:
        with pytest.raises(NotImplementedError):
            mtproxy.cpuid_fill()


def test_times__then_those_of_the_clocks() -> None:
    before = time.monotonic()
    now = mtproxy.get_utime_monotonic()
    assert before - 1e-6 <= now <= time.monotonic() + 1e-6
    assert mtproxy.precise_now_value() == now
    before = time.time()
    assert before - 1e-6 <= mtproxy.get_utime(0) <= time.time() + 1e-6
    assert abs((mtproxy.precise_time_value() >> 32) - before) <= 2
    assert abs((mtproxy.get_precise_time(0) >> 32) - before) <= 2
    assert abs(mtproxy.get_double_time() - before) <= 2


def test_boundaries__then_what_is_implemented_is_in_the_contract() -> None:
    concurrency = mtproxy.get_concurrency_boundary()
    assert concurrency.mpq_implemented_ops & ~concurrency.mpq_contract_ops == 0
    assert concurrency.jobs_implemented_ops & ~concurrency.jobs_contract_ops == 0
