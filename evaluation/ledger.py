"""Score ledgers against gold ledgers: `python -m evaluation.ledger GOLD_DIR PRED_DIR [--json]`.

GOLD_DIR holds NAME.gold.json, PRED_DIR holds NAME.json. A predicted statement answers the gold statement whose content
it shares most (Jaccard over characters, at least 0.5), one to one. Gold statements marked optional count neither way.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.counts import HEADER, Count, Tally, figure, row
from evaluation.names import Matching
from evaluation.records import Ledger, Said, read_ledger
from evaluation.slots import ALWAYS, slot_counts
from evaluation.words import characters, moved, overlap

#: Contents that share less are not the same statement.
SHARED = 0.5
#: A right speaker decides between two predictions that share as much.
_SPEAKER_BONUS = 0.001

Contents = list[frozenset[int]]


@dataclass(slots=True)
class Scores:
    """What was counted over all documents; `faults` are (kind, document, words) of what went wrong."""

    statements: Count = field(default_factory=Count)
    who_said_what: Count = field(default_factory=Count)
    matched: int = 0
    content_exact: int = 0
    boilerplate: int = 0
    slots: Tally = field(default_factory=Tally)
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    def figures(self) -> dict[str, float | None]:
        """Every measure by name, for tables, floors and JSON; None where there was nothing to measure."""
        made = {
            "statements": self.statements.f1,
            "who_said_what": self.who_said_what.f1,
            "speaker_accuracy": self.who_said_what.right / max(1, self.matched),
            "content_exact": self.content_exact / max(1, self.matched),
            "in_boilerplate": float(self.boilerplate),
        }
        return made | {slot: c.precision if slot in ALWAYS else c.f1 for slot, c in self.slots.counts.items()}


def score(pairs: Iterable[tuple[Ledger, Ledger]]) -> Scores:
    """The scores of (gold, predicted) ledgers."""
    scores = Scores()
    for gold, predicted in pairs:
        _score_document(scores, gold, predicted)
    return scores


def read_pairs(gold: Path, predicted: Path) -> Iterator[tuple[Ledger, Ledger]]:
    """Gold ledgers with the predicted ones of the same name; one that is missing says nothing."""
    for path in sorted(gold.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        answer = predicted / f"{name}.json"
        yield read_ledger(path), read_ledger(answer) if answer.exists() else Ledger(name)


def _score_document(scores: Scores, gold: Ledger, predicted: Ledger) -> None:
    wanted = [characters(gold.text, s.content) for s in gold.statements]
    given = [characters(gold.text, moved(s.content, predicted.text, gold.text)) for s in predicted.statements]
    close = {
        (i, j): shared for i, a in enumerate(wanted) for j, b in enumerate(given) if (shared := overlap(a, b)) >= SHARED
    }
    who = Matching(gold, predicted, _meetings(gold, predicted, close))
    answers = _answers(gold, predicted, close, who)
    _count_spurious(scores, (gold, predicted), given, set(answers.values()))
    for i, statement in enumerate(gold.statements):
        if statement.optional:
            continue
        _count_gold(scores, gold, statement, i in answers)
        if i in answers:
            pair = statement, predicted.statements[answers[i]]
            scores.content_exact += wanted[i] == given[answers[i]]
            _count_match(scores, pair, (gold, predicted), who)


def _meetings(gold: Ledger, predicted: Ledger, close: Iterable[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    for i, j in close:
        a, b = gold.statements[i], predicted.statements[j]
        met = [(a.people[part], b.people[part]) for part in a.people]
        met += [(x, y) for x in a.relay for y in b.relay]
        yield from ((x, y) for x, y in met if x in gold.entities and y in predicted.entities and x and y)


def _answers(gold: Ledger, predicted: Ledger, close: dict[tuple[int, int], float], who: Matching) -> dict[int, int]:
    """Gold statement to predicted statement, greedily by what they share."""
    ranked = []
    for (i, j), shared in close.items():
        right = who.same(gold.statements[i].people["speaker"], predicted.statements[j].people["speaker"])
        ranked.append((shared + _SPEAKER_BONUS * right, i, j))
    made: dict[int, int] = {}
    taken = set()
    for _, i, j in sorted(ranked, reverse=True):
        if i not in made and j not in taken:
            made[i] = j
            taken.add(j)
    return made


def _count_spurious(scores: Scores, ledgers: tuple[Ledger, Ledger], given: Contents, used: set[int]) -> None:
    gold, predicted = ledgers
    boilerplate = {i for span in gold.boilerplate for i in range(*span)}
    for j in set(range(len(given))) - used:
        scores.boilerplate += len(given[j] & boilerplate) > len(given[j]) / 2
        answer = Count(0, 1, 0)
        scores.statements, scores.who_said_what = scores.statements.plus(answer), scores.who_said_what.plus(answer)
        scores.faults.append(("spurious", gold.name, _words(predicted, predicted.statements[j])))


def _count_gold(scores: Scores, gold: Ledger, statement: Said, found: bool) -> None:
    scores.statements = scores.statements.plus(Count(int(found), int(found), 1))
    scores.who_said_what = scores.who_said_what.plus(Count(0, int(found), 1))
    scores.matched += found
    if not found:
        scores.faults.append(("missed", gold.name, _words(gold, statement)))


def _count_match(scores: Scores, pair: tuple[Said, Said], ledgers: tuple[Ledger, Ledger], who: Matching) -> None:
    if who.same(pair[0].people["speaker"], pair[1].people["speaker"]):
        scores.who_said_what = scores.who_said_what.plus(Count(1, 0, 0))
    else:
        scores.faults.append(("speaker", ledgers[0].name, _words(ledgers[0], pair[0])))
    for slot, count in slot_counts(pair, ledgers, who):
        scores.slots.add(slot, count)


def _words(ledger: Ledger, statement: Said) -> str:
    return " … ".join(span.words(ledger.text) for span in statement.content)[:160]


def table(scores: Scores) -> str:
    """The scores as lines for people."""
    lines = [HEADER, row("statements", scores.statements), row("who_said_what", scores.who_said_what)]
    lines += [row(slot, count) for slot, count in scores.slots.counts.items()]
    exact = figure(scores.figures()["content_exact"])
    lines.append(f"content exact {exact}, statements in boilerplate {scores.boilerplate}")
    return "\n".join(lines)


def main() -> None:
    """Score two folders."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list the first N faults")
    args = parser.parse_args()
    scores = score(read_pairs(args.gold, args.predicted))
    print(json.dumps(scores.figures(), indent=1) if args.json else table(scores))
    for fault in scores.faults[: args.show]:
        print(*fault, sep=" | ")


if __name__ == "__main__":
    main()
