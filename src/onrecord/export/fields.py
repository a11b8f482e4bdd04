"""A JSON object whose values are asked for by kind; a value of another kind is an InputError that says where it is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn

from onrecord.types import InputError, Span


class Fields:
    """The values of one object. `name` is what the input is called, `where` the path of this object in it."""

    def __init__(self, value: Any, name: str, where: str) -> None:
        self._name = name
        self._where = where
        if not isinstance(value, dict):
            raise InputError(f"{name}: {where or 'the whole'} is no JSON object; give a document that onrecord wrote")
        self._values: dict[str, Any] = value

    def refuse(self, key: str, problem: str) -> NoReturn:
        """Raises InputError for the value at `key`."""
        raise InputError(f"{self._name}: {self._path(key)} {problem}")

    def has(self, key: str) -> bool:
        """Whether there is such a value."""
        return key in self._values

    def keys(self) -> Iterable[str]:
        """The keys, in the order written."""
        return self._values.keys()

    def text(self, key: str) -> str:
        """A string."""
        value = self._value(key)
        return value if isinstance(value, str) else self.refuse(key, "is no text")

    def text_or_none(self, key: str) -> str | None:
        """A string or null."""
        return None if self._value(key) is None else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        values = self._list(key)
        return tuple(values) if all(isinstance(value, str) for value in values) else self.refuse(key, "is not all text")

    def one_of(self, key: str, known: tuple[str, ...]) -> Any:
        """A string that is one of those known."""
        value = self.text(key)
        return value if value in known else self.refuse(key, f"is {value!r}; known are {', '.join(known)}")

    def one_of_or_none(self, key: str, known: tuple[str, ...]) -> Any:
        """A string that is one of those known, or null."""
        return None if self._value(key) is None else self.one_of(key, known)

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._value(key)
        return value if isinstance(value, bool) else self.refuse(key, "is neither true nor false")

    def number_or_none(self, key: str) -> float | None:
        """A finite number or null."""
        value = self._value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.refuse(key, "is no number")
        return value

    def whole_or_none(self, key: str) -> int | None:
        """A whole number from 0 on, or null."""
        value: int | None = self._value(key)
        return value if value is None or _is_offset(value) else self.refuse(key, "is no offset")

    def share(self, key: str) -> float:
        """A number from 0 to 1."""
        value = self.number_or_none(key)
        return value if value is not None and 0 <= value <= 1 else self.refuse(key, "is not between 0 and 1")

    def day(self, key: str) -> date | None:
        """A date as YYYY-MM-DD, or null."""
        value = self.text_or_none(key)
        try:
            return None if value is None else date.fromisoformat(value)
        except ValueError:
            return self.refuse(key, f"is {value!r}; a date is written YYYY-MM-DD")

    def span(self, key: str, length: int) -> Span:
        """A pair `[start, end]` inside a text of so many code points."""
        return self._span(key, self._value(key), length)

    def spans(self, key: str, length: int) -> tuple[Span, ...]:
        """A list of such pairs."""
        return tuple(self._span(key, pair, length) for pair in self._list(key))

    def start_and_end(self, length: int) -> Span:
        """This object's own `start` and `end` as a span inside a text of so many code points."""
        return self._span("end", [self._value("start"), self._value("end")], length)

    def object(self, key: str) -> Fields:
        """An object."""
        return Fields(self._value(key), self._name, self._path(key))

    def objects(self, key: str, missing: bool = False) -> list[Fields]:
        """A list of objects; with `missing` it may be left out."""
        values = [] if missing and not self.has(key) else self._list(key)
        return [Fields(value, self._name, f"{self._path(key)}[{n}]") for n, value in enumerate(values)]

    def _value(self, key: str) -> Any:
        return self._values[key] if key in self._values else self.refuse(key, "is missing")

    def _list(self, key: str) -> list[Any]:
        value = self._value(key)
        return value if isinstance(value, list) else self.refuse(key, "is no list")

    def _span(self, key: str, pair: Any, length: int) -> Span:
        match pair:
            case [start, end] if _is_offset(start) and _is_offset(end) and start <= end <= length:
                return Span(start, end)
        return self.refuse(key, f"has {pair!r}, which is no [start, end] in a text of {length:,} code points")

    def _path(self, key: str) -> str:
        return f"{self._where}.{key}" if self._where else key


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
