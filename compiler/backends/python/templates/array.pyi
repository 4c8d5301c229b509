
_T = TypeVar("_T")

@@@FINAL@
class Array(Generic[_T]):
    """Numbers in native memory, without a copy.

    A sequence and a buffer: memoryview(array) and numpy.asarray(array) share its
    memory. A view keeps the object alive that it looks into, and that object cannot
    change until the view is closed.
    """

    def __len__(self) -> @INT@: ...
    @@overload
    def __getitem__(self, key: SupportsIndex, /) -> _T: ...
    @@overload
    def __getitem__(self, key: slice, /) -> @LIST@[_T]: ...
    def __iter__(self) -> @ITERATOR@[_T]: ...
    def __buffer__(self, flags: @INT@, /) -> memoryview: ...
    def __eq__(self, value: @OBJECT@, /) -> @BOOL@: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def tolist(self) -> @LIST@[_T]:
        """The elements as a list."""

    def close(self) -> None:
        """Free the memory, or end the view.

        BufferError is raised while a memoryview or a NumPy array looks at it.
        """

    @@@PROPERTY@
    def closed(self) -> @BOOL@:
        """Whether it was closed."""

    @@@PROPERTY@
    def readonly(self) -> @BOOL@:
        """Whether it is a view, which cannot be written."""

    def __enter__(self) -> @SELF@: ...
    def __exit__(self, *args: @OBJECT@) -> None: ...
