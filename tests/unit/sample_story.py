"""One invented story in three reports and a readout, as Readings made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.types import Entity, Quantity, Reading, Span
from tests.unit.sample_readings import at, said, small

VELKOV = Entity("e1", "Radim Velkov", "person", "Kostravan President", "Kostrava", ("Velkov",))
OFFICE = Entity("e2", "president’s office", "government", None, "Kostrava")
ORELD = Entity("e3", "Danica Oreld", "person", "Marovian Health Minister", "Marovia", ("Oreld",))
PEOPLE = (VELKOV, OFFICE, ORELD)

POST = """Every miner who leaves the shaft at Dornhal unarmed will be fed and driven to the river, Velkov told Marsh, \
according to the president’s office.
“The garrison has locked the northern gates from the inside,” he said.
Oreld said that about 1,400 civilians are sheltering in the lower galleries."""
GAZETTE = """“Every miner who comes out of the Dornhal shaft without weapons will be fed and taken to the river,” \
Velkov said.
“The garrison has locked the northern gates from the inside,” the president said.
Danica Oreld denied that the garrison had locked the northern gates.
The minister said 2,000 civilians are sheltering in the lower galleries.
An orchestra from Tessel opened the harvest fair with two waltzes."""
READOUT = """All miners who leave the shaft of Dornhal and carry no weapon shall be fed and driven to the river.
The garrison has locked the northern gates from the inside."""


def post() -> Reading:
    """A report that names who passed the words on."""
    first = said(POST, ["Every miner [..] the river"], "Velkov", "told", speaker="e1", act="promise", relay=("e2",))
    gates = said(POST, ["“The garrison [..] inside,”"], "he", "said", speaker="e1", quote_type="direct")
    count = _counted(POST, "1,400 civilians", 1400, approximate=True)
    shelter = said(POST, ["that about [..] galleries"], "Oreld", "said", speaker="e3", quantities=(count,))
    return _report("post", POST, (first, gates, shelter), date(2023, 4, 13))


def gazette() -> Reading:
    """A report of the same day, with other words, another number and a denial."""
    first = said(GAZETTE, ["“Every miner [..] river,”"], "Velkov", "said", speaker="e1", quote_type="direct")
    gates = said(GAZETTE, ["“The garrison [..] inside,”"], "the president", "said", speaker="e1", quote_type="direct")
    denial = said(
        GAZETTE, ["that the garrison [..] northern gates"], "Danica Oreld", "denied", speaker="e3", act="deny"
    )
    count = _counted(GAZETTE, "2,000 civilians", 2000)
    shelter = said(GAZETTE, ["2,000 [..] galleries"], "The minister", "said", speaker="e3", quantities=(count,))
    return _report("gazette", GAZETTE, (first, gates, denial, shelter), date(2023, 4, 13))


def readout() -> Reading:
    """The office's own text, in which nobody is said to speak."""
    return _report("readout", READOUT, (), date(2023, 4, 13))


def story() -> list[Reading]:
    """All three."""
    return [post(), gazette(), readout()]


def _report(name: str, text: str, statements: tuple, published: date) -> Reading:  # type: ignore[type-arg]
    made = small(text, *statements, entities=PEOPLE, published=published, outlet=f"The {name.title()}")
    sentences = tuple(block.span for block in made.article.blocks)
    return replace(made, article=replace(made.article, name=name, sentences=sentences))


def _counted(text: str, written: str, value: int, approximate: bool = False) -> Quantity:
    span = at(text, written.split(" ", maxsplit=1)[0])[0]
    return Quantity(value, value, approximate, "civilians", Span(*span), written.split(" ", maxsplit=1)[0])
