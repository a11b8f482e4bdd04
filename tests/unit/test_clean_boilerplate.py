"""Boilerplate in plain text: every case says line by line what must go and what must stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.clean import clean
from onrecord.clean.boilerplate_rules import cues
from onrecord.types import RawDocument

CASES = sorted((Path(__file__).parent.parent / "cases" / "clean").glob("*.txt"))
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
    ],
)
def test_first_lines_are_headlines_unless_they_are_captions_or_bylines(first: str, kinds: set[str]) -> None:
    assert kinds_of([first, SHORTEST_REPORT, SHORTEST_REPORT + " It rained."])[first] == kinds


def test_every_cue_compiles_and_has_a_name_of_its_own() -> None:
    assert all(cue.pattern for cue in cues())
    assert len({cue.name for cue in cues()}) == len(cues())
