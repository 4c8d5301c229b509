    def readable(self) -> @BOOL@:
        """Whether it can be read from."""

    def writable(self) -> @BOOL@:
        """Whether it can be written to."""

    def seekable(self) -> @BOOL@:
        """False: it goes forward only."""

    def isatty(self) -> @BOOL@:
        """False: it is no terminal."""

    def flush(self) -> None:
        """Do nothing: what was written is written."""

    def fileno(self) -> @NEVER@:
        """Raise io.UnsupportedOperation."""

    def seek(self, offset: @INT@, whence: @INT@ = 0, /) -> @NEVER@:
        """Raise io.UnsupportedOperation."""

    def tell(self) -> @NEVER@:
        """Raise io.UnsupportedOperation."""

    def truncate(self, size: @INT@ | None = None, /) -> @NEVER@:
        """Raise io.UnsupportedOperation."""

