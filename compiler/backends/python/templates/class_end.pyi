    def close(self) -> None:
        """End the object; a second time does nothing."""

    @@@PROPERTY@
    def closed(self) -> @BOOL@:
        """Whether the object has ended."""

    def __enter__(self) -> @SELF@: ...
    def __exit__(self, *args: @OBJECT@) -> None: ...
