"""What each stage costs of a whole read: `python -m benchmarks.stages [DIR] [--repeats N]`, one thread, as a share.

DIR holds `*.txt`; without it the reports of tests/cases are read. Stages are timed in processor seconds, in one run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from benchmarks.read import SAMPLES
from onrecord import tagger
from onrecord.clean import clean
from onrecord.pipeline import STAGES
from onrecord.types import Draft, Metadata, RawDocument

#: Relative times have something to count from.
PUBLISHED = date(2022, 4, 22)


def seconds(raws: Iterable[RawDocument]) -> dict[str, float]:
    """Processor seconds by stage."""
    spent = dict.fromkeys(("clean", *(stage.__name__ for stage in STAGES)), 0.0)
    for raw in raws:
        begun = time.process_time()
        article, issues = clean(raw)
        spent["clean"] += time.process_time() - begun
        draft = Draft(article, issues=issues)
        for stage in STAGES:
            begun = time.process_time()
            draft = stage(draft)
            spent[stage.__name__] += time.process_time() - begun
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("--repeats", type=int, default=3)
    args = parser.parse_args()
    texts = [path.read_bytes() for path in sorted(args.folder.glob("*.txt"))] * args.repeats
    if not texts:
        parser.error(f"{args.folder} holds no *.txt")
    raws = [RawDocument(str(n), data, "text/plain", Metadata(published=PUBLISHED)) for n, data in enumerate(texts)]
    tagger.load()
    seconds(raws[:1])
    spent = seconds(raws)
    print("\n".join(f"{stage:<10} {100 * took / sum(spent.values()):5.1f} %" for stage, took in spent.items()))


if __name__ == "__main__":
    main()
