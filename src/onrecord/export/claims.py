"""The JSON of compared documents, as LEDGER section 7 fixes it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from onrecord.export.json import number
from onrecord.types import Claim, Comparison, Link, Member, Quantity


def to_dict(comparison: Comparison) -> dict[str, Any]:
    """The comparison as JSON values. Offsets are code points of each member's document; links number members."""
    return {
        "documents": [asdict(document) for document in comparison.documents],
        "claims": [claim_dict(claim) for claim in comparison.claims],
    }


def to_json(comparison: Comparison, indent: int | None = 2) -> str:
    """The comparison as JSON text without a line end."""
    return json.dumps(to_dict(comparison), ensure_ascii=False, indent=indent)


def claim_dict(claim: Claim) -> dict[str, Any]:
    """One claim as JSON values."""
    return {
        "id": claim.id,
        "kind": claim.kind,
        "speaker": claim.speaker,
        "text": claim.text,
        "witnesses": claim.witnesses,
        "members": [_member(member) for member in claim.members],
        "links": [_link(link) for link in claim.links],
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "document": member.document,
        "name": member.name,
        "start": member.span.start,
        "end": member.span.end,
        "statement": member.statement,
        "speaker": member.speaker,
        "relay": list(member.relay),
        "value": _value(member.value) if member.value else None,
    }


def _value(quantity: Quantity) -> dict[str, Any]:
    return {
        "low": number(quantity.low),
        "high": number(quantity.high),
        "approximate": quantity.approximate,
        "unit": quantity.unit,
        "written": quantity.written,
    }


def _link(link: Link) -> dict[str, Any]:
    return {"a": link.a, "b": link.b, "type": link.type, "score": link.score, "reason": link.reason}
