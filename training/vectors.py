"""Make the word vectors: `python -m training.vectors ENCODER TEXTS… --out src/onrecord/lexicon/data/vectors.npz`.

ENCODER is the folder of all-MiniLM-L6-v2 (Apache-2.0), TEXTS are files or folders of news: plain text, or JSON Lines
(also gzipped) with a `text`. Kept are words of at least `--least` texts. A word's vector is the mean of the encoder's
states for the word alone, put on the 64 directions in which the words differ most; its frequency is the share of
stretches of 25 words that have it. Only these figures are kept, no text. What ships was made of polnear/train,
ukraine2022 and allsides_conflict: 5,591 texts, 20,518 words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.link.words import fold
from onrecord.tagger.wordpiece import WordPiece
from training.encoders import load_encoder

WIDTH, STRETCH, BATCH = 64, 25, 512
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
Floats = NDArray[np.float32]


def main() -> None:
    """Count, encode, reduce, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--least", type=int, default=4, help="how many texts a word must stand in")
    options = parser.parse_args()
    texts, stretches, stretched = Counter[str](), Counter[str](), 0
    for text in read(options.texts):
        words = [fold(match.group()).removesuffix("'s") for match in _WORD.finditer(text)]
        texts.update(set(words))
        for at in range(0, len(words), STRETCH):
            stretches.update(set(words[at : at + STRETCH]))
            stretched += 1
    words = sorted(word for word, count in texts.items() if count >= options.least)
    frequency = np.array([stretches[word] / stretched for word in words], np.float32)
    vectors = reduced(encoded(options.encoder, words))
    joined = np.frombuffer("\n".join(words).encode(), np.uint8)
    np.savez_compressed(options.out, words=joined, vectors=vectors, frequency=frequency)
    print(f"{len(words)} words of {stretched} stretches")


def read(paths: Sequence[Path]) -> Iterator[str]:
    """The texts of all files."""
    for path in paths:
        if path.is_dir():
            yield from read(sorted(path.iterdir()))
        elif path.suffix == ".txt":
            yield path.read_text(encoding="utf8")
        elif ".jsonl" in path.suffixes:
            opened = gzip.open if path.suffix == ".gz" else open
            with opened(path, "rt", encoding="utf8") as lines:
                found = (json.loads(line).get("text") for line in lines)
                yield from (text for text in found if isinstance(text, str))


def encoded(encoder: Path, words: Sequence[str]) -> Floats:
    """The mean state of each word's pieces, with the encoder's marks of beginning and end, read alone."""
    model = load_encoder(encoder, dropout=0.0).eval()
    pieces = WordPiece.from_file(encoder / "vocab.txt")
    ids = [[pieces.cls, *(piece.id for piece in pieces.encode(word)), pieces.sep] for word in words]
    found = np.zeros((len(words), model.shape.width), np.float32)
    by_length: dict[int, list[int]] = {}
    for n, each in enumerate(ids):
        by_length.setdefault(len(each), []).append(n)
    with torch.no_grad():
        for length, numbers in by_length.items():
            for at in range(0, len(numbers), BATCH):
                rows = numbers[at : at + BATCH]
                batch = torch.tensor([ids[n] for n in rows])
                found[rows] = model.states(batch, torch.zeros(len(rows), length, dtype=torch.long)).mean(1).numpy()
    return found


def reduced(states: Floats) -> NDArray[np.int8]:
    """The states on their main directions, of length one, as whole numbers up to 127."""
    centred = states - states.mean(0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    few = centred @ directions[:WIDTH].T
    few /= np.linalg.norm(few, axis=1, keepdims=True)
    whole: NDArray[np.int8] = np.round(few * (127 / np.abs(few).max())).astype(np.int8)
    return whole


if __name__ == "__main__":
    main()
