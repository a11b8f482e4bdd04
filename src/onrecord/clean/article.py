"""The stage itself: a RawDocument becomes an Article."""

from __future__ import annotations

from dataclasses import replace

from onrecord.clean.boilerplate import mark_boilerplate
from onrecord.clean.decode import STAGE, decode
from onrecord.clean.inline_links import cut_links
from onrecord.clean.json_article import json_parts
from onrecord.clean.kinds import kinds
from onrecord.clean.language import language_of
from onrecord.clean.paragraphs import paragraphs
from onrecord.clean.sentences import sentences
from onrecord.types import Article, Block, Issue, Metadata, RawDocument


def clean(raw: RawDocument) -> tuple[Article, tuple[Issue, ...]]:
    """The report in `raw`: canonical text with blocks, sentences and metadata; and what could not be made out.

    What the caller stated wins over what is found. Raises InputError where there is no text to read, or in no
    language that can be read.
    """
    if raw.media_type == "text/html":
        from onrecord.clean.page import page_parts  # trafilatura takes half a second to import: only pages pay

        text, blocks, found, issues = page_parts(raw)
    elif raw.media_type == "text/html; role=entry":
        from onrecord.clean.entry import entry_parts

        text, blocks, found, issues = entry_parts(raw)
    elif raw.media_type == "application/json":
        text, found, issues = json_parts(raw)
        blocks = kinds(text, paragraphs(text), found.title)
    else:
        text, issues = decode(raw.name, raw.data)
        text, found = text.replace("\r\n", "\n").replace("\r", "\n"), Metadata()
        blocks = kinds(text, paragraphs(text), raw.stated.title)
    return _article(raw, text, blocks, found, issues)


def _article(
    raw: RawDocument, text: str, blocks: list[Block], found: Metadata, issues: tuple[Issue, ...]
) -> tuple[Article, tuple[Issue, ...]]:
    marked = cut_links(text, mark_boilerplate(text, blocks))
    report = [block.span for block in marked if block.kind != "boilerplate"]
    found = found.over(raw.otherwise)
    language, unsure = language_of(raw, found.language, text, report)
    metadata, issues = replace(raw.stated.over(found), language=language), (*issues, *unsure)
    if not report:
        issues = (*issues, Issue(STAGE, "nothing but boilerplate found: no report to read"))
    return Article(raw.name, text, tuple(marked), tuple(sentences(text, report)), metadata), issues
