
class _NumPyArray(@PROTOCOL@):
    """A NumPy array: its own stub calls it a buffer only from Python 3.12 on."""

    @@@PROPERTY@
    def __array_interface__(self) -> @DICT@[@STR@, @ANY@]: ...

class _Tensor(@PROTOCOL@):
    """A tensor of a library that knows DLPack."""

    @@@PROPERTY@
    def __dlpack__(self) -> @CALLABLE@[..., @ANY@]: ...

_Buffer: @ALIAS@ = @BUFFER@ | _NumPyArray | _Tensor
