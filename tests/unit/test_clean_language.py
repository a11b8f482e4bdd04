"""Which language a report is in: stated by the caller, shown by its text, or claimed by the document."""

from __future__ import annotations

import json

import pytest

from onrecord.clean import clean
from onrecord.types import Article, InputError, Issue, Metadata, RawDocument

ENGLISH = (
    "The harbour master of Port Salis said on Monday that two ships had left without papers, and that a third was "
    "being held at the quay until its captain was found."
)
#: News of a few sentences, written for this test.
OTHERS = {
    "de": "Der Hafenmeister sagte am Montag, zwei Schiffe seien ohne Papiere ausgelaufen. Ein drittes werde im Hafen "
    "festgehalten, bis sich der Kapitän meldet, und das will die Stadt auch so. Von den Eignern war nichts zu hören.",
    "fr": "Le capitaine du port a dit lundi que deux navires étaient partis sans papiers. Un troisième est retenu à "
    "quai en attendant son commandant, et la ville ne dit pas pour combien de temps.",
    "es": "El jefe del puerto dijo el lunes que dos barcos han salido sin papeles. Un tercero ha de quedar en el "
    "muelle hasta que se encuentre a su capitán, y nadie sabe por cuánto tiempo.",
    "it": "Il comandante del porto ha detto lunedì che due navi sono partite senza documenti. Una terza è trattenuta "
    "in porto finché non si trova il capitano, e la città non dice per quanto tempo.",
    "nl": "De havenmeester zei maandag dat twee schepen zonder papieren zijn vertrokken. Of het derde aan de kade moet "
    "blijven, is niet zeker: de kapitein was er niet, en de eigenaar had al gebeld.",
    "pl": "Kapitan portu powiedział w poniedziałek, że dwa statki wyszły bez dokumentów. Trzeci ma zostać przy "
    "nabrzeżu, by policja mogła to zbadać, a to potrwa do piątku, bo kapitana nie ma i nikt nie wie, gdzie jest.",
    "ru": "Капитан порта сказал в понедельник, что два судна ушли без документов. Третье останется у причала, пока не "
    "найдут его капитана, и город не говорит, сколько это займёт.",
    "zh": "港务长星期一说,两艘船没有文件就离开了。第三艘船被扣在码头,直到找到船长为止。",
}


def read(text: str, claimed: str | None = None, stated: str | None = None) -> tuple[Article, tuple[Issue, ...]]:
    data = json.dumps({"text": text, "language": claimed}).encode()
    return clean(RawDocument("it", data, "application/json", Metadata(language=stated)))


def refusal(text: str, claimed: str | None = None, stated: str | None = None) -> str:
    with pytest.raises(InputError) as error:
        read(text, claimed, stated)
    return str(error.value)


@pytest.mark.parametrize("claimed", [None, "en", "en-GB", "EN_us", "eng", "und"])
def test_english_is_read_without_an_issue(claimed: str | None) -> None:
    article, issues = read(ENGLISH, claimed)
    assert (article.metadata.language, issues) == ("en", ())


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_refused_in_one_line_that_says_what_to_do(code: str) -> None:
    advice = "only en can be read (--language en reads it as English)"
    assert refusal(OTHERS[code]) == f"it: its text does not look English; {advice}"
    assert refusal(OTHERS[code], claimed=f"{code}-XX") == f"it: its language is stated as '{code}'; {advice}"


def test_the_text_is_believed_before_a_page_that_says_it_wrongly() -> None:
    article, issues = read(ENGLISH, claimed="de")
    assert article.metadata.language == "en"
    assert [i.message for i in issues] == ["its language is stated as 'de', but the text looks English: read as that"]
    assert "does not look English" in refusal(OTHERS["de"], claimed="en")


def test_the_html_attribute_is_such_a_claim() -> None:
    page = "<html lang='{}'><body><article>{}</article></body></html>"

    def of(lang: str, text: str) -> str | None:
        data = page.format(lang, f"<p>{text}</p>" * 4).encode()
        return clean(RawDocument("it", data, "text/html"))[0].metadata.language

    assert of("ru-RU", ENGLISH) == "en"
    with pytest.raises(InputError, match="stated as 'ru'"):
        of("ru-RU", OTHERS["ru"])


def test_the_caller_is_obeyed_whatever_text_and_document_say() -> None:
    article, issues = read(OTHERS["de"], claimed="de", stated="en-GB")
    assert (article.metadata.language, issues) == ("en", ())
    assert "is stated as 'fr'" in refusal(ENGLISH, claimed="en", stated="fr")
    assert "is stated as 'English'" in refusal(ENGLISH, stated="English")


@pytest.mark.parametrize("text", ["Der Bürgermeister schwieg am Montag zu allen Fragen.", "Lind, Osk, Velm"])
def test_few_words_are_read_with_a_reason_unless_the_document_states_another_language(text: str) -> None:
    article, issues = read(text)
    assert article.metadata.language is None
    assert [i.message for i in issues] == [
        "language not stated, and the text does not look English: results may be poor"
    ]
    assert read(text, claimed="en")[0].metadata.language == "en"
    assert "is stated as 'de'" in refusal(text, claimed="de")


def test_a_few_english_names_do_not_make_a_text_english() -> None:
    named = OTHERS["nl"] + " Dat schreef The Salis Guardian, en The Lowland Post was het ermee eens."
    assert "does not look English" in refusal(named)


def test_names_without_small_words_are_no_other_language() -> None:
    article, _ = read(
        "Lowland premier Ann Bell, Highland envoy Ivo Lind meet Port Salis Tuesday; talks fail, guns fire. " * 2
    )
    assert article.metadata.language is None
