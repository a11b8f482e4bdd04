from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import get_args

import pytest

from onrecord.lexicon import SUPPORTED, code_of, cue_sense, lemmas, name_of, table
from onrecord.lexicon.nouns import state_in
from onrecord.types import Act, Channel


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("denies", "deny"),
        ("urging", "urge"),
        ("vowed", "vow"),
        ("admitted", "admit"),
        ("lying", "lie"),
    ],
)
def test_lemmas(form: str, lemma: str) -> None:
    assert lemma in lemmas(form)


@pytest.mark.parametrize(
    ("cue", "sense"),
    [
        ("has repeatedly said", "neutral"),
        ("issued a warning", "warn"),
        ("called on", "demand"),
        ("called", "judging"),
        ("was quoted as saying", "neutral"),
        ("wants to accuse", "believe"),
        ("zigzagged", None),
    ],
)
def test_cue_sense(cue: str, sense: str | None) -> None:
    found = cue_sense(cue.split())
    assert (found.sense if found else None) == sense


def test_each_cue_word_stands_once_and_under_a_known_act() -> None:
    sections = table("cues")["words"]
    assert set(sections) <= {*get_args(Act), "neutral"}
    words = [word for listed in sections.values() for word in listed.split()]
    assert sorted(words) == sorted(set(words))


def test_channels_and_contents_name_known_values() -> None:
    assert {name for part in table("channels").values() for name in part} <= set(get_args(Channel))
    contents = table("contents")
    assert {rule["act"] for rule in contents["rule"]} | set(contents["verdict"]) <= set(get_args(Act))


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        (" EN_us", "en"),
        ("en-GB-oxendict", "en"),
        ("en_GB.UTF-8", "en"),
        ("eng", "en"),
        ("de-AT", "de"),
        ("fil", "fil"),
        ("English", None),
        ("und", None),
        ("x-default", None),
        ("", None),
    ],
)
def test_the_language_of_a_tag(tag: str, code: str | None) -> None:
    assert code_of(tag) == code


def test_each_supported_language_has_a_section_of_words_of_its_own() -> None:
    sections = table("languages")
    assert set(sections) == {*SUPPORTED, "others"}
    assert [name_of(code) for code in SUPPORTED] == ["English"]
    others = set(sections["others"]["common"].split())
    for code in SUPPORTED:
        own, shared = (set(sections[code][kind].split()) for kind in ("own", "shared"))
        assert not own & shared
        assert not others & (own | shared)


def test_importing_reads_no_table() -> None:
    code = "import onrecord.normalise; from onrecord.lexicon.tables import table; print(table.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0\n"


@pytest.mark.parametrize(
    ("phrase", "state"),
    [
        ("South Sudan's army", "South Sudan"),
        ("the South Sudanese president", "South Sudan"),
        ("Sudanese officials", "Sudan"),
        ("Equatorial Guinean ministers", "Equatorial Guinea"),
        ("Papua New Guinea's police", "Papua New Guinea"),
        ("Guinea's junta", "Guinea"),
        ("Niger's junta", "Niger"),
        ("Nigerien generals", "Niger"),
        ("Nigerian generals", "Nigeria"),
        ("DR Congo's government", "Democratic Republic of the Congo"),
        ("Congolese troops", "Democratic Republic of the Congo"),
        ("officials in Haiti", "Haiti"),
        ("envoy to Chad", None),
        ("Chad Brandt", None),
    ],
)
def test_a_state_is_told_from_those_whose_names_hold_its_own(phrase: str, state: str | None) -> None:
    assert state_in(phrase) == state


def test_no_name_of_a_state_or_of_its_people_means_two() -> None:
    written = Counter(
        name
        for state, row in table("states")["states"].items()
        for name in {state.replace(" ", "_"), *" ".join((row["of"], row["capital"], row.get("also", ""))).split()}
    )
    # "Brussels says" is the Union more often than Belgium.
    assert [name for name, states in written.items() if states > 1] == ["Brussels"]
