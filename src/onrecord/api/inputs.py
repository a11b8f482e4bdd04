"""Reading files, folders, standard input and web addresses, one after the other or several at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import islice
from os import PathLike, fspath
from typing import TYPE_CHECKING, TypeAlias, TypeVar, Unpack

from onrecord.api.read import read_document
from onrecord.api.report import Report
from onrecord.api.stated import Stated, metadata
from onrecord.types import MIN_CONFIDENCE, InputError, Issue, Metadata

if TYPE_CHECKING:
    from onrecord.ingest import Loaded, Source, Web


#: What outcomes of this module are noted under.
STAGE = "read"


class ReadError(Exception):
    """Onrecord itself failed on one document, which the message names; the cause is the exception that was met."""


#: What becomes of an input: a report, a note on a file passed over, or the error that kept it from being read.
Outcome: TypeAlias = Report | Issue | InputError | ReadError
#: What comes in: a document, a note on something passed over, or the error that kept it from being loaded.
Item: TypeAlias = "Loaded | Issue | InputError"
X = TypeVar("X")
Y = TypeVar("Y")


def read_file(path: str | PathLike[str], min_confidence: float = MIN_CONFIDENCE, **stated: Unpack[Stated]) -> Report:
    """Reads one file (text, HTML page, JSON article), as `read`. Raises InputError where it cannot be read.

    A file that holds several documents (a feed, an archive) is for `read_inputs`.
    """
    reports = list(read_inputs([fspath(path)], min_confidence=min_confidence, **stated))
    match reports:
        case [Report() as report]:
            return report
        case [Exception() as error]:
            raise error
        case _:
            raise InputError(f"{fspath(path)}: holds {len(reports)} documents; use read_inputs for many")


def read_inputs(
    inputs: Sequence[str], threads: int = 1, min_confidence: float = MIN_CONFIDENCE, **stated: Unpack[Stated]
) -> Iterator[Outcome]:
    """Reads files, folders, `-`, web addresses, feeds and web archives; an outcome for each document, in order.

    A bad input is an InputError among the outcomes, never raised, and the inputs after it still come.
    """
    return read_all(expand(inputs), metadata(**stated), threads, min_confidence)


def expand(inputs: Sequence[str]) -> list[Source | Issue | InputError]:
    """Every single source that the inputs name, none of them read yet."""
    from onrecord.ingest import sources

    return list(sources(inputs))


def may_be_several(found: Sequence[Source | Issue | InputError]) -> bool:
    """Whether more than one document may come: anything but one file, page or standard input, named as such.

    What holds several is told from a file's name here; a Report of such an input says so itself (`of_many`).
    """
    from onrecord.ingest import Source
    from onrecord.ingest.source import MANY_SUFFIXES

    match found:
        case [Source() as only]:
            return only.folder or (only.kind == "file" and only.where.lower().endswith(MANY_SUFFIXES))
        case _:
            return True


def read_all(
    found: Iterable[Source | Issue | InputError],
    stated: Metadata,
    threads: int = 1,
    min_confidence: float = MIN_CONFIDENCE,
    web: Web | None = None,
) -> Iterator[Outcome]:
    """The outcomes of the sources, in their order; with more than one thread that many documents are read at once.

    Pages are fetched one after the other and ahead of reading, whatever the threads; `web` knows those of earlier runs.
    """
    return in_order(loaded(found, stated, web), partial(outcome, min_confidence=min_confidence), threads)


def in_order(items: Iterator[X], become: Callable[[X], Y], threads: int) -> Iterator[Y]:
    """What becomes of the items, in their order; with more than one thread, that many become at once.

    `become` is called on other threads, the items are asked for on the caller's, at most twice the threads ahead.
    """
    if threads == 1:
        yield from map(become, items)
        return
    with ThreadPoolExecutor(threads) as pool:
        try:
            # Twice the threads: none waits for the next document.
            running = deque(pool.submit(become, item) for item in islice(items, 2 * threads))
            while running:
                yield running.popleft().result()
                running.extend(pool.submit(become, item) for item in islice(items, 1))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def loaded(found: Iterable[Source | Issue | InputError], stated: Metadata, web: Web | None = None) -> Iterator[Item]:
    """Every document of the sources, none of them read yet; `web` knows which pages were fetched before."""
    from onrecord.ingest import Source, Web, load

    with web or Web() as one_web:
        for source in found:
            if isinstance(source, Source):
                yield from load(source, stated, one_web)
            else:
                yield source


def outcome(item: Item, min_confidence: float) -> Outcome:
    """What becomes of an item: a document is read, whatever else stays what it is."""
    if isinstance(item, (Issue, InputError)):
        return item
    try:
        return replace(read_document(item.document, item.stem, min_confidence), of_many=item.of_many)
    except InputError as error:
        return Issue(STAGE, f"passed over: {error}") if item.crawled else error
    except Exception as error:  # noqa: BLE001  # one document must not cost the others; it is reported as ours
        failed = ReadError(f"{item.document.name}: a fault in Onrecord kept it from being read ({brief(error)})")
        failed.__cause__ = error
        return failed


def brief(error: Exception) -> str:
    """What an error was, for a message of one line."""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said[:200]}" if said else type(error).__name__  # 200: it stays one line
