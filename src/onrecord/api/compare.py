"""Comparing: what several reports say alike, and how their tellings differ."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from os import PathLike
from typing import TYPE_CHECKING, Any

from onrecord.api.link import claims_of, meanings
from onrecord.ledger import Listed, SqlIndex, Wanted, opened_read_only, outlets_of, texts
from onrecord.ledger.query import Query
from onrecord.types import Claim, ClaimKind, Compared, Comparison, LinkType, Reading, document_id

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are wanted; a filter that is empty lets all pass.

    `speaker` and `words` are parts of a member's speaker and of its words, whatever their case. `outlets` is how many
    outlets, or documents where these are not known, must have the claim. `limit` is how many claims are given at most.
    `min_score` is how likely, 0 to 1, the tellings of a claim must be to say the same, on average: above that of
    `link.group.TOGETHER` it gives fewer and surer claims, below it changes nothing.
    """

    kinds: tuple[ClaimKind, ...] = ()
    links: tuple[LinkType, ...] = ()
    speaker: str = ""
    words: str = ""
    outlets: int = 1
    limit: int | None = None
    min_score: float = 0.0


@dataclass(frozen=True, slots=True, repr=False)
class ComparedReports:
    """What was found, with the ways to show it. `texts` are the documents' texts by id, which members point into."""

    comparison: Comparison
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order of its first words."""
        return self.comparison.claims

    def to_dict(self) -> dict[str, Any]:
        """As JSON values (LEDGER section 7)."""
        from onrecord.export.claims import to_dict

        return to_dict(self.comparison)

    def to_json(self, indent: int | None = 2) -> str:
        """As JSON text; `indent=None` gives one line."""
        from onrecord.export.claims import to_json

        return to_json(self.comparison, indent)

    def to_text(self, width: int = 80) -> str:
        """As plain text of at most `width` columns."""
        from onrecord.export.comparison import to_text

        return to_text(self.comparison, self.texts, width)

    def print_to(self, console: Console) -> None:
        """Writes the claims to a rich console."""
        from onrecord.export.comparison import print_comparison

        print_comparison(self.comparison, self.texts, console)

    def __repr__(self) -> str:
        return f"<ComparedReports: {len(self.claims)} claims in {len(self.comparison.documents)} documents>"


def compare(
    readings: Iterable[Reading], wanted: ClaimFilter | None = None, *, words_only: bool = False
) -> ComparedReports:
    """The claims that the readings make together: utterances, what several say, what they count, and every link.

    All are compared with each other, so that they should be of one story or a few; a ledger compares any number. More
    than a story has (`link.memory.STORY`) are taken to be of any matter, and each is compared with those most like it.
    With `words_only` their words alone are compared, and not also what an encoder makes of them: quicker, finds less.
    """
    from onrecord.link.claims import claims  # loads numpy
    from onrecord.link.linker import add, prepared
    from onrecord.link.memory import STORY, MemoryIndex

    made, told, documents = [], {}, []
    for reading in readings:
        digest = document_id(reading.article)
        if digest not in told:
            made.append(prepared(reading, meanings(words_only)))
            told[digest] = reading.article.text
            documents.append(compared(reading))
    index = MemoryIndex(one_matter=len(made) <= STORY)
    for points, sketch in made:
        add(points, sketch, index)
    wanted = wanted or ClaimFilter()
    return selected(Comparison(tuple(documents), tuple(claims(index, wanted.min_score))), told, wanted)


def compare_ledger(ledger: str | PathLike[str], wanted: ClaimFilter | None = None) -> ComparedReports:
    """The claims of the ledger at a path, those told last first. InputError where there is none.

    What was added with `--no-link` is in no claim until it is linked. Words are looked for as `search` does.
    """
    wanted = wanted or ClaimFilter()
    speaker = (wanted.speaker,) if wanted.speaker else ()
    query = Query(words=wanted.words, speaker=speaker, limit=None) if speaker or wanted.words else None
    with opened_read_only(ledger) as connection:
        found = claims_of(connection, Wanted(statement=query, outlets=wanted.outlets), wanted.min_score)
        fitting = (claim for claim in found if _fits(claim, wanted) and _is_wide(connection, claim, wanted.outlets))
        claims = tuple(islice(fitting, wanted.limit))
        listed = texts(connection, {member.document for claim in claims for member in claim.members})
    documents = tuple(_listed(one) for one, _ in listed)
    return ComparedReports(Comparison(documents, claims), {one.digest: text for one, text in listed})


def _is_wide(connection: sqlite3.Connection, claim: Claim, outlets: int) -> bool:
    """Whether so many outlets have a claim, which may be a part of the group that they have."""
    return outlets <= 1 or len(set(outlets_of(connection, {member.document for member in claim.members}))) >= outlets


def _listed(one: Listed) -> Compared:
    return Compared(one.digest, one.name, one.outlet, one.published, one.url)


def compare_against(
    ledger: str | PathLike[str],
    readings: Iterable[Reading],
    wanted: ClaimFilter | None = None,
    *,
    words_only: bool = False,
) -> ComparedReports:
    """The claims that readings make with each other and with the documents of a ledger that are most like them.

    Nothing is stored. Other versions of a reading, at its address, are left out. InputError where there is no ledger.
    """
    from onrecord.link.claims import claims  # loads numpy
    from onrecord.link.linker import add, meant, prepared
    from onrecord.link.memory import MemoryIndex
    from onrecord.link.sketch import sketch

    index = MemoryIndex(one_matter=False)
    with opened_read_only(ledger) as connection:  # first: readings may take long to come
        held = SqlIndex(connection)
        own = {document_id(reading.article): reading for reading in readings}
        urls = {reading.article.metadata.url for reading in own.values()} - {None}
        encoder = meanings(words_only)
        made = [prepared(reading, encoder) for reading in own.values()]
        near = dict.fromkeys(digest for _, each in made for digest in held.near(each) if digest not in own)
        listed = [(one, text) for one, text in texts(connection, near) if one.url not in urls]
        stored = [held.points(one.digest) for one, _ in listed]
    for (one, text), plain in zip(listed, stored, strict=True):
        theirs = meant(plain, text, encoder)
        add(theirs, sketch(theirs, one.digest, theirs[0].published), index)
    for ours, each in made:
        add(ours, each, index)
    wanted = wanted or ClaimFilter()
    made_now = claims(index, wanted.min_score)
    found = tuple(claim for claim in made_now if any(member.document in own for member in claim.members))
    told = {one.digest: text for one, text in listed} | {digest: one.article.text for digest, one in own.items()}
    documents = (*map(compared, own.values()), *(_listed(one) for one, _ in listed))
    return selected(Comparison(documents, found), told, wanted)


def compared(reading: Reading) -> Compared:
    """What a comparison says of a document."""
    metadata = reading.article.metadata
    published = metadata.published.isoformat() if metadata.published else None
    return Compared(document_id(reading.article), reading.article.name, metadata.outlet, published, metadata.url)


def selected(comparison: Comparison, told: Mapping[str, str], wanted: ClaimFilter) -> ComparedReports:
    """The comparison with only those claims that a filter lets pass; `told` are the documents' texts by id."""
    outlets = {document.id: document.outlet or document.id for document in comparison.documents}
    fitting = (claim for claim in comparison.claims if _passes(claim, outlets, told, wanted))
    return ComparedReports(replace(comparison, claims=tuple(islice(fitting, wanted.limit))), told)


def _passes(claim: Claim, outlets: Mapping[str, str], told: Mapping[str, str], wanted: ClaimFilter) -> bool:
    speaker, words = wanted.speaker.casefold(), wanted.words.casefold()
    return (
        _fits(claim, wanted)
        and (not speaker or any(speaker in (member.speaker or "").casefold() for member in claim.members))
        and (not words or any(words in m.span.words(told[m.document]).casefold() for m in claim.members))
        and len({outlets[member.document] for member in claim.members}) >= wanted.outlets
    )


def _fits(claim: Claim, wanted: ClaimFilter) -> bool:
    """Whether the claim is of a kind and has a link that is wanted."""
    fits_kind = not wanted.kinds or claim.kind in wanted.kinds
    return fits_kind and (not wanted.links or any(link.type in wanted.links for link in claim.links))
