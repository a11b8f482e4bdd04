"""W3C Web Annotations: each statement on its words, by position and by quotation, and the words back.

https://www.w3.org/TR/annotation-model/ says what every property means. Positions count UTF-16 code units, as the DOM
and every annotation client in a browser do (`words.Units`), not code points as all else here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from onrecord.export.linked import dumped, part_iri, source_iri
from onrecord.export.phrases import quantity_phrase
from onrecord.export.words import Units
from onrecord.types import Article, Attribution, Entity, InputError, Reading, Span, Statement, document_id, text_sha256

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: How many characters stand around a quotation, so that it is found again: as many as Hypothesis and Recogito keep.
AROUND = 32
#: Why each slot is on the annotation, in the words of the model's list of motivations.
PURPOSES = {
    "document": "identifying", "text_sha256": "identifying", "statement": "identifying", "parent": "linking",
    "speaker": "identifying", "role": "describing", "side": "describing", "addressee": "identifying",
    "target": "identifying", "relay": "identifying", "act": "classifying", "quote_type": "classifying",
    "channel": "classifying", "time": "describing", "places": "tagging", "quantities": "describing",
    "hedged": "classifying", "negated": "classifying", "confidence": "assessing",
}  # fmt: skip


def to_collection(readings: Iterable[Reading]) -> Iterator[str]:
    """An AnnotationCollection of one page with an annotation a statement: pieces of JSON text to be joined."""
    seen = hashlib.sha256()
    total = 0
    yield f'{{"@context": "{CONTEXT}", "type": "AnnotationCollection", "label": "Statements read by Onrecord",\n'
    yield '"first": {"type": "AnnotationPage", "startIndex": 0, "items": ['
    for total, annotation in enumerate(chain.from_iterable(map(to_annotations, readings)), 1):
        seen.update(annotation["id"].encode("ascii"))
        yield (",\n" if total > 1 else "\n") + dumped(annotation)
    whole, page = (part_iri(kind, seen.hexdigest()) for kind in ("collection", "page"))
    yield f'\n], "id": "{page}", "partOf": "{whole}"}},\n"last": "{page}", "id": "{whole}", "total": {total}}}\n'


def to_annotations(reading: Reading) -> list[dict[str, Any]]:
    """An annotation for each statement. Its targets are the pieces of the content, each with both selectors.

    Bodies name their slot by `label` and say why it is there by `purpose`; source and cue are bodies with selectors of
    their own. The source of all of them is `linked.source_iri`; positions count in the canonical text.
    """
    article = reading.article
    entities = {entity.id: entity for entity in reading.entities}
    pointing = _Pointing(article)
    return [_annotation(statement, pointing, entities) for statement in reading.statements]


def from_annotation(annotation: Any, text: str) -> Attribution:
    """The spans of content, source and cue, in code points of `text`, which is the annotated document's own.

    Raises InputError where the annotation is not such a one as `to_annotations` makes, or where the text at a position
    is not the words that are quoted: then it is another text.
    """
    units = Units(text)
    try:
        targets = annotation["target"]
        bodies = [body for body in annotation["body"] if "selector" in body]
        content = tuple(_span(target, text, units) for target in targets)
        parts = {
            part: tuple(_span(body, text, units) for body in bodies if body["label"] == part)
            for part in ("source", "cue")
        }
    except (LookupError, TypeError, ValueError) as error:
        raise InputError(f"annotation: not one that onrecord wrote ({error!r})") from None
    return Attribution(content, parts["source"], parts["cue"], "annotation")


class _Pointing:
    """How one document's words are pointed at."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.identity = {"document": document_id(article), "text_sha256": text_sha256(article)}
        self.language = article.metadata.language
        self._iri = source_iri(article)
        self._units = Units(article.text)

    def at(self, span: Span) -> dict[str, Any]:
        """The span as a SpecificResource."""
        start, end = span
        quoted = {
            "type": "TextQuoteSelector",
            "exact": self.text[start:end],
            "prefix": self.text[max(0, start - AROUND) : start],
            "suffix": self.text[end : end + AROUND],
        }
        placed = {
            "type": "TextPositionSelector",
            "start": self._units.units(start),
            "end": self._units.units(end),
        }
        return {"type": "SpecificResource", "source": self._iri, "selector": [placed, quoted]}


def _annotation(statement: Statement, pointing: _Pointing, entities: dict[str, Entity]) -> dict[str, Any]:
    spoken = [
        pointing.at(span) | {"purpose": "describing", "label": part}
        for part in ("source", "cue")
        for span in getattr(statement, part)
    ]
    return {
        "id": part_iri(pointing.identity["document"], statement.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": "Onrecord"},
        "body": [*_bodies(_slots(statement, pointing, entities)), *_known(statement, entities), *spoken],
        "target": [pointing.at(span) for span in statement.content],
    }


def _bodies(slots: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for label, values in slots.items():
        for value in values if isinstance(values, list) else [values]:
            if value is not None:
                body = {"type": "TextualBody", "purpose": PURPOSES[label], "label": label, "value": value}
                yield body | {"format": "text/plain"}


def _slots(statement: Statement, pointing: _Pointing, entities: dict[str, Entity]) -> dict[str, Any]:
    speaker = entities.get(statement.speaker or "")
    return {
        **pointing.identity,
        "statement": statement.id,
        "parent": statement.parent,
        "speaker": speaker.name if speaker else None,
        "role": speaker.role if speaker else None,
        "side": speaker.side if speaker else None,
        "addressee": _name(statement.addressee, entities),
        "target": _name(statement.target, entities),
        "relay": [_name(entity, entities) for entity in statement.relay],
        "act": statement.act,
        "quote_type": statement.quote_type,
        "channel": statement.channel,
        "time": statement.time,
        "places": list(statement.places),
        "quantities": [quantity_phrase(quantity) for quantity in statement.quantities],
        "hedged": "true" if statement.hedged else "false",
        "negated": "true" if statement.negated else "false",
        "confidence": str(round(statement.confidence, 4)),
    }


def _name(entity: str | None, entities: dict[str, Entity]) -> str | None:
    return entities[entity].name if entity in entities else entity


def _known(statement: Statement, entities: dict[str, Entity]) -> Iterator[dict[str, Any]]:
    """The speaker in Wikidata, where it is known there."""
    speaker = entities.get(statement.speaker or "")
    if speaker and speaker.wikidata:
        iri = f"http://www.wikidata.org/entity/{speaker.wikidata}"
        yield {"type": "SpecificResource", "purpose": "identifying", "label": "speaker", "source": iri}


def _span(resource: Any, text: str, units: Units) -> Span:
    selectors = {selector["type"]: selector for selector in resource["selector"]}
    place, quote = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
    span = Span(units.points(place["start"]), units.points(place["end"]))
    if span.words(text) != quote["exact"]:
        raise InputError(f"annotation: {quote['exact']!r} does not stand at its position; the text is another one")
    return span
