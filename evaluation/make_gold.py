"""Make gold files from marked-up reports: `python -m evaluation.make_gold evaluation/gold/*.toml`.

A report is a TOML file with the keys of a gold file. In its `text`, what a span covers is written `{roles|words}`, one
inside the other where spans are nested. A role is the number of a statement and a letter: `1s` its source, `1q` its
cue, `1c` a piece of its content; `b` is boilerplate. `[statements.1]` gives the slots of statement 1. So a person
writes words, never offsets, and a gold file cannot drift from its text.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

PARTS = {"s": "source", "q": "cue", "c": "content"}
#: What a slot holds when the report does not give it.
EMPTY: dict[str, Any] = {
    "speaker": None, "addressee": None, "target": None, "channel": None, "relay": [], "time": None, "places": [],
    "quantities": [], "hedged": False, "negated": False, "parent": None, "optional": False,
}  # fmt: skip
HEAD = ("id", "outlet", "title", "url", "published", "language")
Marks = dict[str, list[tuple[int, int]]]


def unmark(marked: str) -> tuple[str, Marks]:
    """The plain text, and the spans (code points of it) of every role; raises ValueError on an odd brace."""
    plain: list[str] = []
    marks: Marks = defaultdict(list)
    opened: list[tuple[list[str], int]] = []
    at = 0
    while at < len(marked):
        if marked[at] == "{":
            end = marked.index("|", at)
            opened.append((marked[at + 1 : end].split(), len(plain)))
            at = end
        elif marked[at] == "}":
            if not opened:
                raise ValueError(f"a }} closes nothing after {''.join(plain[-40:])!r}")
            roles, start = opened.pop()
            for role in roles:
                marks[role].append((start, len(plain)))
        else:
            plain.append(marked[at])
        at += 1
    if opened:
        raise ValueError(f"{{{' '.join(opened[-1][0])}| is never closed")
    return "".join(plain), {role: sorted(spans) for role, spans in marks.items()}


def to_gold(report: dict[str, Any]) -> dict[str, Any]:
    """The gold file of a marked-up report."""
    text, marks = unmark(report["text"].strip("\n"))
    used = {role[:-1] for role in marks if role != "b"}
    if unknown := used ^ report["statements"].keys():
        raise ValueError(f"{report['id']}: marked or described, but not both: statements {sorted(unknown)}")
    entities = [{"role": None, "side": None, "aliases": []} | entity for entity in report["entities"]]
    return {
        **{key: report.get(key) for key in HEAD},
        "text": text,
        "entities": entities,
        "boilerplate": marks.get("b", []),
        "statements": [_statement(key, slots, marks) for key, slots in report["statements"].items()],
    }


def _statement(key: str, slots: dict[str, Any], marks: Marks) -> dict[str, Any]:
    if unknown := slots.keys() - EMPTY.keys() - {"quote_type", "act"}:
        raise ValueError(f"statement {key}: no such slots: {sorted(unknown)}")
    spans = {part: marks.get(key + letter, []) for letter, part in PARTS.items()}
    quantities = [{"approximate": False, "low": None, "high": None} | q for q in slots.get("quantities", [])]
    return {"id": f"s{key}", **spans, **EMPTY, **slots, "quantities": quantities}


def main() -> None:
    for name in sys.argv[1:]:
        path = Path(name)
        made = to_gold(tomllib.loads(path.read_text(encoding="utf8")))
        target = path.with_name(f"{path.stem}.gold.json")
        target.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
        print(f"{target}: {len(made['statements'])} statements")


if __name__ == "__main__":
    main()
