"""Section "streams" of calling.h: classes that are streams, and streams of Python's that the library uses."""

import io
import shutil
import socket
from pathlib import Path

import calling
import pytest
from calling import Source, Tank
from memory import grows_by, references


def counted(size: int) -> bytes:
    """The bytes 0, 1 ... 255, 0 ..."""
    return bytes(number % 256 for number in range(size))


# ---- Classes that are streams ----


def test_source__read__gives_what_there_is() -> None:
    source = Source(10, 10)
    assert source.read(4) == counted(10)[:4]
    assert source.read(0) == b""
    assert source.read(100) == counted(10)[4:]
    assert source.read(1) == b""
    assert source.read() == b""


def test_source__read_all__goes_on_to_the_end() -> None:
    data = counted(100_000)
    for read in (
        Source.read,
        Source.readall,
        lambda source: source.read(-1),
        lambda source: source.read(None),
    ):
        assert read(Source(100_000, 100_000)) == data


def test_source__readinto__fills_the_buffer() -> None:
    source = Source(6, 6)
    buffer = bytearray(4)
    assert source.readinto(buffer) == 4
    assert buffer == counted(4)
    assert source.readinto(memoryview(buffer)[1:]) == 2
    assert buffer == bytes([0, 4, 5, 3])
    assert source.readinto(buffer) == 0
    with pytest.raises((TypeError, BufferError)):
        source.readinto(b"read-only")


def test_source__fails_in_the_middle__raises() -> None:
    source = Source(10, 5)
    assert source.read(5) == counted(5)
    with pytest.raises(calling.HungUpError) as raised:
        source.read(5)
    assert isinstance(raised.value, OSError)
    with pytest.raises(calling.HungUpError):
        Source(10, 5).read()


def test_source__is_a_raw_stream__to_io() -> None:
    source = Source(10_000, 10_000)
    assert isinstance(source, io.RawIOBase)
    assert (source.readable(), source.writable(), source.seekable(), source.isatty()) == (
        True,
        False,
        False,
        False,
    )
    for use in (source.fileno, source.tell, lambda: source.seek(0), source.truncate):
        with pytest.raises(io.UnsupportedOperation):
            use()
    with io.BufferedReader(source) as reader:
        assert reader.read(5) == counted(5)
        assert reader.peek(1)[:1] == b"\x05"
        assert reader.read() == counted(10_000)[5:]
    assert source.closed


def test_source__closed__raises() -> None:
    source = Source(1, 1)
    source.close()
    for use in (source.read, source.readable, source.flush, lambda: source.readinto(bytearray(1))):
        with pytest.raises(calling.ClosedError):
            use()


def test_source__under_a_text_wrapper__gives_lines() -> None:
    with io.TextIOWrapper(io.BufferedReader(Source(128, 128)), encoding="ascii", newline="\n") as text:
        lines = text.readlines()
    assert "".join(lines) == counted(128).decode("ascii")
    assert len(lines) == 2


def test_tank__write__takes_all() -> None:
    tank = Tank(100)
    assert tank.write(b"abc") == 3
    assert tank.write(bytearray(b"de")) == 2
    assert tank.write(memoryview(b"fghi")[1:3]) == 2
    assert tank.write(b"") == 0
    with tank.content() as content:
        assert bytes(content) == b"abcdegh"
    with pytest.raises(calling.NoMemoryError):
        tank.write(bytes(94))
    with pytest.raises(TypeError, match="must be a bytes-like object, not str"):
        tank.write("text")  # type: ignore[arg-type]


def test_tank__while_it_is_looked_at__is_busy() -> None:
    tank = Tank(100)
    tank.write(b"abc")
    with tank.content() as content:
        with pytest.raises(calling.BusyError):
            tank.write(b"d")
        assert bytes(content) == b"abc"
    tank.write(b"d")


def test_copyfileobj__from_source_to_tank__copies() -> None:
    tank = Tank(50_000)
    shutil.copyfileobj(Source(50_000, 50_000), tank)
    with tank.content() as content:
        assert bytes(content) == counted(50_000)


def test_tank__under_a_buffered_writer__takes_pieces() -> None:
    tank = Tank(1000)
    writer = io.BufferedWriter(tank, 16)
    for piece in (b"one", b"two" * 10, b"three"):
        writer.write(piece)
    writer.flush()
    with tank.content() as content:
        assert bytes(content) == b"one" + b"two" * 10 + b"three"


# ---- Streams of Python's ----


class OnlyReads:
    """Gives pieces."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)

    def read(self, size: int) -> bytes:
        return self.pieces.pop(0)[:size] if self.pieces else b""


def test_add_bytes__streams_of_all_kinds__are_read(tmp_path: Path) -> None:
    data = counted(5000)
    path = tmp_path / "data"
    path.write_bytes(data)
    expected = (sum(data), len(data))
    assert calling.add_bytes(io.BytesIO(data)) == expected
    assert (
        calling.add_bytes(OnlyReads(data[:900], data[900:1800], *(bytes([byte]) for byte in data[1800:])))
        == expected
    )
    with path.open("rb") as file:
        assert calling.add_bytes(file) == expected
    with path.open("rb", buffering=0) as raw:
        assert calling.add_bytes(raw) == expected
    assert calling.add_bytes(Source(5000, 5000)) == expected
    assert calling.add_bytes(io.BytesIO()) == (0, 0)


def test_add_bytes__a_socket__is_read() -> None:
    here, there = socket.socketpair()
    with here, there, there.makefile("rb") as file:
        here.sendall(b"\x01" * 100)
        here.shutdown(socket.SHUT_WR)
        assert calling.add_bytes(file) == (100, 100)


def test_add_bytes__no_stream__raises_type_error() -> None:
    with pytest.raises(
        TypeError, match=r"argument 'read' must be a binary stream with readinto\(\) or read\(\), not int"
    ):
        calling.add_bytes(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"read\(\) result must be bytes, not str"):
        calling.add_bytes(io.StringIO("text"))  # type: ignore[arg-type]


def test_add_bytes__stream_misbehaves__is_an_error() -> None:
    class TooMuch:
        def read(self, size: int) -> bytes:
            return bytes(size + 1)

    class Nothing:
        def read(self, size: int) -> bytes | None:
            return None

    class Counts:
        def __init__(self, count: object) -> None:
            self.count = count

        def readinto(self, buffer: memoryview) -> int:
            return self.count  # type: ignore[return-value]

    with pytest.raises(ValueError, match=r"read\(\) result must have at most 1000 bytes, not 1001"):
        calling.add_bytes(TooMuch())
    with pytest.raises(BlockingIOError):
        calling.add_bytes(Nothing())
    with pytest.raises(ValueError, match=r"readinto\(\) result must be from 0 to 1000, not 1001"):
        calling.add_bytes(Counts(1001))
    with pytest.raises(ValueError, match="not -1"):
        calling.add_bytes(Counts(-1))
    with pytest.raises(TypeError, match=r"readinto\(\) result must be int, not str"):
        calling.add_bytes(Counts("1"))
    with pytest.raises(BlockingIOError):
        calling.add_bytes(Counts(None))


def test_add_bytes__buffer_kept_by_the_stream__is_not_the_librarys() -> None:
    kept: list[memoryview] = []

    class Keeps:
        def readinto(self, buffer: memoryview) -> int:
            kept.append(buffer[1:])
            buffer[0] = len(kept)
            return 1 if len(kept) < 4 else 0

    assert calling.add_bytes(Keeps()) == (6, 3)
    for buffer in kept:
        assert len(buffer) == 999
        buffer[:] = bytes(999)

    class Shrinks:
        def readinto(self, buffer: memoryview) -> int:
            owner = buffer.obj
            buffer.release()
            assert isinstance(owner, bytearray)
            owner.clear()
            return 1

    with pytest.raises(ValueError, match="smaller"):
        calling.add_bytes(Shrinks())


def test_add_bytes__stream_raises__same_exception_comes_out() -> None:
    error = ConnectionResetError("gone")

    class Fails:
        def read(self, size: int) -> bytes:
            raise error

    with pytest.raises(ConnectionResetError) as raised:
        calling.add_bytes(Fails())
    assert raised.value is error


def test_pour__streams_of_all_kinds__are_written(tmp_path: Path) -> None:
    data = counted(2500)
    stream = io.BytesIO()
    calling.pour(2500, stream)
    assert stream.getvalue() == data
    with (tmp_path / "data").open("wb") as file:
        calling.pour(2500, file)
    assert (tmp_path / "data").read_bytes() == data
    tank = Tank(2500)
    calling.pour(2500, tank)
    with tank.content() as content:
        assert bytes(content) == data


def test_pour__write_takes_a_part_or_says_nothing__all_is_written() -> None:
    class Writer:
        def __init__(self, most: int | None) -> None:
            self.most = most
            self.data = b""

        def write(self, data: bytes) -> int | None:
            taken = data[: self.most]
            self.data += taken
            return None if self.most is None else len(taken)

    for most in (None, 1, 7, 5000):
        writer = Writer(most)
        calling.pour(2500, writer)
        assert writer.data == counted(2500)


def test_pour__stream_misbehaves__is_an_error() -> None:
    class Writer:
        def __init__(self, result: object) -> None:
            self.result = result

        def write(self, data: bytes) -> object:
            return self.result

    with pytest.raises(BlockingIOError):
        calling.pour(10, Writer(0))
    with pytest.raises(ValueError, match=r"write\(\) result must be from 0 to 10, not 11"):
        calling.pour(10, Writer(11))
    with pytest.raises(TypeError, match=r"write\(\) result must be int, not str"):
        calling.pour(10, Writer("all"))
    with pytest.raises(TypeError, match=r"must be a binary stream with write\(\), not bytes"):
        calling.pour(10, b"")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="str"):
        calling.pour(10, io.StringIO())  # type: ignore[arg-type]


def test_copy__on_another_thread__copies() -> None:
    stream = io.BytesIO()
    assert calling.copy(Source(50_000, 50_000), stream) == 50_000
    assert stream.getvalue() == counted(50_000)
    error = OSError("full")

    class Full:
        def write(self, data: bytes) -> int:
            raise error

    with pytest.raises(OSError) as raised:
        calling.copy(io.BytesIO(b"abc"), Full())
    assert raised.value is error


def test_copy__much__memory_and_references_stay() -> None:
    class Sink:
        def write(self, data: bytes) -> None:
            pass

    sink = Sink()
    assert grows_by(lambda: calling.copy(Source(20_000_000, 20_000_000), sink)) < 1 << 20
    assert references(sink) == 1
