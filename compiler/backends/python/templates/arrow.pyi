
class _ArrowStreamable(@PROTOCOL@):
    """Any table, column or stream of Arrow's: of pyarrow, polars, this package ..."""

    def __arrow_c_stream__(self, requested_schema: @OBJECT@ = None) -> @OBJECT@: ...

@@@FINAL@
class ArrowStream:
    """A table or column of Arrow's, without a copy.

    pyarrow.RecordBatchReader.from_stream(stream), polars.from_arrow(stream) and
    whatever else knows the Arrow PyCapsule interface reads it, once.
    """

    def __arrow_c_stream__(self, requested_schema: @OBJECT@ = None) -> @OBJECT@:
        """The stream as a PyCapsule, once; the requested schema is left aside."""

    def close(self) -> None:
        """Release the stream; a second time does nothing."""

    @@@PROPERTY@
    def closed(self) -> @BOOL@:
        """Whether it was used or closed."""

    def __enter__(self) -> @SELF@: ...
    def __exit__(self, *args: @OBJECT@) -> None: ...
