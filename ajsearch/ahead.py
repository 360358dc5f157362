"""An iteration that goes on in a thread of its own while what it gave is dealt with."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

SWITCH_SECONDS = 0.0002
"""How long the thread waits for its turn while the other one computes. It does next to nothing, but asks some six
times for each result; with Python's usual 5 ms two workers stood still for a third of the time.
"""

LOOK_SECONDS = 0.05
"""How often a stopped iteration is looked after until it has ended."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _End:
    """The iteration has ended, by itself or by an error."""

    error: BaseException | None = None


class Ahead(Generic[T]):
    """Iterates ``values``, which may be ``most`` ahead of who iterates this and must end soon once ``stopped`` is set:
    it is when the iteration is closed.
    """

    def __init__(self, values: Iterable[T], most: int, stopped: Event) -> None:
        self._values = values
        self._stopped = stopped
        self._fetched: Queue[T | _End] = Queue(most)

    def __iter__(self) -> Iterator[T]:
        with self._fetching():
            while not isinstance(one := self._fetched.get(), _End):
                yield one
            if one.error is not None:
                raise one.error

    @contextmanager
    def _fetching(self) -> Iterator[None]:
        usual = sys.getswitchinterval()
        thread = Thread(target=self._fetch, daemon=True)
        sys.setswitchinterval(SWITCH_SECONDS)
        thread.start()
        try:
            yield
        finally:
            self._stopped.set()
            while thread.is_alive():
                with suppress(Empty):  # it may wait for room
                    self._fetched.get(timeout=LOOK_SECONDS)
            sys.setswitchinterval(usual)

    def _fetch(self) -> None:
        end = _End()
        try:
            for one in self._values:
                self._fetched.put(one)
        except BaseException as error:
            end = _End(error)
        self._fetched.put(end)
