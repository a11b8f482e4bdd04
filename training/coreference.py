"""Reading coreference corpora into one form: GUM's news (CoNLL-U), MEANTIME and ECB+ (CoNLL columns).

MEANTIME and ECB+ come as tokens without their spacing: the text is put together as English is written, a sentence a
paragraph, the first one a headline. GUM's text, paragraphs and headings are its own.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from onrecord.lexicon.nouns import pronouns
from onrecord.types import Article, Block, Span

Kind = Literal["name", "pronoun", "nominal"]
Sort = Literal["person", "organisation", "place"]
#: Every third document is kept from training, by a digest of its name.
_PARTS = 3
_BEFORE, _AFTER = re.compile(r"[.,;:!?)\]}%”’]+|'|''|'s|n't|'(?:re|ve|ll|d|m)"), re.compile(r"[(\[{$£€“‘]|``")
#: An entity's chain in MEANTIME and ECB+ says what it is: only persons, bodies and places with a government can speak.
_SPEAKERS = re.compile(r"(?:HUM|PER|ORG|LOC)")
_CHAIN = re.compile(r"(\()?\s*([^\s()|]+)(\))?")
_GUM_SPEAKERS: dict[str, Sort] = {"person": "person", "organization": "organisation", "place": "place"}
_SORTS: dict[str, Sort] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_GUM_MARK = re.compile(r"\((?P<open>[^()]+)(?P<shut>\))?|(?P<close>\d+)\)")
_POST = re.compile(r"^(?:of|in|at|for|from|with|who|which|that|,|\(|and|on|to|by|'s|’s)$")
#: Pronouns that the lexicon lacks: whoever is addressed so is nobody in the report.
_YOU = ("you", "your")


class GoldMention(NamedTuple):
    """Words that refer to an entity; `head` is the one that names its kind, by which mentions are matched.

    `sort` is what the corpus says the entity is; None where it does not tell people from bodies.
    """

    span: Span
    head: Span
    entity: str
    kind: Kind
    sort: Sort | None = None


@dataclass(frozen=True, slots=True)
class Coreference:
    """A document with every mention of those who can speak, in reading order.

    `sparse`: only some sentences were annotated, so that a chain without a name may have one after all.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    mentions: list[GoldMention] = field(default_factory=list)
    sparse: bool = False

    def article(self) -> Article:
        """The document as the package reads it."""
        return Article(self.id, self.text, self.blocks, self.sentences)

    @property
    def held_out(self) -> bool:
        """Whether nothing is learnt from it: every third, by a digest of its name."""
        return zlib.crc32(self.id.encode()) % _PARTS == 0

    @property
    def points_back(self) -> bool:
        """Whether a pronoun or a description stands for somebody who is named too."""
        return any(m.kind != "name" and any(o.kind == "name" for o in self.chain(m)) for m in self.mentions)

    def chain(self, mention: GoldMention) -> list[GoldMention]:
        """The other mentions of a mention's entity."""
        return [m for m in self.mentions if m.entity == mention.entity and m.span != mention.span]


class _Word(NamedTuple):
    span: Span
    word: str
    tag: str
    mark: str


def read_gum(folder: Path) -> Iterator[Coreference]:
    """The documents of GUM: `dep/*.conllu` with entities in the last column."""
    for path in sorted((folder / "dep").glob("*.conllu")):
        yield _gum_document(path.stem, path.read_text(encoding="utf8").splitlines())


def _gum_document(name: str, lines: Iterable[str]) -> Coreference:
    text, joined = "", 0
    starts: list[tuple[int, bool]] = []
    sentences: list[Span] = []
    words: list[_Word] = []
    for line in lines:
        cells = line.split("\t")
        if line.startswith("# newpar_block"):
            text = text.rstrip() + "\n\n" if text else ""
            starts.append((len(text), "head" in line))
        elif line.startswith("# sent_id"):
            sentences.append(Span(len(text), len(text)))
        elif len(cells) == 10 and "-" in cells[0]:
            # "4-5 boy's": the words that follow are written as one, the last of them with the space that this one has.
            joined = int(cells[0].split("-")[1]) + (1 if "SpaceAfter=No" in cells[9] else 0)
        elif len(cells) == 10 and cells[0].isdigit():
            mark = next((m.removeprefix("Entity=") for m in cells[9].split("|") if m.startswith("Entity=")), "")
            words.append(_Word(Span(len(text), len(text) + len(cells[1])), cells[1], cells[3], mark))
            text += cells[1] + ("" if "SpaceAfter=No" in cells[9] or int(cells[0]) < joined else " ")
            joined = joined if int(cells[0]) < joined else 0
            sentences[-1] = Span(sentences[-1].start, words[-1].span.end)
    text = text.rstrip()
    ends = [start for start, _ in starts[1:]] + [len(text) + 2]
    blocks = [
        Block(Span(start, end - 2), "headline" if head else "paragraph")
        for (start, head), end in zip(starts, ends, strict=True)
    ]
    return Coreference(name, text, tuple(blocks), tuple(sentences), sorted(_gum_mentions(words)))


def _gum_mentions(words: Sequence[_Word]) -> Iterator[GoldMention]:
    """Mentions by their opening and closing marks: `(12-person-…-1-…` opens entity 12, `12)` closes it."""
    opened: defaultdict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for n, word in enumerate(words):
        for found in _GUM_MARK.finditer(word.mark):
            cells = (found["open"] or "").split("-")
            if found["open"]:
                opened[cells[0]].append((n, cells))
            if found["shut"] or found["close"]:
                first, cells = opened[found["close"] or cells[0]].pop()
                if cells[1] in _GUM_SPEAKERS:
                    yield _gum_mention(words[first : n + 1], cells)


def _gum_mention(words: Sequence[_Word], cells: Sequence[str]) -> GoldMention:
    # The sixth cell numbers the words that no shorter form of the mention could lack: its head, or a title and a name.
    numbers = [int(n) for n in cells[5].split(",") if n.isdigit() and int(n) <= len(words)] or [len(words)]
    front = [words[n - 1] for i, n in enumerate(numbers) if n == numbers[0] + i]
    names = [word for word in front if word.tag == "PROPN"]
    head = names[-1] if names else front[0]
    kind: Kind = "name" if names else "pronoun" if head.tag in ("PRON", "DET") else "nominal"
    span = Span(words[0].span.start, words[-1].span.end)
    return GoldMention(span, head.span, cells[0], kind, _GUM_SPEAKERS[cells[1]])


def read_conll(path: Path, sparse: bool = False) -> Iterator[Coreference]:
    """The documents of a gzipped CoNLL file: document, sentence, number, word, coreference."""
    name = ""
    rows: list[tuple[str, str, str]] = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("#begin document"):
                name, rows = line.split("(", 1)[1].split(")")[0], []
            elif line.startswith("#end document"):
                yield _conll_document(name, rows, sparse)
            elif len(cells := line.rstrip("\n").split("\t")) == 5:
                rows.append((cells[1], cells[3], cells[4]))


def _conll_document(name: str, rows: Sequence[tuple[str, str, str]], sparse: bool) -> Coreference:
    text, sentence, quotes = "", None, 0
    words: list[_Word] = []
    blocks: list[Block] = []
    for number, word, mark in rows:
        if number != sentence:
            text, sentence, quotes = text + "\n\n" * bool(text), number, 0
            blocks.append(Block(Span(len(text), len(text)), "paragraph" if blocks else "headline"))
        elif not _joins(text, word, quotes):
            text += " "
        quotes += word in ('"', "''", "``")
        words.append(_Word(Span(len(text), len(text) + len(word)), word, "", mark))
        text += word
        blocks[-1] = Block(Span(blocks[-1].span.start, len(text)), blocks[-1].kind)
    sentences = tuple(block.span for block in blocks)
    mentions = sorted(set(_conll_mentions(words)))
    return Coreference(name, text, tuple(blocks), sentences, mentions, sparse)


def _joins(text: str, word: str, quotes: int) -> bool:
    """Whether no space stands between a text and the word that follows; `quotes` are the marks before it."""
    if word in ('"', "''"):
        return quotes % 2 == 1
    after_mark = text.endswith(('"', "''", "``")) and quotes % 2 == 1
    return after_mark or bool(_BEFORE.fullmatch(word)) or bool(_AFTER.fullmatch(text[-1:]))


def _conll_mentions(words: Sequence[_Word]) -> Iterator[GoldMention]:
    opened: defaultdict[str, list[int]] = defaultdict(list)
    for n, word in enumerate(words):
        for begins, entity, ends in _CHAIN.findall(word.mark):
            if begins:
                opened[entity].append(n)
            if ends and opened[entity] and _SPEAKERS.search(entity):
                first = opened[entity].pop()
                yield _conll_mention(words[first : n + 1], entity)


def _conll_mention(words: Sequence[_Word], entity: str) -> GoldMention:
    """A mention whose kind and head are read off its words: the last one before "of", "who", a comma and the like."""
    front = next((n for n, w in enumerate(words) if n and _POST.match(w.word)), len(words))
    head = words[front - 1]
    lowered = head.word.lower()
    kind: Kind = "pronoun" if lowered in pronouns() or lowered in _YOU else "nominal"
    if kind == "nominal" and head.word[:1].isupper() and (front > 1 or words[0].word.lower() not in ("the", "a")):
        kind = "name"
    sort = next((sort for mark, sort in _SORTS.items() if mark in entity), None)
    return GoldMention(Span(words[0].span.start, words[-1].span.end), head.span, entity, kind, sort)
