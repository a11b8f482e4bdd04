"""A ledger of invented reports whose statements have every slot in many combinations, and the same as Readings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from onrecord.ledger.write import Ledger
from onrecord.types import Entity, Place, Quantity, Reading, Span, Statement
from tests.unit.sample_readings import demo, said, small

#: Two names that a stemmer takes for one, accents, an apostrophe, a hyphen.
PEOPLE = (
    Entity("e1", "Zdeněk Ilvar", "person", "Kostravan President", "Kostrava", ("Ilvar", "the president")),
    Entity("e2", "Mara Peters", "person", "Health Minister", "Marovia"),
    Entity("e3", "Jon Peter", "person"),
    Entity("e4", "Ana O’Dell-Ruiz", "person", None, "Marovia", ("O’Dell",)),
    Entity("e5", "Kostrava’s ministry of defence", "government", None, "Kostrava"),
    Entity("e6", "Ansel Gazette", "organisation"),
)
OUTLETS = ("The Lowland Post", "Ansel Gazette", "Café Kurier", None)
PLACES = (
    Place("Dornhal", (), canonical="Dornhal", kind="city", country="UA"),
    Place("Port Selm", (), canonical="Selmhafen", kind="city", country="FR"),
    Place("Osk", (), reason="no such place is known"),
)
WORDS = ["salt", "truce", "convoy", "border", "school", "bridge", "harvest", "winter", "signal", "garden"]


def readings(count: int = 14, seed: int = 7) -> list[Reading]:
    """Reports of five statements each; every third has a second version at the same address."""
    random = Random(seed)
    made: list[Reading] = [demo()]
    for number in range(count):
        reading = _reading(number, random)
        made.append(reading)
        if number % 3 == 0:
            longer = replace(reading.article, text=reading.article.text + "\nMore is expected.")
            made.append(replace(reading, article=longer))
    return made


def fill(path: Path, stored: list[Reading]) -> Path:
    """A ledger that holds the readings."""
    with Ledger.open(path, create=True) as ledger:
        ledger.begin_run("0.1.0", "en_v1", {})
        for reading in stored:
            ledger.add(reading)
    return path


def _reading(number: int, random: Random) -> Reading:
    published = random.choice([date(2023, 1, 1) + timedelta(days=random.randrange(500)), None])
    statements, text = [], ""
    for _ in range(5):
        content = " ".join(random.choices(WORDS, k=random.randint(3, 7)))
        line = f"{random.choice(['The mayor', 'A guard'])} said {content} 1,400 carts."
        statements.append((text and "\n") + line)
        text += statements[-1]
    slots = [_slots(random, published or date(2023, 6, 1)) for _ in range(5)]
    made = tuple(_statement(text, line.strip(), slot) for line, slot in zip(statements, slots, strict=True))
    reading = small(text, *made, entities=PEOPLE, outlet=random.choice(OUTLETS), published=published)
    article = replace(reading.article, name=f"report-{number}")
    article = replace(article, metadata=replace(article.metadata, url=f"https://news.example/{number}", title="Day"))
    return replace(reading, article=article, places=PLACES)


def _statement(text: str, line: str, slots: dict[str, Any]) -> Statement:
    start = text.index(line)
    content = Span(start + line.index("said ") + 5, start + len(line) - 1)
    figure = Span(content.end - len("1,400 carts"), content.end)
    quantities = tuple(
        Quantity(low, high, False, unit, figure, "1,400 carts") for low, high, unit in slots.pop("counted")
    )
    whole = said(text, [content.words(text)])
    source = Span(start, start + line.index(" said"))
    return replace(whole, content=(content,), source=(source,), quantities=quantities, **slots)


def _slots(random: Random, day: date) -> dict[str, Any]:
    first = day - timedelta(days=random.randrange(40))
    times = [None, first.isoformat(), f"{first}/{first + timedelta(days=random.choice([6, 30, 1000]))}"]
    people = [None, *(entity.id for entity in PEOPLE)]
    return {
        "speaker": random.choice(people),
        "addressee": random.choice(people),
        "target": random.choice(people),
        "relay": tuple(random.sample(people[1:], random.choice([0, 0, 1, 2]))),
        "act": random.choice(["assert", "deny", "accuse", "promise"]),
        "channel": random.choice([None, "phone_call", "speech", "press_conference"]),
        "quote_type": random.choice(["direct", "indirect", "mixed"]),
        "time": random.choice(times),
        "places": tuple(place.name for place in random.sample(PLACES, random.choice([0, 1, 2]))),
        "counted": random.choice(
            [(), ((1400.0, 1400.0, "carts"),), ((100.0, None, "wounded soldiers"), (3.0, 12.0, "carts")),
             ((None, 2.5e6, "tonnes"),), ((-4.0, -4.0, "degrees"),)]
        ),
        "hedged": random.random() < 0.3,
        "negated": random.random() < 0.3,
        "confidence": round(random.random(), 3),
    }  # fmt: skip


def folded(words: str) -> list[str]:
    """Words without case and accents, worked out apart from the search."""
    flat = "".join(c for c in unicodedata.normalize("NFD", words.lower()) if not unicodedata.combining(c))
    return re.split(r"[\W_]+", flat)


def has(words: str, name: str) -> bool:
    """Whether the words stand next to each other in the name; nothing does everywhere."""
    return not words or f" {' '.join(filter(None, folded(words)))} " in f" {' '.join(folded(name))} "
