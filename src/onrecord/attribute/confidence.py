"""How likely an attribution is right: a logistic regression over how sure the tagger was of its parts.

Right means what the corpus's scorer counts: the content is found and the source is one of its sources (LEDGER's
`confidence`). The weights stand in `confidence.json`; `training.confidence` fits them to articles that the tagger never
learnt from, and `evaluation.calibration` shows how far they can be believed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from statistics import fmean

from onrecord.attribute.links import Tied

FILE = Path(__file__).with_name("confidence.json")
_QUOTES = '"“„«'


def signs(text: str, tied: Tied) -> dict[str, float]:
    """What speaks for an attribution, by name."""
    return {
        "bias": 1.0,
        "content": _log_odds(fmean(content.score for content in tied.contents)),
        "cue": _log_odds(tied.cue.score) if tied.cue else 0.0,
        "no cue": float(tied.cue is None),
        "source": _log_odds(tied.source.score) if tied.source else 0.0,
        "no source": float(tied.source is None),
        "quoted": float(text[tied.contents[0].span.start] in _QUOTES),
        "several contents": float(len(tied.contents) > 1),
    }


def confidence(text: str, tied: Tied) -> float:
    """The probability, 0 to 1, that the attribution of these parts is right."""
    learnt = _weights()
    score = sum(learnt[name] * value for name, value in signs(text, tied).items())
    return 1 / (1 + math.exp(-score))


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 0.01), 0.999)
    return math.log(bounded / (1 - bounded))


@cache
def _weights() -> Mapping[str, float]:
    loaded: Mapping[str, float] = json.loads(FILE.read_text(encoding="utf8"))
    return loaded
