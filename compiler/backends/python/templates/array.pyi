
_T = TypeVar("_T")

@@@FINAL@
class Array(Generic[_T]):
    """Numbers in native memory, without a copy.

    A sequence, a buffer and a tensor: memoryview(array), numpy.asarray(array) and
    torch.from_dlpack(array) share its memory. A view keeps the object alive that it
    looks into, and that object cannot change until the view is closed; while one that
    can be written is open, nothing else uses the object.
    """

    def __len__(self) -> @INT@: ...
    @@overload
    def __getitem__(self, key: SupportsIndex, /) -> _T: ...
    @@overload
    def __getitem__(self, key: slice, /) -> @LIST@[_T]: ...
    def __iter__(self) -> @ITERATOR@[_T]: ...
    def __buffer__(self, flags: @INT@, /) -> memoryview: ...
    def __dlpack__(
        self,
        *,
        stream: None = None,
        max_version: @TUPLE@[@INT@, @INT@] | None = None,
        dl_device: @TUPLE@[@INT@, @INT@] | None = None,
        copy: @BOOL@ | None = None,
    ) -> @ANY@:
        """A DLPack capsule, for numpy.from_dlpack(array) and its like."""

    def __dlpack_device__(self) -> @TUPLE@[@INT@, @INT@]:
        """Where DLPack says that the memory is: the CPU's."""

    def __eq__(self, value: @OBJECT@, /) -> @BOOL@: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def tolist(self) -> @LIST@[_T]:
        """The elements as a list."""

    def close(self) -> None:
        """Free the memory, or end the view.

        BufferError is raised while a memoryview, a NumPy array or a tensor looks at it.
        """

    @@@PROPERTY@
    def closed(self) -> @BOOL@:
        """Whether it was closed."""

    @@@PROPERTY@
    def readonly(self) -> @BOOL@:
        """Whether it cannot be written: a view that only shows."""

    def __enter__(self) -> @SELF@: ...
    def __exit__(self, *args: @OBJECT@) -> None: ...
