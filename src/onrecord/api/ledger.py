"""Adding to a ledger: every input is read and stored, each document whole or not at all, and none twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from importlib.resources import files
from os import PathLike
from typing import TYPE_CHECKING, TypeAlias, Unpack

from onrecord.api.inputs import Item, ReadError, brief, expand, in_order, loaded, outcome
from onrecord.api.link import Linking, only_replace
from onrecord.api.report import Report
from onrecord.api.stated import Stated, metadata
from onrecord.ledger import Added, Ledger, is_refusal
from onrecord.ledger import reading as stored_reading
from onrecord.link.changes import Change, changes
from onrecord.types import MIN_CONFIDENCE, InputError, Issue, Metadata, RawDocument, Reading

if TYPE_CHECKING:
    from onrecord.ingest import Loaded, Source


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How documents are read and kept: with their bytes or only with their digest, by how many threads.

    `link` says whether they are compared with what the ledger holds and put into claims, `words_only` whether by words
    alone and not also by what an encoder makes of them: quicker, finds less.
    """

    keep_raw: bool = True
    threads: int = 1
    min_confidence: float = MIN_CONFIDENCE
    link: bool = True
    words_only: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """A document that is in the ledger: what became of it, and for a new version what its statements changed."""

    name: str
    added: Added
    changes: tuple[Change, ...] = ()


#: The model of a run that stores readings which were made before: it is not known.
UNKNOWN_MODEL = ""
#: What becomes of an input: stored, a note, or the error that kept it from being read or stored.
AddOutcome: TypeAlias = Stored | Issue | InputError | ReadError


def add(
    inputs: Sequence[str],
    ledger: str | PathLike[str],
    options: AddOptions | None = None,
    **stated: Unpack[Stated],
) -> Iterator[AddOutcome]:
    """Reads files, folders, web addresses, feeds and archives into the ledger at a path, which is made where missing.

    Yields an outcome for each document, in order; what was yielded as Stored is on the disk. A bad input is an
    InputError among the outcomes. Raises InputError where the ledger itself cannot be opened or written.
    """
    options = options or AddOptions()
    with open_ledger(ledger, options.link, words_only=options.words_only) as opened:
        yield from add_all(expand(inputs), opened, metadata(**stated), options)


def add_readings(
    readings: Iterable[Reading], ledger: str | PathLike[str], link: bool = True, *, words_only: bool = False
) -> Iterator[AddOutcome]:
    """Stores readings that were made before, as `readings_from_file` gives them, in the ledger at a path; as `add`.

    Their bytes and the model that read them are not known. An InputError that the readings raise is the last outcome.
    `link` and `words_only` are as in AddOptions.
    """
    with open_ledger(ledger, link, words_only=words_only) as opened:
        yield from add_finished(readings, opened)


def open_ledger(path: str | PathLike[str], link: bool = True, *, words_only: bool = False) -> Ledger:
    """The ledger at a path to add to, made where it is missing; InputError where that cannot be.

    `link` says whether what is added is put into claims, in the transaction of each document. Where it is not, a new
    version still takes the versions before out of them. `words_only` is as in AddOptions.
    """
    return Ledger.open(path, create=True, also=Linking(words_only) if link else only_replace)


def add_all(
    found: Iterable[Source | Issue | InputError], ledger: Ledger, stated: Metadata, options: AddOptions
) -> Iterator[AddOutcome]:
    """The same for sources that are known and a ledger that is open."""
    from onrecord import __version__
    from onrecord.ingest import Web

    ledger.begin_run(__version__, _model(), asdict(options))
    log, at_fault = ledger.fetches, False
    items = map(partial(_known, ledger), loaded(found, stated, Web(log)))
    for one in in_order(items, partial(_read, min_confidence=options.min_confidence), options.threads):
        if isinstance(one, _Read):
            settled = _settle(one, ledger, options.keep_raw)
            # A new document's page is logged with it already; that of one which is here, or is none, is not.
            (log.keep if isinstance(settled, Stored) else log.drop)(one.where)
            at_fault = at_fault or isinstance(settled, ReadError)
            yield settled
        else:
            yield one
    if not at_fault:  # else what leads to the document is to be asked for again, by a version that can read it
        log.keep_all()


def add_finished(readings: Iterable[Reading], ledger: Ledger) -> Iterator[AddOutcome]:
    """`add_readings` for a ledger that is open."""
    from onrecord import __version__

    ledger.begin_run(__version__, UNKNOWN_MODEL, {})
    for one in _until_bad(readings):
        yield one if isinstance(one, InputError) else _store(one, None, ledger)


def _until_bad(readings: Iterable[Reading]) -> Iterator[Reading | InputError]:
    try:
        yield from readings
    except InputError as error:
        yield error


@dataclass(frozen=True, slots=True)
class _Read:
    """A document with what became of it so far."""

    raw: RawDocument
    outcome: Stored | Report | Issue | InputError | ReadError

    @property
    def where(self) -> str:
        return self.raw.capture.where if self.raw.capture else ""


def _known(ledger: Ledger, item: Item) -> _Read | Loaded | Issue | InputError:
    """A document of which the same bytes are stored need not be read again."""
    if isinstance(item, (Issue, InputError)):
        return item
    same = ledger.has(item.document)
    return _Read(item.document, Stored(item.document.name, same)) if same else item


def _read(item: _Read | Loaded | Issue | InputError, min_confidence: float) -> _Read | Issue | InputError:
    if isinstance(item, (_Read, Issue, InputError)):
        return item
    return _Read(item.document, outcome(item, min_confidence))


def _settle(read: _Read, ledger: Ledger, keep_raw: bool) -> AddOutcome:
    if not isinstance(read.outcome, Report):
        return read.outcome
    return _store(read.outcome.reading, read.raw, ledger, keep_raw)


def _store(reading: Reading, raw: RawDocument | None, ledger: Ledger, keep_raw: bool = False) -> AddOutcome:
    name = reading.article.name
    try:
        added = ledger.add(reading, raw, keep_raw)
    except InputError as error:
        return error
    except Exception as error:  # one document must not cost the others; it is reported as ours
        if isinstance(error, sqlite3.Error) and is_refusal(error):
            raise
        failed = ReadError(f"{name}: a fault in Onrecord kept it from being stored ({brief(error)})")
        failed.__cause__ = error
        return failed
    if added.previous is None:
        return Stored(name, added)
    return Stored(name, added, changes(stored_reading(ledger.connection, added.previous), reading))


def _model() -> str:
    """The models that this version reads with, by the names of their folders."""
    folder = files("onrecord") / "tagger" / "models"
    return ", ".join(sorted(model.name for model in folder.iterdir() if model.is_dir()))
