"""What a reading must do to be stored: its spans lie in its text, its numbers are finite."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from onrecord.types import Reading, Span, Statement


def endless(reading: Reading) -> Iterator[str]:
    """What has a number that is none (NaN) or infinite, each in words; neither JSON nor SQLite can hold them all."""
    for where, numbers in _numbers(reading):
        for number in numbers:
            if number is not None and not math.isfinite(number):
                yield f"{where} has the number {number}"


def _numbers(reading: Reading) -> Iterator[tuple[str, Iterable[float | None]]]:
    for place in reading.places:
        yield f"place {place.name}", (place.latitude, place.longitude, place.confidence)
    for statement in reading.statements:
        yield f"the confidence of {statement.id}", (statement.confidence,)
        for quantity in statement.quantities:
            yield f"a quantity of {statement.id}", (quantity.low, quantity.high)


def outside(reading: Reading) -> Iterator[str]:
    """What stands outside the text or is turned round, each in words."""
    end = len(reading.article.text)
    for where, spans in _spans(reading):
        for span in spans:
            if not 0 <= span[0] <= span[1] <= end:
                yield f"{where} is at {span[0]} to {span[1]}, not inside its text of {end} characters"


def _spans(reading: Reading) -> Iterator[tuple[str, Iterable[Span]]]:
    article = reading.article
    yield "a block", [block.span for block in article.blocks]
    yield "a sentence", article.sentences
    for place in reading.places:
        yield f"place {place.name}", place.spans
    for statement in reading.statements:
        yield from _of(statement)


def _of(statement: Statement) -> Iterator[tuple[str, Iterable[Span]]]:
    yield f"the content of {statement.id}", statement.content
    yield f"the source of {statement.id}", statement.source
    yield f"the cue of {statement.id}", statement.cue
    if statement.quantities:
        yield f"a quantity of {statement.id}", [quantity.span for quantity in statement.quantities]
    for slot, evidence in statement.evidence.items():
        if evidence.spans:
            yield f"the evidence of {slot} of {statement.id}", evidence.spans
