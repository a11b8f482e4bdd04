"""The vocabulary in words a reader knows: acts, channels, dates and numbers as short English phrases."""

from __future__ import annotations

from datetime import date

from onrecord.types import Act, Channel, Place, Quantity, QuoteType

ACTS: dict[Act, str] = {
    "assert": "says",
    "accuse": "accuses",
    "deny": "denies",
    "demand": "demands",
    "request": "requests",
    "promise": "promises",
    "threaten": "threatens",
    "warn": "warns",
    "refuse": "refuses",
    "praise": "praises",
    "criticise": "criticises",
    "ask": "asks",
    "announce": "announces",
    "believe": "believes",
}
#: Acts whose phrase goes on with the one it is aimed at; the others say so in so many words.
AIMED: dict[Act, str] = {
    "accuse": "accuses",
    "criticise": "criticises",
    "demand": "demands of",
    "praise": "praises",
    "request": "asks",
    "threaten": "threatens",
}
CHANNELS: dict[Channel, str] = {
    "phone_call": "phone call",
    "meeting": "meeting",
    "press_conference": "press conference",
    "interview": "interview",
    "speech": "speech",
    "broadcast": "broadcast",
    "social_media": "social media",
    "written_statement": "written statement",
    "document": "document",
    "testimony": "testimony",
    "other": "other channel",
}
QUOTES: dict[QuoteType, str] = {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}


def act_phrase(act: Act, target: str | None) -> str:
    """What the speaker does, with whom it is aimed at: "accuses Marovia", "demands of Kostravan troops"."""
    if target is None:
        return ACTS[act]
    return f"{AIMED[act]} {target}" if act in AIMED else f"{ACTS[act]}, aimed at {target}"


def day_phrase(day: date) -> str:
    """A date as a reader writes it: "13 April 2023"."""
    return f"{day.day} {day:%B} {day.year}"


def time_phrase(time: str) -> str:
    """An ISO 8601 date, or an interval `start/end` with both days in it, in words; anything finer stays as it is."""
    try:
        days = [date.fromisoformat(part) for part in time.split("/")]
    except ValueError:
        return time
    if len(days) == 1 or days[0] == days[-1]:
        return day_phrase(days[0])
    return f"{_start_phrase(days[0], days[-1])} to {day_phrase(days[-1])}"


def _start_phrase(start: date, end: date) -> str:
    if start.year != end.year:
        return day_phrase(start)
    return str(start.day) if start.month == end.month else f"{start.day} {start:%B}"


def place_phrase(place: Place) -> str:
    """A place as named, with the code of its country, unless it is one itself: "Odessa (UA)"."""
    return f"{place.name} ({place.country})" if place.country and place.kind != "country" else place.name


def quantity_phrase(quantity: Quantity) -> str:
    """A counted thing with its bounds: "1,400 civilians", "at least 24 houses", "100 or more families"."""
    return f"{_bounds(quantity)} {quantity.unit}".strip()


def _bounds(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    about = "about " if quantity.approximate else ""
    if low is None:
        return quantity.written if high is None else f"up to {about}{_number(high)}"
    if high is None:
        return f"{_number(low)} or more" if quantity.approximate else f"at least {_number(low)}"
    return about + (_number(low) if low == high else f"{_number(low)} to {_number(high)}")


def _number(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def count_phrase(number: int, noun: str) -> str:
    """A number with its noun, in the plural where that is due: "1 statement", "2 statements"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
