"""A pipeline of a few lines in place of the real one: each line in quotation marks is a statement of nobody."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from onrecord.types import MIN_CONFIDENCE, Article, InputError, RawDocument, Reading
from tests.unit.sample_readings import BLANK, lines


def read(raw: RawDocument, min_confidence: float = MIN_CONFIDENCE) -> Reading:
    """Reads text and JSON articles; "FAULT" in the text stands for a fault of our own."""
    text = json.loads(raw.data)["text"] if raw.media_type == "application/json" else raw.data.decode("utf-8")
    if not text.strip():
        raise InputError(f"{raw.name}: empty; give a file with a report in it")
    if "FAULT" in text:
        raise ValueError("a fault\nin two lines")
    quoted = [block.span for block in lines(text) if text[block.span.start] == '"']
    statements = [replace(BLANK, id=f"s{n}", content=(span,), quote_type="direct") for n, span in enumerate(quoted, 1)]
    sure = tuple(s for s in statements if s.confidence >= min_confidence)
    return Reading(Article(raw.name, text, lines(text), (), raw.stated), (), sure)


def stand_in(monkeypatch: pytest.MonkeyPatch, function: Callable[..., Reading] = read) -> None:
    """Puts this pipeline, or another function that reads, in place of the real one."""
    pipeline = ModuleType("onrecord.pipeline")
    pipeline.read = function  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "onrecord.pipeline", pipeline)
