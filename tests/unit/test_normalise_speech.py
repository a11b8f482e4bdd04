from __future__ import annotations

import pytest

from onrecord.normalise import normalise
from onrecord.types import Act, Statement
from tests.unit.normalise_cases import cases, draft

ACTS = [(s, a) for rows in cases("acts").values() for s, a in rows.items()]


def one(sentence: str) -> Statement:
    return normalise(
        draft(sentence, entities={"Osk": "osk", "Norland": "norland", "U.S.": "us"}, speaker="osk")
    ).statements[0]


@pytest.mark.parametrize(("sentence", "act"), ACTS)
def test_act(sentence: str, act: Act) -> None:
    assert one(sentence).act == act


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("speaker", ["Upper Sennet", "Bo [Arlo] Lee--Osk", "A|B (C) && D~~"])
def test_a_speaker_may_have_any_name(speaker: str) -> None:
    case = draft(f"[[Osk]] <<said>> {{{{{speaker} will retaliate}}}}.", entities={speaker: "osk"}, speaker="osk")
    assert normalise(case).statements[0].act == "threaten"


@pytest.mark.xfail(reason="a threat told as what will follow, with no word for one's own action")
def test_a_threat_of_consequences_to_oneself_is_a_threat() -> None:
    assert one("[[Osk]] <<warned>> {{any raid on her boats would end in open war}}.").act == "threaten"


@pytest.mark.parametrize(
    ("sentence", "quote_type"),
    [
        ("[[Osk]] <<said>> {{“The port is closed”}}.", "direct"),
        ('[[Osk]] <<said>> {{"The port is closed,"}} adding more.', "direct"),
        ("[[Osk]] <<said>> {{«The port is closed»}}.", "direct"),
        ("[[Osk]] <<said>> {{‘We don’t know the sailors’ names’}}.", "direct"),
        ('[[Osk]] <<said>> {{“The port is closed"}}.', "direct"),
        ("{{“The port is closed.}}", "direct"),
        ("{{“The port,”}} [[Osk]] <<said>>, {{“is closed.”}}", "direct"),
        ("[[Osk]] <<said>> {{that “the port is closed”}}.", "mixed"),
        ("[[Osk]] <<said>> {{the port was “closed”}}.", "mixed"),
        ("[[Osk]] <<said>> {{the port was closed}}.", "indirect"),
        ("[[Osk]] <<said>> {{the sailors' port wasn't closed}}.", "indirect"),
    ],
)
def test_quote_type(sentence: str, quote_type: str) -> None:
    assert one(sentence).quote_type == quote_type


@pytest.mark.parametrize(
    ("sentence", "channel"),
    [
        ("In a telephone conversation with Ruun, [[Osk]] <<said>> {{it was over}}.", "phone_call"),
        ("[[Osk]] <<told>> a news conference {{it was over}}.", "press_conference"),
        ("[[Osk]] <<tweeted>> {{that it was over}}.", "social_media"),
        ("[[Osk]] <<said>> in an online post {{that it was over}}.", "social_media"),
        ("[[Osk]] <<said>> in a joint statement {{it was over}}.", "written_statement"),
        ("In an interview with the Velm Courier, [[Osk]] <<said>> {{it was over}}.", "interview"),
        ("[[Osk]] <<told>> state television {{it was over}}.", "broadcast"),
        ("Giving an interview to the Velm Courier, [[Osk]] <<said>> {{it was over}}.", "interview"),
        ("Writing in the Velm Courier, [[Osk]] <<said>> {{it was over}}.", "written_statement"),
        ("[[Osk]] <<said>> on two Sunday news talk shows {{it was over}}.", "broadcast"),
        ("At a teleconference with Ruun, [[Osk]] <<said>> {{it was over}}.", "meeting"),
        ("[[Osk]] <<said>> in her speech {{it was over}}.", "speech"),
        ("[[Osk]] <<testified>> {{that it was over}}.", "testimony"),
        ("[[The report]] <<said>> {{it was over}}.", "document"),
        ("[[Osk]] <<said>> in a statement issued after his speech {{it was over}}.", "written_statement"),
        ("[[The Velm Post]] <<said>> {{it was over}}.", None),
        ("[[A post]] by Osk <<said>> {{it was over}}.", "social_media"),
        ("[[Osk]] <<said>> {{a news conference was planned}}.", None),
        ("[[Bill Osk]] <<said>> {{it was over}}.", None),
        ("Speaking after a meeting, [[Osk]] <<said>> {{it was over}}.", None),
        ("Despite the mayor's tweet, [[Osk]] <<said>> {{it was over}}.", None),
        ("Amid doubts over the treaty, [[Osk]] <<said>> {{it was over}}.", None),
        ("According to the treaty, [[Osk]] <<said>>, {{it was over}}.", "document"),
        ("[[Osk]] <<told>> the broadcaster Velm {{it was over}}.", None),
        ("[[Osk]] <<told>> Velm Radio {{it was over}}.", "broadcast"),
        ("[[Osk]] <<said>> in court {{it was over}}.", "testimony"),
        ("Asked by the judge, [[Osk]] <<said>> {{it was over}}.", "testimony"),
        ("[[Osk]] <<said>> outside the courthouse {{it was over}}.", None),
        ("[[An audit]] <<found>> {{that it was over}}.", "document"),
    ],
)
def test_channel_is_what_the_reporter_names(sentence: str, channel: str | None) -> None:
    assert one(sentence).channel == channel


@pytest.mark.parametrize(
    ("sentence", "hedged", "negated"),
    [
        ("[[Osk]] <<said>> {{the bridge may fall}}.", True, False),
        ("[[Osk]] <<said>> {{some are believed to be hiding}}.", True, False),
        ("[[May]] <<said>> {{in May that the bridge held}}.", False, False),
        ("[[Osk]] <<said>> {{she could not swim}}.", False, False),
        ("[[Osk]] <<said>> {{those who may vote will vote}}.", False, False),
        ("[[Osk]] reportedly <<shouted>> {{“Out!”}}", True, False),
        ("[[Osk]] <<did not say>> {{when it might fall}}.", False, True),
        ("[[Osk]] <<declined>> {{to comment}}.", False, True),
        ("[[No official]] <<said>> {{so}}.", False, True),
        ("[[Osk]] <<not only said>> {{so}}.", False, False),
        ("[[Osk]] <<would not say>> {{so}}.", False, True),
        ("[[Osk]] <<has not said>> {{so}}.", False, True),
        ("[[Osk]] <<did not deny>> {{the theft}}.", False, True),
        ("[[Osk]] <<claimed without proof>> {{that it broke}}.", False, False),
        ("[[Osk]] <<left without saying>> {{so}}.", False, True),
        ("The ferry <<is believed>> {{to have sunk}}.", True, False),
    ],
)
def test_hedging_and_negation(sentence: str, hedged: bool, negated: bool) -> None:
    statement = one(sentence)
    assert (statement.hedged, statement.negated) == (hedged, negated)


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("[[Osk]] <<accused>> {{Norland of theft}}.", "norland"),
        ("[[Osk]] <<said>> {{the boats were seized illegally by Norland}}.", "norland"),
        ("[[Osk]] <<blamed>> {{the fire on Norland}}.", "norland"),
        ("[[Osk]] <<said>> {{Norland must leave}}.", "norland"),
        ("[[Osk]] <<said>> {{“We call on Norland to leave”}}.", "norland"),
        ("[[Osk]] <<condemned>> {{the fire}}.", None),
        ("[[Osk]] <<said>> {{Norland is cold}}.", None),
        ("[[Osk]] <<accused>> Norland on Friday {{of theft}}.", "norland"),
        ("Norland <<was accused>> by [[Osk]] {{of theft}}.", "norland"),
        ("[[Osk]] <<said>> {{“Norland, that old pirate, is reckless”}}.", "norland"),
        ("[[Osk]] <<said>> {{that wily old Norland had opened the sluice without warning}}.", "norland"),
        ("[[Osk]] <<said>> {{U.S. law must change}}.", None),
        ("[[Osk]] <<demanded>> {{that Norland be warned}}.", "norland"),
        ("[[Osk]] <<said>> {{“Fish in Norland are cheap. You must leave”}}.", None),
        ("[[Osk]] <<said>> {{it was clear Norland was behind the raid}}.", "norland"),
    ],
)
def test_target(sentence: str, target: str | None) -> None:
    assert one(sentence).target == target


@pytest.mark.parametrize(
    ("sentence", "addressee"),
    [
        ("[[Osk]] <<said>> {{“We call on Norland to leave”}}.", "norland"),
        ("[[Osk]] <<said>> {{that she “pressed” Norland to leave}}.", "norland"),
        ("[[Osk]] <<said>> {{Norland must leave}}.", None),
    ],
)
def test_whom_a_content_calls_on_is_spoken_to(sentence: str, addressee: str | None) -> None:
    assert one(sentence).addressee == addressee
