"""Proving a ledger: what is stored against itself, and the texts against the bytes that they were taken from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os import PathLike

from onrecord.api.link import Relinking
from onrecord.ledger import Fault, Listed, documents, opened_read_only, raw_document, reading
from onrecord.ledger import verify as verify_stored
from onrecord.types import Article, InputError, RawDocument


def verify(
    ledger: str | PathLike[str],
    head: str | None = None,
    replay: bool = False,
    step: Callable[[], object] = lambda: None,
) -> Iterator[Fault]:
    """Everything in a ledger that is not as it was written, one record each; none for a ledger that is whole.

    `head` is the head's hash as noted at some time: its entry must still be there, which tells a ledger that was cut
    or rewritten. `replay` takes the text out of each document's kept bytes again and compares, and compares each
    document again with those that it was found to share a saying with; nothing is read for statements. `step` is
    called after each entry, and after each document that is replayed. Raises InputError where there is no ledger.
    """
    faulty = False
    for fault in verify_stored(ledger, head, step):
        faulty = True
        yield fault
    if replay and not faulty:  # what was altered cannot be replayed, and is told already
        yield from _replayed(ledger, step)


def _replayed(ledger: str | PathLike[str], step: Callable[[], object]) -> Iterator[Fault]:
    with opened_read_only(ledger) as connection:
        relinked = Relinking(connection)
        for one in documents(connection):
            stored = reading(connection, one.id)
            if raw := raw_document(connection, one.id):
                yield from _compared(one, raw, stored.article)
            yield from relinked(one, stored)
            step()


def _compared(one: Listed, raw: RawDocument, stored: Article) -> Iterator[Fault]:
    from onrecord.clean import clean

    try:
        again, _ = clean(raw)
    except InputError as error:
        yield Fault(f"its bytes cannot be read again: {error}", "document", document=one.name)
        return
    if again.text != stored.text:
        at = next((n for n, (a, b) in enumerate(zip(again.text, stored.text, strict=False)) if a != b), None)
        where = f"from character {at} on" if at is not None else "in its length"
        yield Fault(f"its bytes give another text today, {where}", "document", document=one.name, column="text")
        return
    for part in ("blocks", "sentences", "metadata"):
        if getattr(again, part) != getattr(stored, part):
            yield Fault(f"its bytes give other {part} today", "document", document=one.name)
