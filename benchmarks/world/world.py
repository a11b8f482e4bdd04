"""The world as a sequence of documents, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from benchmarks.world.document import Document, Writer
from benchmarks.world.fill import vocabulary
from benchmarks.world.options import Options
from benchmarks.world.plan import Plan, chapter
from benchmarks.world.template import template
from onrecord.types import InputError, Reading


class World:
    """Invented documents without end; the same templates and options give the same ones.

    Raises InputError where no template has a statement.
    """

    def __init__(self, readings: Sequence[Reading], options: Options | None = None) -> None:
        self.options = options or Options()
        self.templates = [template(reading) for reading in readings if reading.statements]
        if not self.templates:
            raise InputError("no template has a statement: give reports in which somebody says something")
        self._vocabulary = vocabulary(self.templates)
        self._writer = Writer(self.templates, self._vocabulary, self.options)
        # Reading in order needs one chapter at a time; two serve whoever looks back over an edge.
        self._chapter = lru_cache(maxsize=2)(self._planned)

    def document(self, number: int) -> Document:
        """The document of a number, 0 for the first."""
        chapter, place = divmod(number, self.options.chapter)
        return self._writer.write(number, self._chapter(chapter)[place])

    def documents(self, start: int, end: int) -> Iterator[Document]:
        """The documents of the numbers from `start` to before `end`."""
        return map(self.document, range(start, end))

    def _planned(self, number: int) -> list[Plan]:
        return chapter(number, self.options, self._vocabulary)
