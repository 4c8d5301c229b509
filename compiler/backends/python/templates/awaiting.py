"""Awaitable calls: the function runs on the event loop's default executor.

Cancelling the awaiting task asks the call to stop, where it takes a Cancel, and the
await ends when the call has ended: until then the call uses what it was given.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from typing import Any, Protocol


class _Stop(Protocol):
    """What a Cancel has."""

    def request(self) -> None: ...


class _Call:
    """A call on its way through the executor."""

    def __init__(self, function: Callable[[], Any]) -> None:
        self.context = contextvars.copy_context()
        self.functions = [function]
        self.result: Any = None
        self.error: BaseException | None = None
        self.has_ended = False
        self.waiter: asyncio.Future[None] | None = None

    def claim(self) -> Callable[[], Any] | None:
        """The function, for the first who claims it: to run it, or to give it up.

        It is not kept here: the executor forgets a call only some time after its end.
        """
        try:
            return self.functions.pop()
        except IndexError:
            return None

    def run(self) -> None:
        """Run it on this thread, and keep what it gives or raises."""
        function = self.claim()
        if function is None:
            return
        try:
            self.result = self.context.run(function)
        except BaseException as error:
            self.error = error
        finally:
            del function  # the error's traceback holds this frame
            self.has_ended = True
            if self.waiter is not None:
                self.waiter.get_loop().call_soon_threadsafe(_wake, self.waiter)

    def wait(self, loop: asyncio.AbstractEventLoop) -> asyncio.Future[None]:
        """What is done when the call has ended, for who cannot await its executor."""
        self.waiter = waiter = loop.create_future()
        if self.has_ended:
            _wake(waiter)
        return waiter


class _Progress:
    """Tells the event loop's thread what the worker's thread is told."""

    def __init__(self, progress: Callable[..., Any], stop: _Stop | None) -> None:
        self.loop = asyncio.get_running_loop()
        self.progress = progress
        self.stop = stop
        self.error: BaseException | None = None

    def __call__(self, *values: Any) -> None:
        self.loop.call_soon_threadsafe(self.deliver, values)

    def deliver(self, values: tuple[Any, ...]) -> None:
        """Tell the caller; an exception of theirs ends the call."""
        if self.error is not None:
            return
        try:
            self.progress(*values)
        except Exception as error:
            self.error = error
            if self.stop is not None:
                self.stop.request()


def _wake(waiter: asyncio.Future[None]) -> None:
    """End a wait, once."""
    if not waiter.done():
        waiter.set_result(None)


async def _finish(call: _Call, stop: _Stop | None) -> None:
    """Run the call, and wait for its end whatever happens meanwhile."""
    loop = asyncio.get_running_loop()
    try:
        await loop.run_in_executor(None, call.run)
    except asyncio.CancelledError as error:
        cancelled = error
    else:
        return
    # Its future is cancelled now: a call that has not begun never will.
    while call.claim() is None:
        if stop is not None:
            stop.request()
        try:
            await call.wait(loop)
            break
        except asyncio.CancelledError as error:
            cancelled = error
    try:
        raise cancelled
    finally:
        del cancelled  # its traceback holds this frame


async def call(
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    keywords: dict[str, Any],
    cancel: tuple[str, Callable[[], _Stop]] | None,
    progress: str | None,
) -> Any:
    """Await a function that blocks.

    `cancel` is the name of the keyword for what stops it, and how to make one;
    `progress` that of the keyword for whom it tells how far it is.
    """
    stop: _Stop | None = None
    if cancel is not None:
        name, make = cancel
        if keywords.get(name) is None:
            keywords[name] = make()
        stop = keywords[name]
    relay: _Progress | None = None
    if progress is not None and callable(keywords.get(progress)):
        relay = _Progress(keywords[progress], stop)
        keywords[progress] = relay
    running = _Call(lambda: function(*arguments, **keywords))
    try:
        await _finish(running, stop)
        if relay is not None and relay.error is not None:
            raise relay.error
        if running.error is not None:
            if getattr(running.error, "kind", None) == "cancelled":
                raise asyncio.CancelledError(*running.error.args) from running.error
            raise running.error
        return running.result
    finally:
        del running, relay  # their exceptions' tracebacks hold this frame
