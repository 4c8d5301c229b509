
class _ReadsInto(@PROTOCOL@):
    """A binary stream: files, sockets' files, io.BytesIO."""

    def readinto(self, buffer: memoryview, /) -> @INT@ | None: ...

class _Reads(@PROTOCOL@):
    """Any object that gives at most `size` bytes, and none at the end."""

    def read(self, size: @INT@, /) -> @BUFFER@ | None: ...

_Readable: @ALIAS@ = _ReadsInto | _Reads
