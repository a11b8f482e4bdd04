"""The tagger's own attributions for a folder in PolNeAR's form: `python -m evaluation.polnear DIR --out PRED.jsonl`.

Reads `DIR/text/*.txt` and writes one line an article, as `evaluation.attribution` reads it. The spans are the tagger's,
before LEDGER's conventions are applied, so that figures can be compared with published ones.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.attribute import tie
from onrecord.tagger import load
from onrecord.types import MIN_CONFIDENCE, Attribution, Span

#: Lines that hold anything: the corpus has one paragraph a line.
_PARAGRAPH = re.compile(r"[^\n\r]*\S[^\n\r]*")


def read_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """(stem, text) of every article, line ends as they are, so that offsets stay those of the annotators."""
    for path in sorted((folder / "text").glob("*.txt")):
        yield path.stem, path.read_bytes().decode("utf8")


def all_attributions(text: str) -> list[Attribution]:
    """What the tagger finds in a text, tied together."""
    paragraphs = [Span(*m.span()) for m in _PARAGRAPH.finditer(text)]
    return tie(text, paragraphs, load().tag(text, paragraphs))


def attributions(text: str) -> list[Attribution]:
    """Those that are sure enough to go on record."""
    return [a for a in all_attributions(text) if a.score >= MIN_CONFIDENCE]


def line(stem: str, found: list[Attribution]) -> str:
    """One article's attributions as a line of JSON."""
    parts = [{"source": a.source, "cue": a.cue, "content": a.content} for a in found]
    return json.dumps({"id": stem, "attributions": parts})


def main() -> None:
    """Write the predictions of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder that holds text/*.txt")
    parser.add_argument("--out", type=Path, required=True, help="JSON Lines to write")
    args = parser.parse_args()
    lines = [line(stem, attributions(text)) for stem, text in read_texts(args.folder)]
    if not lines:
        parser.error(f"{args.folder} holds no text/*.txt")
    args.out.write_text("\n".join(lines) + "\n", encoding="utf8")
    print(f"{len(lines)} articles written to {args.out}")


if __name__ == "__main__":
    main()
