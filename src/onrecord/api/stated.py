"""What a caller states about a report beside its text, checked and made into Metadata."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, Unpack

from onrecord.lexicon import SUPPORTED, code_of, name_of
from onrecord.types import InputError, Metadata


class Stated(TypedDict, total=False):
    """What may be stated of a report; it wins over what its data say. `published` as a date or as YYYY-MM-DD."""

    published: date | str | None
    outlet: str | None
    title: str | None
    url: str | None
    language: str | None


def metadata(**stated: Unpack[Stated]) -> Metadata:
    """What was stated as Metadata. Raises InputError for a date that is none and a language that cannot be read."""
    for name in stated:
        if name not in Stated.__annotations__:
            raise TypeError(f"{name!r} is not one of {', '.join(Stated.__annotations__)}")
    return Metadata(
        url=stated.get("url"),
        outlet=stated.get("outlet"),
        title=stated.get("title"),
        published=published_date(stated.get("published")),
        language=supported_language(stated.get("language")),
    )


def published_date(value: date | str | None) -> date | None:
    """The day of a date, a timestamp, or an ISO 8601 text of either; InputError for anything else."""
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        raise InputError(f"published: {value!r} is not a date; write it as YYYY-MM-DD") from None


def supported_language(value: str | None) -> str | None:
    """The ISO 639-1 code of a BCP 47 tag such as "en-GB"; InputError where there is no model for the language."""
    if value is None:
        return None
    code = code_of(value)
    if code not in SUPPORTED:
        known = ", ".join(f"{name_of(code)} ({code})" for code in SUPPORTED)
        raise InputError(f"language: {value!r} cannot be read; this version reads {known}")
    return code
