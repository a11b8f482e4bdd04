"""Our scorers give the figures of the scorers that the gold comes with."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evaluation import attribution, ledger
from training.corpus import GoldAttribution, read_corpus

SLOTS = {"quote_type": "accuracy", "act": "accuracy"}


def damaged(gold: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A gold file with faults of every kind: lost, moved and added statements, wrong slots, split entities."""
    data = copy.deepcopy(gold)
    kept = [s for s in data["statements"] if chance.random() < 0.85]
    ids = [e["id"] for e in data["entities"]]
    for statement in kept:
        if chance.random() < 0.3:
            statement["content"][0][0] += chance.randrange(0, 30)
        for slot in ("speaker", "addressee", "target"):
            if chance.random() < 0.2:
                statement[slot] = chance.choice([*ids, None])
        if chance.random() < 0.3:
            statement |= {"act": "warn", "channel": "speech", "hedged": True, "relay": ids[:2], "time": "2020-01-01"}
        statement["places"] = [*statement["places"][:1], "Nowhere"]
        statement["quantities"] = [q | {"unit": q["unit"].split()[-1]} for q in statement["quantities"]]
    for start, end in data["boilerplate"]:
        kept.append(kept[0] | {"id": "added", "content": [[start, end]]})
    for entity in data["entities"]:
        if chance.random() < 0.3:
            entity |= {"name": entity["name"].split()[-1], "aliases": []}
    return data | {"statements": kept}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ledger_scores_agree(shared: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for path in (shared / "gold").glob("*.gold.json"):
        data = damaged(json.loads(path.read_text(encoding="utf8")), chance)
        if seed == 3:
            data["text"] = data["text"].replace("\n", "\n\n", 1)
        (tmp_path / path.name.replace(".gold.json", ".json")).write_text(json.dumps(data), encoding="utf8")
    command = [sys.executable, str(shared / "score" / "ledger_score.py"), str(shared / "gold"), str(tmp_path), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = ledger.score(ledger.read_pairs(shared / "gold", tmp_path)).figures()
    expected = {slot: values[SLOTS.get(slot, "f1")] for slot, values in theirs["slots"].items()}
    expected |= {name: theirs[name]["f1"] for name in ("statements", "who_said_what")}
    expected |= {name: theirs[name] for name in ("speaker_accuracy", "content_exact")}
    expected["in_boilerplate"] = theirs["boilerplate_statements"]
    assert ours == pytest.approx(expected)
    assert 0.3 < expected["who_said_what"] < 0.95


def as_json(gold: GoldAttribution, chance: random.Random) -> dict[str, list[tuple[int, int]]]:
    """A gold attribution as a prediction with faults."""
    given: dict[str, list[tuple[int, int]]] = {role: list(getattr(gold, role)) for role in attribution.ROLES}
    if chance.random() < 0.3:
        start, end = given["content"][0]
        given["content"][0] = (max(0, start - chance.randrange(60)), max(start + 1, end - chance.randrange(60)))
    if chance.random() < 0.2:
        given["source"] = given["cue"]
    return given


def test_attribution_scores_agree(shared: Path, tmp_path: Path) -> None:
    folder, chance = shared / "data" / "polnear" / "dev", random.Random(4)
    predicted, lines = tmp_path / "pred.jsonl", []
    for article in read_corpus(folder):
        kept = [as_json(a, chance) for a in article.attributions if chance.random() < 0.8 and a.content]
        lines.append(json.dumps({"id": article.id, "attributions": kept}))
    predicted.write_text("\n".join(lines[:-2]), encoding="utf8")
    command = [sys.executable, str(shared / "score" / "attribution_score.py"), "--gold", str(folder)]
    subprocess.run(
        [*command, "--pred", str(predicted), "--json", str(tmp_path / "theirs.json")], check=True, capture_output=True
    )
    theirs = json.loads((tmp_path / "theirs.json").read_text(encoding="utf8"))["all"]
    given = attribution.read_predictions(predicted)
    ours = attribution.figures(attribution.score(attribution.with_predictions(folder, given)))
    names = {"attribution": "attr"} | {f"{r}_{m}": f"{r} {m}" for r in attribution.ROLES for m in ("exact", "token")}
    assert ours == pytest.approx({name: theirs[key]["f"] for name, key in names.items()})
