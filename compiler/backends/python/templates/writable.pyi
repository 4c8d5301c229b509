
class _Writable(@PROTOCOL@):
    """Any object that bytes can be written to."""

    def write(self, data: @BYTES@, /) -> @OBJECT@: ...
