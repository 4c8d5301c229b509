
@@@FINAL@
class Cancel:
    """Stops calls that are given it: pass it as `cancel`, and call request().

    Nothing takes a request back; a new call needs a new object.
    """

    def request(self) -> None:
        """Ask the calls that were given this object to stop. Any thread may."""

    @@@PROPERTY@
    def requested(self) -> @BOOL@:
        """Whether request() was called."""
