"""What a new version of a report changed in its statements."""

from __future__ import annotations

from dataclasses import replace

from onrecord.link.changes import Change, Difference, changes
from onrecord.types import Entity, Quantity, Reading, Statement
from tests.unit.ledgers import full
from tests.unit.sample_readings import at, said, small

ANN, BEN = Entity("e1", "Ann Bell", "person"), Entity("e2", "Ben Lund", "person")


def told(text: str, *statements: Statement) -> Reading:
    return small(text, *statements, entities=(ANN, BEN))


def kinds(found: tuple[Change, ...]) -> list[str]:
    return [change.kind for change in found]


def test_the_same_report_changed_nothing() -> None:
    found = changes(full(), full())
    assert set(kinds(found)) == {"unchanged"}
    assert [change.after for change in found] == list(full().statements)


def test_another_layout_and_other_ids_change_nothing() -> None:
    text = 'Ann Bell said the bridge\nwould open. Ben Lund said "no".'
    before = told(text, said(text, ["the bridge\nwould open"], "Ann Bell", "said", speaker="e1"))
    moved = 'A new lead. Ann Bell said the bridge would open. Ben Lund said "no".'
    statement = said(moved, ["the bridge would open"], "Ann Bell", "said", speaker="e9")
    after = small(moved, statement, entities=(replace(ANN, id="e9"),))
    assert kinds(changes(before, after)) == ["unchanged"]


def test_what_came_and_what_went() -> None:
    text = 'Ann Bell said the bridge would open. Ben Lund said "never again".'
    first = said(text, ["the bridge would open"], "Ann Bell", "said", speaker="e1")
    second = said(text, ['"never again"'], "Ben Lund", "said", speaker="e2")
    before, after = told(text, first), told(text, second)
    came, went = changes(before, after)
    assert (came.kind, came.before, came.after) == ("added", None, after.statements[0])
    assert (went.kind, went.before, went.after) == ("removed", before.statements[0], None)


def test_other_words_numbers_and_cue_of_one_saying() -> None:
    old, new = "Ann Bell said 40 people were safe now.", "Ann Bell claimed 45 people were safe now."
    forty, more = (
        Quantity(n, n, False, "people", at(text, f"{n:.0f} people")[0], f"{n:.0f} people")
        for n, text in ((40.0, old), (45.0, new))
    )
    before = told(old, said(old, ["40 people were safe now"], "Ann Bell", "said", speaker="e1", quantities=(forty,)))
    after = told(new, said(new, ["45 people were safe now"], "Ann Bell", "claimed", speaker="e1", quantities=(more,)))
    [change] = changes(before, after)
    assert change.kind == "changed"
    assert change.differences == (
        Difference("content", "40 people were safe now", "45 people were safe now"),
        Difference("cue", "said", "claimed"),
        Difference("quantities", ((40.0, 40.0, False, "people"),), ((45.0, 45.0, False, "people"),)),
    )


def test_the_same_words_of_another_speaker_are_changed_and_other_words_are_not_paired() -> None:
    text = "Ann Bell said the bridge would open in May. Ben Lund said the tunnel was shut."
    words = ["the bridge would open in May"]
    before = told(text, said(text, words, "Ann Bell", "said", speaker="e1"))
    [change] = changes(before, told(text, said(text, words, "Ann Bell", "said", speaker="e2")))
    assert change.differences == (Difference("speaker", "Ann Bell", "Ben Lund"),)
    other = told(text, said(text, ["the tunnel was shut"], "Ben Lund", "said", speaker="e2"))
    assert kinds(changes(before, other)) == ["added", "removed"]


def test_a_saying_that_stands_twice_is_paired_in_order() -> None:
    text = 'Ann Bell said "no". Later Ann Bell said "no" again.'
    twice = [said(text, ['"no"'], "Ann Bell", "said", speaker="e1") for _ in range(2)]
    before, after = told(text, *twice), told(text, *twice)
    assert [(c.before, c.after) for c in changes(before, after)] == list(
        zip(before.statements, after.statements, strict=True)
    )
    assert kinds(changes(before, told(text, twice[0]))) == ["unchanged", "removed"]
