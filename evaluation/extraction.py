"""Main text and metadata of pages beside trafilatura's own, on a folder of the article-extraction-benchmark.

`python -m evaluation.extraction DIR` reads `DIR/ground-truth.json` and `DIR/html/*.html.gz`. Text is scored as that
benchmark does: precision and recall of 4-gram shingles of words a page, averaged; F1 of the averages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import trafilatura
from lxml import html

from onrecord.clean import clean
from onrecord.types import Article, InputError, Metadata, RawDocument

_TOKEN = re.compile(r"\w+")
_SHINGLE = 4


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0


def main() -> None:
    """Prints both scores and the shares of stated metadata that was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in truth}
    for name, extract in (("onrecord", our_text), ("trafilatura", their_text)):
        found = score([(truth[key]["articleBody"], extract(pages[key])) for key in truth])
        print(f"{name:12} F1 {found.f1:.4f}  precision {found.precision:.4f}  recall {found.recall:.4f}")
    for slot, (stated, got) in metadata_found(pages).items():
        print(f"{slot:12} {got} of {stated} pages that state it")


def our_text(page: bytes) -> str:
    """The report of a page as Onrecord reads it, without boilerplate; empty where it finds none."""
    article = _article(page)
    return "\n".join(span.words(article.text) for span in article.report_blocks()) if article else ""


def their_text(page: bytes) -> str:
    """The main text by trafilatura with its defaults, without readers' comments, which the benchmark does not hold."""
    return trafilatura.extract(page, include_comments=False) or ""


def score(pairs: list[tuple[str, str]]) -> Score:
    """The benchmark's score of (true text, found text) pairs; a page where nothing is found has no precision."""
    precision, recall = [], []
    for true, found in pairs:
        wanted, got = _shingles(true), _shingles(found)
        common = sum((wanted & got).values())
        if got:
            precision.append(common / got.total())
        recall.append(common / wanted.total())
    return Score(_mean(precision), _mean(recall))


def metadata_found(pages: dict[str, bytes]) -> dict[str, tuple[int, int]]:
    """For title, outlet and date: on how many pages a meta tag states it, and on how many of those we have it."""
    asked: dict[str, tuple[str, Callable[[Article], object]]] = {
        "title": ("og:title", lambda a: a.metadata.title),
        "outlet": ("og:site_name", lambda a: a.metadata.outlet),
        "date": ("article:published_time", lambda a: a.metadata.published),
    }
    counts = dict.fromkeys(asked, (0, 0))
    for page in pages.values():
        article, tree = _article(page), html.fromstring(page)
        for slot, (tag, value) in asked.items():
            if tree.xpath("//meta[@property=$tag and normalize-space(@content)]", tag=tag):
                stated, got = counts[slot]
                counts[slot] = (stated + 1, got + bool(article and value(article)))
    return counts


def _article(page: bytes) -> Article | None:
    try:
        # Stated, for pages of other languages are among them.
        return clean(RawDocument("page", page, "text/html", Metadata(language="en")))[0]
    except InputError:
        return None


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    count = max(1, len(tokens) - _SHINGLE + 1) if tokens else 0
    return Counter(tuple(tokens[i : i + _SHINGLE]) for i in range(count))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
