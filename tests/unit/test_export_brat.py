"""brat standoff, read by the brat decoder of `bioc`, and back into attributions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from bioc import brat  # type: ignore[import-untyped]

from onrecord.export.brat import CONFIGURATION, to_brat
from onrecord.export.brat_in import from_brat
from onrecord.types import Act, Attribution, Channel, Entity, InputError, QuoteType, Reading, Span
from tests.unit.sample_readings import demo, said, small

ANN = "Ann said:\n“No\nmore,” and\tleft."


def broken() -> Reading:
    """A content over a line break, a source with a name that has one, a nested statement."""
    ann = Entity("e1", "Ann\nBell", "person", "mayor", wikidata="Q7")
    outer = said(ANN, ["“No\nmore,”"], "Ann", "said", speaker="e1", act="refuse", hedged=True, channel="speech")
    inner = said(ANN, ["more"], parent="s1")
    return small(ANN, outer, inner, entities=(ann,))


def spans(found: list[Attribution]) -> list[tuple[tuple[Span, ...], ...]]:
    return [(a.content, a.source, a.cue) for a in found]


@pytest.mark.parametrize("reading", [demo(), broken()])
def test_a_library_reads_it_and_every_line_is_right(reading: Reading) -> None:
    made = to_brat(reading)
    read = brat.loads(made.txt, made.ann)
    assert len(read.events) == len(reading.statements)
    for entity in read.entities:
        places = sorted((interval.begin, interval.end) for interval in entity.locations)
        assert " ".join(made.txt[start:end] for start, end in places) == entity.text
    known = {entity.id for entity in read.entities} | {event.id for event in read.events}
    assert {event.trigger_id for event in read.events} <= known
    assert {name for event in read.events for name in event.arguments.values()} <= known
    assert {attribute.refid for attribute in read.attributes} <= known
    assert {note.refid for note in read.notes} <= known
    assert len(made.ann.splitlines()) == made.ann.count("\n")


def test_what_was_meant_are_attributes_of_the_event() -> None:
    read = brat.loads(*to_brat(broken()))
    meant = {(a.type, a.refid, *sorted(a.attributes)) for a in read.attributes}
    assert meant == {
        ("Act", "E1", "refuse"), ("QuoteType", "E1", "indirect"), ("Channel", "E1", "speech"), ("Hedged", "E1"),
        ("Act", "E2", "assert"), ("QuoteType", "E2", "indirect"),
    }  # fmt: skip
    assert read.events[1].arguments["Parent"] == "E1"


def test_a_line_break_cuts_a_piece_in_two_and_the_speaker_is_noted() -> None:
    lines = to_brat(broken()).ann.splitlines()
    assert lines[2] == "T3\tContent 10 13;14 20\t“No more,”"
    assert "#1\tAnnotatorNotes E1\tspeaker Ann Bell; type person; role mayor; wikidata Q7" in lines
    assert "N1\tReference T1 Wikidata:Q7\tAnn Bell" in lines


@pytest.mark.parametrize("reading", [demo(), broken()])
def test_attributions_come_back(reading: Reading) -> None:
    back = from_brat(*to_brat(reading))
    assert spans(back) == [(s.content, s.source, s.cue) for s in reading.statements]
    parents = [reading.statements[a.parent].id if a.parent is not None else None for a in back]
    assert parents == [s.parent for s in reading.statements]


def test_what_a_person_corrected_in_brat_wins_over_the_note() -> None:
    txt, ann = to_brat(broken())
    back = from_brat(txt, ann.replace("Content 10 13;14 20\t“No more,”", "Content 10 13\t“No"))
    assert back[0].content == (Span(10, 13),)


def test_the_configuration_names_all_that_is_written() -> None:
    for known in (Act, QuoteType, Channel):
        assert "|".join(get_args(known)) in CONFIGURATION
    sections = re.findall(r"^\[(\w+)\]$", CONFIGURATION, re.MULTILINE)
    assert sections == ["entities", "events", "relations", "attributes"]
    kinds = {line.split("\t")[1].split()[0].split(":")[0] for line in to_brat(broken()).ann.splitlines()}
    assert {kind for kind in kinds if kind not in CONFIGURATION} == {"AnnotatorNotes", "Spans", "Reference"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("T1\t", "Z1\t"), "line 1: 'Z1"),
        (("0 3\tAnn", "0 3\tBob"), "line 1: 'Bob' does not stand at 0 3"),
        (("Source:T1", "Source:T99"), "E1 has T99 as its Source"),
        ((" Content:T3", ""), "E1 has no content"),
        (('{"Source"', '{"source"'), "is no note of pieces"),
        (('"Cue": [[4', '"Cue": [[null'), "is no note of pieces"),
    ],
)
def test_other_files_are_refused(change: tuple[str, str], says: str) -> None:
    txt, ann = to_brat(broken())
    assert change[0] in ann
    with pytest.raises(InputError, match=f"^some.ann.*{says}"):
        from_brat(txt, ann.replace(*change, 1), "some.ann")


def test_blanks_alone_and_half_characters_cannot_be_written() -> None:
    with pytest.raises(InputError, match="small: s1 has blanks for its only words"):
        to_brat(small("a \n b", said("a \n b", [" \n "])))
    with pytest.raises(InputError, match="small: holds half a character"):
        to_brat(small("a \ud800"))


def test_polnear_is_read(shared: Path) -> None:
    """Files of the corpus itself; events without a content, of which it has a few, are refused by name."""
    refused = []
    for ann in sorted((shared / "data/polnear/dev/attributions").glob("*.ann"))[:30]:
        text = shared / "data/polnear/dev/text" / f"{ann.stem[:-5]}.txt"
        try:
            assert from_brat(text.read_bytes().decode(), ann.read_bytes().decode(), ann.name)
        except InputError as error:
            refused.append(str(error))
    assert all("has no content" in reason for reason in refused)
    assert len(refused) <= 2
