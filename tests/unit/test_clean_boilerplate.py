"""Boilerplate in plain text: every case says line by line what must go and what must stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.clean import clean
from onrecord.clean.boilerplate_rules import cues
from onrecord.types import RawDocument

CASES = sorted((Path(__file__).parent.parent / "cases" / "clean").glob("*.txt"))
CREDITED = {"caption", "boilerplate"}
SHORTEST_REPORT = "The harbour master said on Monday that two ships had left."


def kinds_of(lines: list[str]) -> dict[str, set[str]]:
    """For each line, the kinds of the blocks that lie in it."""
    text = "\n".join(lines)
    article, _ = clean(RawDocument("case", text.encode(), "text/plain"))
    found: dict[str, set[str]] = {}
    at = 0
    for line in lines:
        found[line] = {b.kind for b in article.blocks if b.span.overlaps((at, at + len(line)))}
        at += len(line) + 1
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_line_is_told_from_the_report_or_kept(case: Path) -> None:
    marked = case.read_text("utf-8").splitlines()
    found = kinds_of([line[2:] for line in marked])
    wrong = [line for line in marked if (found[line[2:]] == {"boilerplate"}) != line.startswith("- ")]
    assert wrong == []


def test_a_paragraph_that_ends_in_a_credit_keeps_its_report() -> None:
    report, credit = "Dockers said they would strike in May.", "(Reporting by Ada Quist; Editing by Bo Lee)"
    assert kinds_of([SHORTEST_REPORT, f"{report} {credit}"])[f"{report} {credit}"] == {"paragraph", "boilerplate"}


def test_a_caption_keeps_the_statement_inside_it_and_loses_its_credit() -> None:
    caption = "In this photo released by the Arn Press Service, Governor Bea Lindqvist speaks. She said gates held."
    found = kinds_of([SHORTEST_REPORT, f"{caption} (Arn Press Service via AP)"])
    assert found[f"{caption} (Arn Press Service via AP)"] == {"caption", "boilerplate"}


@pytest.mark.parametrize(
    ("first", "kinds"),
    [
        ("Ferries Leave Port Salis as Storm Nears", {"headline"}),
        ("Rain and Wind Close the Harbour", {"headline"}),
        ("A ferry leaves Port Salis on March 3, 2018. (Ada Quist/Reuters)", {"caption", "boilerplate"}),
        ("A ferry leaves Port Salis on March 3. Bo T. Lee/Getty Images", {"caption", "boilerplate"}),
        ("A ferry leaves Port Salis in a storm | Bo Lee/AFP via Getty Images", {"caption", "boilerplate"}),
        ("(Ada Quist/Reuters)", {"boilerplate"}),
        ("Ada Quist and Bo T. Lee", {"boilerplate"}),
        ("ADA QUIST, Associated Press", {"boilerplate"}),
        ("By Ada Quist", {"boilerplate"}),
        ("A ferry leaves Port Salis in a screen grab of a video (Salis Press/Reuters TV via Reuters)", CREDITED),
    ],
)
def test_first_lines_are_headlines_unless_they_are_captions_or_bylines(first: str, kinds: set[str]) -> None:
    assert kinds_of([first, SHORTEST_REPORT, SHORTEST_REPORT + " It rained."])[first] == kinds


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Governor Bea Lindqvist opens a gate. Salis Press/via REUTERS", CREDITED),
        ("Governor Bea Lindqvist opens a gate. Arn Press Pool/Pool via Reuters.", CREDITED),
        ("Governor Bea Lindqvist opens a gate. Arn Guards, Lt. Bo Lee/Handout via REUTERS", CREDITED),
        ("Governor Bea Lindqvist opens a gate. Salis Web Site via Reuters TV/File Photo", CREDITED),
        ("Governor Bea Lindqvist opens a gate. Photographer: Bo Lee/AFP via Getty Images", CREDITED),
        ("Governor Bea Lindqvist opens a gate. Arn Coast Guard photo by Sgt. Bo Lee", CREDITED),
        ("Governor Bea Lindqvist (file photo)", CREDITED),
        ("Ada Quist/Reuters Governor Bea Lindqvist opens a gate in Port Salis.", CREDITED),
        ("FILE PHOTO: A man said to be Bo Lee opens a gate, according to a video from May 5, 2014.", {"caption"}),
        ("Watch now: FILE PHOTO A man said to be Bo Lee opens a gate.", {"caption"}),
        ("A 2006 file photo shows the ferry Osk in Port Salis.", {"caption"}),
        ("Bo Lee opens a gate in this undated photo released by his office in Port Salis.", {"caption"}),
        ("Ada Quist/Getty Images Governor Bea Lindqvist opens a gate in Port Salis.", CREDITED),
        ("Ada Quist/Getty Images", {"paragraph"}),
        ("(Arn photo: Bo Lee via AP)", {"boilerplate"}),
        ("(Reuters photo: Ada Quist)", {"boilerplate"}),
        ("Photographer: Bo Lee/AFP via Getty Images", {"boilerplate"}),
        ("A file photo leaked to the press showed the governor at the gate.", {"paragraph"}),
        ("The ferry had left two hours before, Reuters reported.", {"paragraph"}),
        ("The ferry had left two hours before. Aides confirmed the hour to the press via Reuters", {"paragraph"}),
        ("A Reuters/Opsis poll of May found that most people of Port Salis want a new gate.", {"paragraph"}),
        ("The governor handed out a photo. Most people had not seen her in this picture before.", {"paragraph"}),
        ("The governor had known of the gate for a week (Reuters reported this in May)", {"paragraph"}),
        ("(Reuters reported in May that the governor had known of the gate.)", {"paragraph"}),
    ],
)
def test_captions_are_told_by_whose_picture_it_is(line: str, kinds: set[str]) -> None:
    assert kinds_of([SHORTEST_REPORT, line, SHORTEST_REPORT + " It rained."])[line] == kinds


def test_a_page_that_runs_on_into_a_credit_is_no_caption() -> None:
    line = f"{' '.join([SHORTEST_REPORT] * 12)} A ferry leaves. Photograph: Bo Lee/Reuters"
    assert kinds_of([SHORTEST_REPORT, line])[line] == {"paragraph", "boilerplate"}


@pytest.mark.parametrize(("opening", "kind"), [("PORT SALIS (AP) — ", "caption"), ("", "paragraph")])
def test_what_stands_twice_above_the_dateline_is_a_caption(opening: str, kind: str) -> None:
    picture = "Governor Bea Lindqvist speaks of the ferries in Port Salis on Monday."
    text = "\n".join(["Ferries Leave Port Salis", picture, picture, opening + SHORTEST_REPORT])
    article, _ = clean(RawDocument("case", text.encode(), "text/plain"))
    assert [block.kind for block in article.blocks] == ["headline", kind, kind, "paragraph"]


def test_every_cue_compiles_and_has_a_name_of_its_own() -> None:
    assert all(cue.pattern for cue in cues())
    assert len({cue.name for cue in cues()}) == len(cues())
