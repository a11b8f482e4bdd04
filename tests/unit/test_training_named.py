"""Names that people marked, laid over the tagger's."""

from __future__ import annotations

import pytest

from evaluation.tagged_names import counts
from onrecord.types import NameKind, Span, TaggedName
from training.coreference import Sort
from training.named import Marked, halves, laid_over

TEXT = "Varga of Halden Port met the University of Lindau on Monday in Velm."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "sort", "tagged", "kind", "expected"),
    [
        ("Varga", "person", "Varga", "organisation", ("Varga", "person")),
        ("Velm", "place", "Velm", "person", ("Velm", "state")),
        ("Velm", "place", "Velm", "place", ("Velm", "place")),
        ("Velm", "organisation", "Velm", "state", ("Velm", "state")),
        # Where a name begins is the tagger's, and so are times.
        ("Halden Port", "organisation", "Port", "place", ("Port", "organisation")),
        ("Monday", "person", "Monday", "time", ("Monday", "time")),
        # A place inside a body's name does not make it one, nor does one that another name goes on from.
        ("Lindau", "place", "University of Lindau", "organisation", ("University of Lindau", "organisation")),
        ("Halden", "place", "Halden Port", "organisation", ("Halden Port", "organisation")),
    ],
)
def test_marks_settle_what_a_name_is(
    words: str, sort: Sort, tagged: str, kind: NameKind, expected: tuple[str, str]
) -> None:
    (found,) = laid_over([(span(words), sort)], [TaggedName(kind, span(tagged), 1.0)])
    assert (found[0].words(TEXT), found[1]) == expected


def test_marks_add_what_the_tagger_missed() -> None:
    found = laid_over([(span("Velm"), "place")], [TaggedName("person", span("Varga"), 1.0)])
    assert [(s.words(TEXT), kind) for s, kind in found] == [("Varga", "person"), ("Velm", "state")]


def test_every_fourth_text_is_held_out() -> None:
    texts = [Marked(str(n), "", ()) for n in range(9)]
    taught, held = halves(texts)
    assert [t.id for t in held] == ["3", "7"]
    assert sorted(taught + held) == texts


def test_found_names_are_counted_by_their_ends() -> None:
    text = "Mayor Ann Bell said on Monday that the bridge at Halden would stay open."
    names: tuple[tuple[Span, Sort], ...] = (
        (Span(10, 14), "person"),
        (Span(text.index("bridge"), text.index("bridge") + 6), "place"),
    )
    seen = counts([Marked("one", text, names)])
    assert [seen["person", key] for key in ("all", "found", "right")] == [1, 1, 1]
    assert [seen["place", key] for key in ("all", "found", "right")] == [1, 0, 0]
