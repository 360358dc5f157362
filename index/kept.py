"""Values that are dear to make and asked for again: kept while there is room for them."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """At most ``most_bytes`` of values by key, but the last one in any case; what was used longest ago goes first."""

    def __init__(self, most_bytes: int, bytes_of: Callable[[T], int]) -> None:
        self._most = most_bytes
        self._bytes_of = bytes_of
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self.bytes = 0
        """What is kept now."""

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made where it is not kept."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        value = self._values[key] = make()
        self.bytes += self._bytes_of(value)
        while self.bytes > self._most and len(self._values) > 1:
            self.bytes -= self._bytes_of(self._values.popitem(last=False)[1])
        return value
