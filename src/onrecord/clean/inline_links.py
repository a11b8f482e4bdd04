"""Links inside a paragraph: a person's full name behind the name, glued to headlines that end in "MORE".

The Hill set its tags so, and pages saved as text keep them in the middle of sentences: "Governor Lindqvist Bea Karin
LindqvistFerries leave port Storm nears Salis MORE said". The sentence goes on behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.types import Block, BlockKind, Span, trimmed

_END = re.compile(r"\bMORE\b")
#: How far before their end the links and the name before them may begin, in characters: the longest seen take 450.
_LONGEST = 700
#: The surname, then first names, the surname again, and at once the first headline. Where white space parts the two
#: ("Bea Lindqvist Bea K. Lindqvist Ferries leave"), the first name must be there twice as well.
_LINKS = re.compile(
    r"\b(?P<last>[A-Z][\w'’-]*[a-z])(?: [JS]r\.)?\s?(?<=[ \w])"
    r"(?P<glued>(?:[A-Z(][\w.'’()\"-]*,? ){0,5}(?P=last)(?=[A-Z'\"‘“\d])[^\n]{10,600}?\bMORE\b)"
    r"|\b(?P<first>[A-Z][\w'’-]+) (?P<name>[A-Z][\w'’-]+) "
    r"(?P<parted>(?P=first) (?:[A-Z][\w.'’-]* )?(?P=name) [^\n]{10,600}?\bMORE\b)"
)


def cut_links(text: str, blocks: list[Block]) -> list[Block]:
    """The same blocks, with such links as blocks of boilerplate of their own between the parts of their paragraph."""
    if not _END.search(text):
        return blocks
    return [part for block in blocks for part in ([block] if block.kind == "boilerplate" else _cut(text, block))]


def _cut(text: str, block: Block) -> Iterator[Block]:
    start = block.span.start
    for end in _END.finditer(text, *block.span):
        if found := _LINKS.search(text, max(start, end.start() - _LONGEST), end.end()):
            links = Span(*found.span(found.lastgroup or 0))
            yield from _part(text, Span(start, links.start), block.kind)
            yield Block(links, "boilerplate")
            start = links.end
    yield from _part(text, Span(start, block.span.end), block.kind)


def _part(text: str, span: Span, kind: BlockKind) -> Iterator[Block]:
    if span.words(text).strip():
        yield Block(trimmed(text, span), kind)
