"""The ledger at a terminal."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from onrecord.export.terminal import print_ledger, to_text
from onrecord.types import Entity, Evidence, Issue
from tests.unit.sample_readings import demo, said, small


def test_the_demo_at_80_columns(snapshot: SnapshotAssertion) -> None:
    assert to_text(demo()) == snapshot


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width: int) -> None:
    reading = demo()
    shown = to_text(reading, width)
    assert max(map(len, shown.splitlines())) <= width
    flowing = " ".join(shown.split())
    for statement in reading.statements:
        for piece in statement.content:
            assert " ".join(piece.words(reading.article.text).split()) in flowing


def test_no_colour_and_no_escape_codes_where_nobody_sees_them() -> None:
    out = StringIO()
    print_ledger(demo(), Console(file=out))
    assert "\x1b" not in out.getvalue()


def test_hostile_text_cannot_drive_the_terminal_or_the_markup() -> None:
    hostile = "[red]no[/red] \x1b]0;owned\x07"
    text = f"{hostile} said {hostile}"
    entity = Entity("e1", hostile, "person", f"the {hostile}")
    slots: dict[str, Any] = {
        "speaker": "e1",
        "addressee": "e1",
        "target": "e1",
        "relay": (hostile,),
        "places": (hostile,),
    }
    reading = small(text, said(text, [text], **slots), entities=(entity,), title=hostile, outlet=hostile)
    reading = replace(reading, issues=(Issue("attribute", hostile, 0, len(text)),))
    shown = to_text(reading, 200)
    assert not set("\x1b\x07") & set(shown)
    assert shown.count("[red]no[/red]") == shown.count("owned") >= 9


def test_an_unknown_speaker_is_shown_with_the_reason() -> None:
    text = '"Nobody knows."'
    shown = to_text(small(text, said(text, [text], evidence={"speaker": Evidence(reason="no one is named before it")})))
    assert "Unknown speaker" in shown
    assert "no one is named before it" in shown
    assert "1 without a known speaker" in shown


def test_a_report_without_statements_says_so() -> None:
    assert "0 statements" in to_text(small("Nothing was said."))
