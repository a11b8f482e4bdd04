"""An HTML page: its main text as blocks, by trafilatura, with offsets recorded while they are joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from onrecord.clean.captions import captions
from onrecord.clean.decode import decode
from onrecord.clean.page_metadata import from_extraction, from_markup
from onrecord.types import Block, BlockKind, InputError, Issue, Metadata, RawDocument, Span

#: Tags of trafilatura's tree that begin and end a stretch of text, and the kind of what is in them.
_KINDS: dict[str, BlockKind] = {
    "p": "paragraph", "quote": "paragraph", "row": "paragraph", "code": "paragraph", "head": "headline", "item": "list",
    "list": "list", "table": "paragraph", "lb": "paragraph", "body": "paragraph", "div": "paragraph",
}  # fmt: skip
#: Only dates that the page states: the extensive search takes any date in its text, and a guess is worse than None.
_OPTIONS: dict[str, Any] = {
    "include_comments": False,
    "with_metadata": True,
    "date_extraction_params": {"original_date": True, "extensive_search": False},
}
_CELLS = ("cell", "td", "th")
_JOINT = "\n\n"


def page_parts(raw: RawDocument) -> tuple[str, list[Block], Metadata, tuple[Issue, ...]]:
    """Canonical text, blocks and metadata of a page, and issues; raises InputError for a page without a main text."""
    markup, issues = decode(raw.name, raw.data, declared=True)
    try:
        tree = load_html(markup)
        stated = from_markup(tree) if tree is not None else Metadata()
        page = tree if tree is None else bare_extraction(tree, url=raw.stated.url, **_OPTIONS)
    except (RecursionError, ValueError, etree.LxmlError) as error:
        raise InputError(f"{raw.name}: this page's markup cannot be read; save its text as .txt") from error
    pieces = list(pieces_of(page.body, _KINDS)) if isinstance(page, Document) else []
    if not pieces or not isinstance(page, Document):
        raise InputError(f"{raw.name}: no main text found in this page; save its text as .txt")
    text, blocks = joined(pieces)
    return text, captions(text, blocks), stated.over(from_extraction(page)), issues


def pieces_of(body: etree._Element, tags: Mapping[str, BlockKind]) -> Iterator[tuple[str, BlockKind]]:
    """The stretches of text in reading order, white space made single, without recursion into the tree.

    `tags` begin and end a stretch, and give the kind of what is in them.
    """
    words: list[str] = []
    kinds: list[BlockKind] = ["paragraph"]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        kind = tags.get(str(element.tag))
        if kind and (piece := _spaced(words)):
            yield piece, kinds[-1]
        if event == "start":
            kinds.append(kinds[-1] if kind is None or (kind == "paragraph" and kinds[-1] == "list") else kind)
            words.append(element.text or "")
        else:
            kinds.pop()
            words.extend((" " if element.tag in _CELLS else "", element.tail or ""))
    if piece := _spaced(words):
        yield piece, "paragraph"


def _spaced(words: list[str]) -> str:
    piece = " ".join("".join(words).split())
    words.clear()
    return piece


def joined(pieces: list[tuple[str, BlockKind]]) -> tuple[str, list[Block]]:
    """The canonical text of the pieces, and their blocks in it."""
    blocks: list[Block] = []
    at = 0
    for piece, kind in pieces:
        blocks.append(Block(Span(at, at + len(piece)), kind))
        at += len(piece) + len(_JOINT)
    return _JOINT.join(piece for piece, _ in pieces), blocks
