    def readinto(self, buffer: @BUFFER@, /) -> @INT@:
        """Read bytes into a writable buffer.

        Returns:
            How many; 0 at the end.
        """

    def read(self, size: @INT@ | None = -1, /) -> @BYTES@:
        """Read at most `size` bytes, or all there are.

        Returns:
            No bytes at the end.
        """

    def readall(self) -> @BYTES@:
        """Read up to the end."""

