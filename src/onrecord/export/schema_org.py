"""schema.org as JSON-LD: who said what, and skeletons of ClaimReviews whose verdict is left to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from onrecord.export.linked import one_a_line, part_iri, without_nothing
from onrecord.export.schema_nodes import Node, article_node, entity_node, statement_nodes, words_of
from onrecord.types import Claim, Member, Reading, Statement, document_id, hull

CONTEXT = "https://schema.org"


def to_schema(readings: Iterable[Reading], claims: Sequence[Claim] = ()) -> Iterator[str]:
    """Reports, their statements and, after them, the claims with all their tellings: pieces of JSON-LD to be joined."""
    tellings = Tellings(claims)
    return _graph(chain(_read(readings, tellings), (_claim(claim, tellings) for claim in claims)))


def to_claim_reviews(readings: Iterable[Reading], claims: Sequence[Claim] = ()) -> Iterator[str]:
    """A ClaimReview for each claim, or without claims for each statement: pieces of JSON-LD to be joined.

    It says what was claimed, by whom, and where it appeared. `reviewRating`, `url`, `author` and `datePublished` belong
    to who checks it and are left out, so that every validator asks for them (Google requires the first two,
    https://developers.google.com/search/docs/appearance/structured-data/factcheck); `creativeWorkStatus` says that the
    review is "Incomplete".
    """
    if not claims:
        return _graph(chain.from_iterable(map(_reviews_of_statements, readings)))
    return _graph(_reviews(readings, claims))


@dataclass(frozen=True, slots=True)
class _Telling:
    """One member of a claim with what is known of it from its document."""

    article: Node
    words: str
    published: date | None
    speaker: Node | None


@dataclass(slots=True)
class Tellings:
    """The tellings of claims, picked out of readings that go by: of each document only what its members need."""

    claims: Iterable[Claim]
    _wanted: dict[str, list[Member]] = field(default_factory=dict)
    _found: dict[tuple[str, int, int, str | None], _Telling] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for claim in self.claims:
            for member in claim.members:
                self._wanted.setdefault(member.document, []).append(member)

    def note(self, reading: Reading) -> None:
        """Keeps what the members in this reading need."""
        if not self._wanted:
            return
        statements = {statement.id: statement for statement in reading.statements}
        for member in self._wanted.get(document_id(reading.article), []):
            self._found[_key(member)] = _telling(member, reading, statements.get(member.statement or ""))

    def of(self, claim: Claim) -> list[_Telling]:
        """The claim's tellings in the order of its members, without those whose document has not gone by."""
        return [self._found[_key(member)] for member in claim.members if _key(member) in self._found]


def _key(member: Member) -> tuple[str, int, int, str | None]:
    return member.document, *member.span, member.statement


def _telling(member: Member, reading: Reading, statement: Statement | None) -> _Telling:
    entities = {entity.id: entity for entity in reading.entities}
    speaker = entities.get(statement.speaker or "") if statement and not statement.negated else None
    return _Telling(
        article=article_node(reading.article),
        words=member.span.words(reading.article.text),
        published=reading.article.metadata.published,
        speaker=entity_node(speaker) if speaker and speaker.type != "document" else None,
    )


def _graph(nodes: Iterable[Node]) -> Iterator[str]:
    yield f'{{"@context": "{CONTEXT}", "@graph": ['
    yield from one_a_line(nodes)
    yield "\n]}\n"


def _read(readings: Iterable[Reading], tellings: Tellings) -> Iterator[Node]:
    for reading in readings:
        tellings.note(reading)
        yield article_node(reading.article)
        yield from statement_nodes(reading)


def _reviews(readings: Iterable[Reading], claims: Sequence[Claim]) -> Iterator[Node]:
    tellings = Tellings(claims)
    for reading in readings:
        tellings.note(reading)
    yield from (_review(claim, tellings) for claim in claims)


def _reviews_of_statements(reading: Reading) -> Iterator[Node]:
    claims = [_single(statement, reading) for statement in reading.statements if not statement.negated]
    tellings = Tellings(claims)
    tellings.note(reading)
    return (_review(claim, tellings) for claim in claims)


def _single(statement: Statement, reading: Reading) -> Claim:
    """A statement as a claim with one telling."""
    article = reading.article
    member = Member(document_id(article), article.name, hull(statement.content), statement.id)
    return Claim(statement.id, "utterance", None, words_of(statement, article.text), (member,), ())


def _review(claim: Claim, tellings: Tellings) -> Node:
    reviewed = _claim(claim, tellings)
    return {
        "@type": "ClaimReview",
        "@id": part_iri("review", reviewed["@id"]),
        "creativeWorkStatus": "Incomplete",
        "claimReviewed": claim.text,
        "itemReviewed": reviewed,
    }


def _claim(claim: Claim, tellings: Tellings) -> Node:
    told = tellings.of(claim)
    speakers = {(t.speaker["@type"], t.speaker["name"]): t.speaker for t in told if t.speaker}
    return without_nothing({
        "@type": "Claim",
        "@id": part_iri("claim", *(f"{m.document} {m.span.start} {m.span.end}" for m in claim.members)),
        "text": claim.text,
        "author": list(speakers.values()),
        "appearance": [_appearance(telling) for telling in told],
        "firstAppearance": _first(told),
    })  # fmt: skip


def _appearance(telling: _Telling) -> Node:
    """The report, and as a part of it the words in which it tells the claim."""
    return telling.article | {"hasPart": {"@type": "CreativeWork", "text": telling.words}}


def _first(told: Sequence[_Telling]) -> Node | None:
    """The report that was published before all others; None where two share the day or one has no date."""
    days = sorted({(t.published, t.article["@id"]) for t in told if t.published})
    whole = all(t.published for t in told)
    return {"@id": days[0][1]} if whole and days and len({day for day, _ in days[:2]}) == len(days[:2]) else None
