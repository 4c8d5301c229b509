    def write(self, data: @BUFFER@, /) -> @INT@:
        """Write all of the bytes.

        Returns:
            How many.
        """

