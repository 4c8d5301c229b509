"""Arrow streams made by hand, good and bad: PyCapsules of the C stream interface, without any library."""

import ctypes
from typing import Any

_ERROR = 5  # EIO


class _Schema(ctypes.Structure):
    pass


class _Array(ctypes.Structure):
    pass


class _Stream(ctypes.Structure):
    pass


_RELEASE_SCHEMA: Any = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Schema))
_RELEASE_ARRAY: Any = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))
_GET_SCHEMA: Any = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Schema))
_GET_NEXT: Any = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Array))
_GET_ERROR: Any = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(_Stream))
_RELEASE_STREAM: Any = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Stream))

_Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.c_void_p),
    ("dictionary", ctypes.c_void_p),
    ("release", _RELEASE_SCHEMA),
    ("private_data", ctypes.c_void_p),
]
_Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.c_void_p),
    ("children", ctypes.c_void_p),
    ("dictionary", ctypes.c_void_p),
    ("release", _RELEASE_ARRAY),
    ("private_data", ctypes.c_void_p),
]
_Stream._fields_ = [
    ("get_schema", _GET_SCHEMA),
    ("get_next", _GET_NEXT),
    ("get_last_error", _GET_ERROR),
    ("release", _RELEASE_STREAM),
    ("private_data", ctypes.c_void_p),
]

_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
_NAME = b"arrow_array_stream"

# What a consumer may still look at when nobody here remembers it: Arrow's memory lives until it is released.
_kept: list[Any] = []
_lies: list[int] = []


def _release_schema(schema: Any) -> None:
    schema.contents.release = _RELEASE_SCHEMA()


def _release_array(one: Any) -> None:
    one.contents.release = _RELEASE_ARRAY()


def _release_stream(stream: Any) -> None:
    stream.contents.release = _RELEASE_STREAM()


def _get_schema(_stream: Any, schema: Any) -> int:
    """A table without columns."""
    schema.contents.format = b"+s"
    schema.contents.name = b""
    schema.contents.release = _SCHEMA_ENDS
    return 0


def _get_end(_stream: Any, one: Any) -> int:
    one.contents.release = _RELEASE_ARRAY()
    return 0


def _fail_schema(_stream: Any, _schema: Any) -> int:
    return _ERROR


def _fail_next(_stream: Any, _one: Any) -> int:
    return _ERROR


def _lie_next(_stream: Any, one: Any) -> int:
    """Twice more than the schema has, with buffers that are none; then the end."""
    _lies.append(1)
    if len(_lies) % 3 == 0:
        one.contents.release = _RELEASE_ARRAY()
        return 0
    one.contents.length = 1
    one.contents.n_buffers = 0
    one.contents.n_children = 0
    one.contents.release = _ARRAY_ENDS
    return 0


def _no_error(_stream: Any) -> int | None:
    return None


# C calls these as long as the module is there.
_SCHEMA_ENDS = _RELEASE_SCHEMA(_release_schema)
_ARRAY_ENDS = _RELEASE_ARRAY(_release_array)
_STREAM_ENDS = _RELEASE_STREAM(_release_stream)
_NO_ERROR = _GET_ERROR(_no_error)
_EMPTY, _NO_SCHEMA = _GET_SCHEMA(_get_schema), _GET_SCHEMA(_fail_schema)
_END, _NO_NEXT, _LIE = _GET_NEXT(_get_end), _GET_NEXT(_fail_next), _GET_NEXT(_lie_next)


def capsule(get_schema: Any = _EMPTY, get_next: Any = _END, released: bool = False) -> Any:
    """A capsule around a stream."""
    stream = _Stream(get_schema, get_next, _NO_ERROR, _STREAM_ENDS, None)
    if released:
        stream.release = _RELEASE_STREAM()
    _kept.append(stream)
    if len(_kept) > 64:
        del _kept[:32]
    return _new_capsule(ctypes.addressof(stream), _NAME, None)


class Table:
    """An empty table."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return capsule()


class Given:
    """Whatever one gives it to give."""

    def __init__(self, given: Any) -> None:
        self._given = given

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        if isinstance(self._given, BaseException):
            raise self._given
        return self._given


def released() -> list[Any]:
    """Streams that were used up."""
    used = capsule(released=True)
    return [Given(used), Given(_new_capsule(ctypes.addressof(_Stream()), b"another name", None))]


def broken() -> list[Any]:
    """Streams that fail, or lie."""
    return [
        Given(capsule(get_schema=_NO_SCHEMA)),
        Given(capsule(get_next=_NO_NEXT)),
        Given(capsule(get_next=_LIE)),
    ]


def none() -> list[Any]:
    """What says that it has a stream, and then has none."""
    return [Given(ValueError("no stream")), Given(None), Given("text")]
