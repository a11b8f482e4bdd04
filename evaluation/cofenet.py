"""Exact F1 as CofeNet (COLING 2022) gives the best published figures: `python -m evaluation.cofenet FILE`.

FILE is JSON Lines in its authors' form, one sentence a line: `tokens`, and a BIO label each in `labels`. A sentence is
read by itself, its tokens set apart by blanks; a span is right where its role and both ends are, marks included.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from evaluation.counts import HEADER, Count, Tally, row
from onrecord.tagger import load
from onrecord.types import Span

Chunk = tuple[str, int, int]


def chunks(labels: Sequence[str]) -> frozenset[Chunk]:
    """(role, first token, past the last) of every labelled stretch."""
    found: list[list[str | int]] = []
    before = "O"
    for n, label in enumerate(labels):
        mark, _, role = label.partition("-")
        if mark == "B" or (mark == "I" and before.partition("-")[2] != role):
            found.append([role, n, n + 1])
        elif mark == "I":
            found[-1][2] = n + 1
        before = label
    return frozenset((str(role), int(start), int(end)) for role, start, end in found)


def predicted(tokens: Sequence[str]) -> frozenset[Chunk]:
    """What the tagger finds in a sentence, in tokens."""
    text = " ".join(tokens)
    ends = list(accumulate(len(token) + 1 for token in tokens))
    made = []
    for role in load().tag(text, [Span(0, len(text))]).roles:
        first = next(n for n, end in enumerate(ends) if end > role.span.start)
        last = next(n for n, end in enumerate(ends) if end >= role.span.end)
        made.append((role.kind, first, last + 1))
    return frozenset(made)


def sentences(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """The tokens and labels of every sentence."""
    for line in path.read_text(encoding="utf8").splitlines():
        read = json.loads(line)
        yield read["tokens"], read["labels"]


def score(path: Path) -> Tally:
    """Counts by role."""
    tally = Tally()
    for tokens, labels in sentences(path):
        wanted, given = chunks(labels), predicted(tokens)
        for role in ("source", "cue", "content"):
            w, g = ({c for c in some if c[0] == role} for some in (wanted, given))
            tally.add(role, Count(len(w & g), len(g), len(w)))
    return tally


def main() -> None:
    """Print the figures of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="JSON Lines in CofeNet's form")
    tally = score(parser.parse_args().file)
    print("\n".join([HEADER, *(row(name, count) for name, count in tally.counts.items())]))


if __name__ == "__main__":
    main()
