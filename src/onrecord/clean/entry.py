"""The HTML of a feed's entry: all of it is the report, so no main text is looked for; its words become blocks."""

from __future__ import annotations

from lxml import etree, html

from onrecord.clean.decode import decode
from onrecord.clean.page import joined, pieces_of
from onrecord.types import Block, BlockKind, InputError, Issue, Metadata, RawDocument

_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("address", "article", "blockquote", "body", "br", "div", "dl", "figure", "footer", "header", "hr",
        "main", "p", "pre", "section", "table", "tr"), "paragraph"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "headline"),
    **dict.fromkeys(("dd", "dt", "li", "ol", "ul"), "list"),
    "figcaption": "caption",
}  # fmt: skip
#: What a browser shows no words of, or words that are no part of the text.
_UNSEEN = ("button", "form", "iframe", "noscript", "object", "script", "style", "svg", "template", "title")


def entry_parts(raw: RawDocument) -> tuple[str, list[Block], Metadata, tuple[Issue, ...]]:
    """Canonical text and blocks of an entry, as of a page; raises InputError where it has no words."""
    markup, issues = decode(raw.name, raw.data)
    try:
        # Own tags around it: a piece may begin with bare text, or hold nothing that a parser takes for a document.
        tree = html.document_fromstring(f"<html><body>{markup}</body></html>")
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"{raw.name}: this entry's markup cannot be read; save its text as .txt") from error
    etree.strip_elements(tree, etree.Comment, *_UNSEEN, with_tail=False)
    pieces = list(pieces_of(tree, _KINDS))
    if not pieces:
        raise InputError(f"{raw.name}: no words in this entry, only pictures or code; give its page")
    text, blocks = joined(pieces)
    return text, blocks, Metadata(), issues
