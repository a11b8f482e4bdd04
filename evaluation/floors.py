"""The file of quality floors: read, lifted, lowered with a reason, written."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

Figures = Mapping[str, float | None]
#: The one figure that must not rise: statements made of boilerplate.
FEWER_IS_BETTER = "in_boilerplate"
_HEAD = "# Quality floors; written by `python -m evaluation.gate --raise` and `--lower … --reason …`, never by hand.\n"


@dataclass(frozen=True, slots=True)
class Floors:
    """Floors by corpus and figure, the digest of each corpus they were set on, and why any was lowered."""

    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    lowered_because: tuple[str, ...] = ()

    def of(self, corpus: str) -> Mapping[str, float]:
        """The floors of a corpus; none where it is not yet in the file."""
        return self.values.get(corpus, {})

    def lifted(self, corpus: str, corpus_digest: str, reached: Mapping[str, float]) -> Floors:
        """With the floors of a corpus lifted to what was reached, where that is higher; none is lowered.

        On a corpus that has changed all floors are set anew, for they were other figures.
        """
        old = self.of(corpus) if self.digests.get(corpus) == corpus_digest else {}
        better = {n: (min if n == FEWER_IS_BETTER else max)(v, old.get(n, v)) for n, v in reached.items()}
        values = {**self.values, corpus: {**old, **better}}
        return replace(self, values=values, digests={**self.digests, corpus: corpus_digest})

    def lowered(self, change: str, reason: str) -> Floors:
        """With one floor changed, `CORPUS.FIGURE=VALUE`; raises ValueError where there is no such floor."""
        place, _, value = change.partition("=")
        corpus, _, figure = place.rpartition(".")
        if figure not in self.of(corpus):
            raise ValueError(f"no floor {place!r}")
        note = f"{place} from {self.of(corpus)[figure]} to {float(value)}: {reason}"
        values = {**self.values, corpus: {**self.of(corpus), figure: float(value)}}
        return replace(self, values=values, lowered_because=(*self.lowered_because, note))

    def faults(self, corpus: str, corpus_digest: str, figures: Figures) -> list[str]:
        """What is wrong with the figures of a corpus, one line a fault."""
        found = []
        if self.digests.get(corpus) != corpus_digest:
            found.append(f"{corpus}: not the corpus that the floors were set on; look at it, then use --raise")
        for name, floor in self.of(corpus).items():
            value = figures.get(name)
            if value is None or (value > floor if name == FEWER_IS_BETTER else value < floor):
                found.append(f"{corpus}.{name} is {value}, beyond its floor of {floor}")
        return found


def digest(files: Iterable[Path]) -> str:
    """SHA-256 over the names and contents of files, in the order given."""
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def read_floors(path: Path) -> Floors:
    """The floors in a file; none where there is no file yet."""
    if not path.exists():
        return Floors()
    data = tomllib.loads(path.read_text(encoding="utf8"))
    corpora = data.get("corpus", {})
    return Floors(
        {name: corpus["floors"] for name, corpus in corpora.items()},
        {name: corpus["digest"] for name, corpus in corpora.items()},
        tuple(data.get("lowered", ())),
    )


def write_floors(path: Path, floors: Floors) -> None:
    """Write the file anew."""
    lines = [_HEAD, "lowered = ["]
    # A JSON string is a TOML basic string.
    lines += [f"    {json.dumps(note, ensure_ascii=False)}," for note in floors.lowered_because]
    lines.append("]")
    for corpus, values in floors.values.items():
        lines += ["", f"[corpus.{corpus}]", f'digest = "{floors.digests[corpus]}"', f"[corpus.{corpus}.floors]"]
        lines += [f"{name} = {value}" for name, value in values.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
