"""Texts with their names as people marked them, for the tagger's names head to learn from (`training.refit`).

    python -m training.named --gum DIR --meantime FILE --geo FILE… --texts NEWS.jsonl.gz… --out build/named.jsonl

Of each text the tagger's own names are taken, and what people marked is laid over them: it settles what a name is and
adds those that the tagger missed; where a name begins, and times, numbers and groups, stay the tagger's. `--texts` have
no marks, and the tagger's names alone, so that it forgets nothing. Every fourth marked text is left out for
`evaluation.tagged_names`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.toponyms import read_reports
from onrecord import tagger
from onrecord.types import NameKind, Span, TaggedName
from training.coreference import Coreference, Sort, read_conll, read_gum
from training.corpus import GoldDocument, read_unlabelled

_PARTS = 4
#: The capitalised words at the end of a mention: its name without titles in small letters and articles.
_NAME = re.compile(
    r"[A-Z0-9][\w.’'&-]*(?:\s+(?:(?:of|the|and|for|de|al|van|von|bin|&)\s+)?[A-Z0-9][\w.’'&-]*)*$", re.ASCII
)
_PLACES: tuple[NameKind, ...] = ("state", "place")
#: What a name stays whoever it names: "the Russian" is people, "Monday" a time.
_KEPT: tuple[NameKind, ...] = ("group", "time", "number")


class Marked(NamedTuple):
    """A text with its names as people marked them."""

    id: str
    text: str
    names: tuple[tuple[Span, Sort], ...]

    def paragraphs(self) -> list[Span]:
        """The lines of the text."""
        return GoldDocument(self.id, self.text).paragraphs()


def marked(gum: Path, meantime: Path, geo: Iterable[Path]) -> Iterator[Marked]:
    """Every marked text of the corpora; of those of place names no other names are marked."""
    for document in (*read_gum(gum), *read_conll(meantime)):
        yield Marked(document.id, document.text, tuple(_named(document)))
    for path in geo:
        for number, report in enumerate(read_reports(path)):
            places: list[tuple[Span, Sort]] = [(toponym.span, "place") for toponym in report.toponyms]
            yield Marked(f"{path.name} {number}", report.text, tuple(places))


def halves(texts: Iterable[Marked]) -> tuple[list[Marked], list[Marked]]:
    """Those to learn from, and every fourth, which is not learnt from."""
    listed = list(texts)
    return [text for n, text in enumerate(listed, 1) if n % _PARTS], listed[_PARTS - 1 :: _PARTS]


def _named(document: Coreference) -> Iterator[tuple[Span, Sort]]:
    for mention in document.mentions:
        # The name ends with the mention's head: "Lind" of "Lind, who was late".
        words = document.text[mention.span.start : mention.head.end]
        name = _NAME.search(words) if mention.kind == "name" else None
        if name and mention.sort:
            yield Span(mention.span.start + name.start(), mention.head.end), mention.sort


def laid_over(gold: Sequence[tuple[Span, Sort]], found: Iterable[TaggedName]) -> list[tuple[Span, NameKind]]:
    """The tagger's names with what people marked laid over them, in reading order."""
    names = {name.span: name.kind for name in found}
    settled: set[Span] = set()
    for span, sort in sorted(gold, key=lambda pair: pair[0].end - pair[0].start):
        meeting = [other for other in names if other.overlaps(span)]
        if not meeting:
            names[span] = "state" if sort == "place" else sort
        for other in meeting:
            # "Halden" is marked in "University of Halden" too, and makes that no place.
            inside = other.start >= span.start or sort != "place"
            if other.end == span.end and inside and other not in settled:
                names[other] = _settled(names[other], sort)
        settled |= {span, *meeting}
    return sorted(names.items())


def _settled(kind: NameKind, sort: Sort) -> NameKind:
    """What a name is that the tagger calls `kind` and people `sort`; a state may act as a body."""
    if kind in _KEPT or (kind in _PLACES and sort == "place") or (kind == "state" and sort == "organisation"):
        return kind
    return "state" if sort == "place" else sort


def write(texts: Iterable[Marked], out: Path) -> None:
    """Write a line for each text: id, text, and its names as [start, end, kind]."""
    model = tagger.load()
    with out.open("w", encoding="utf8") as file:
        for text in texts:
            found = model.tag(text.text, text.paragraphs()).names
            names = [[*span, kind] for span, kind in laid_over(text.names, found)]
            file.write(json.dumps({"id": text.id, "text": text.text, "names": names}) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gum", type=Path, required=True, help="a folder that holds dep/*.conllu")
    parser.add_argument("--meantime", type=Path, required=True, help="meantime.conll.gz")
    parser.add_argument("--geo", type=Path, nargs="+", required=True, help="packed XML of LGL and its like")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="gzipped JSON Lines of articles")
    parser.add_argument("--limit", type=int, default=100, help="how many articles of each of these")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    taught, _ = halves(marked(args.gum, args.meantime, args.geo))
    plain = (Marked(d.id, d.text, ()) for path in args.texts for d in read_unlabelled(path, args.limit))
    write([*taught, *plain], args.out)


if __name__ == "__main__":
    main()
