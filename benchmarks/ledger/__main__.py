"""The ledger with 100,000 documents: `python -m benchmarks.ledger [--documents N] [--ledger FILE] [--resume]`.

An invented world (benchmarks.world) is added document by document, then searched, scored against its truth and
verified. A run that was killed goes on with --resume. Flatness is judged by processor time, and by its ratio to a bare
table of JSON that is written in the same minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from benchmarks.ledger import queries, subject
from benchmarks.ledger.adding import Progress, Step, steps
from benchmarks.ledger.clock import Clock
from benchmarks.ledger.report import Report, table, tenths
from benchmarks.world import Options, World
from benchmarks.world.score import Ratio, Score
from benchmarks.world.templates import load
from onrecord.types import InputError

DOCUMENTS = 100_000
#: Chapters of which links are scored, evenly over the whole.
SCORED = 20


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ledger", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help=f"how many ({DOCUMENTS:,})")
    parser.add_argument("--templates", type=Path, help="a folder of reports, or of their JSON, to make the world of")
    parser.add_argument("--ledger", type=Path, help="where the ledger is made and kept; without it none is kept")
    parser.add_argument("--meanings", action="store_true", help="link by meaning too, which reads each document once")
    parser.add_argument("--resume", action="store_true", help="go on with a ledger that a killed run has left")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    parser.add_argument("--seed", type=int, default=Options().seed)
    args = parser.parse_args()
    if args.documents < 1:
        parser.error("--documents: at least 1")
    try:
        report = _run(args)
    except InputError as error:
        sys.exit(f"{parser.prog}: {error}")
    print(table(report))
    if args.json:
        args.json.write_text(f"{json.dumps(report.to_dict(), indent=1)}\n", "utf-8")


def _run(args: argparse.Namespace) -> Report:
    world = World(load(args.templates), replace(Options(), seed=args.seed))
    with tempfile.TemporaryDirectory() as folder:
        path = args.ledger or Path(folder) / "bench.ledger"
        if path.exists() and not args.resume:
            raise InputError(f"{path}: is here; name another file, or go on with --resume")
        return _measured(path, world, _added(path, world, args))


def _added(path: Path, world: World, args: argparse.Namespace) -> list[Step]:
    """Adds what is not yet added, with a line a step."""
    texts = "".join(template.reading.article.text for template in world.templates)
    kind = {
        "documents": args.documents,
        "meanings": args.meanings,
        "templates": hashlib.sha256(texts.encode()).hexdigest(),
        "options": json.loads(json.dumps(asdict(world.options), default=str)),
    }
    progress = Progress(path.with_name(f"{path.name}.progress"))
    done = progress.begin(kind, args.resume and path.exists())
    under_test = subject.Subject(path, subject.linker(words_only=not args.meanings))
    for step in steps(under_test, world, done[-1].end if done else 0, args.documents):
        progress.note(step)
        done.append(step)
        print(_line(step), file=sys.stderr, flush=True)
    under_test.close()
    return done


def _line(step: Step) -> str:
    rate = step.added / step.adding.wall
    return (
        f"{step.end:>8,} documents: {rate:.1f}/s; linking {step.linking.wall:.1f} s, "
        f"writing {step.adding.wall - step.linking.wall:.1f} s, making them {step.making.wall:.1f} s"
    )


def _measured(path: Path, world: World, done: Sequence[Step]) -> Report:
    documents = done[-1].end
    claims = subject.claims(path)
    verifying = Clock()
    with subject.finder(path) as find:
        searched = queries.measure(find, list(queries.mix(world, documents)))
    linked = _scored(world, documents, claims)
    with verifying:
        faults = subject.faults(path)
    size = subject.bytes_on_disk(path) / documents
    return Report(documents, tenths(done), size, done[-1].peak, verifying.lap(), faults, searched, linked)


def _scored(world: World, documents: int, claims: subject.Claims) -> dict[str, Ratio]:
    """Links against the truth, in chapters evenly over the whole."""
    score, size = Score(), world.options.chapter
    chapters = max(1, documents // size)
    for number in range(0, chapters, max(1, chapters // SCORED)):
        made = list(world.documents(number * size, min((number + 1) * size, documents)))
        score.add(made, claims([document.reading.article.name for document in made]))
    return score.report()


if __name__ == "__main__":
    main()
