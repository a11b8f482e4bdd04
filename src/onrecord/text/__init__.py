"""What any stage may ask of plain text: its words, and where quotations stand."""

import re

from onrecord.text.letters import unaccented
from onrecord.text.quotes import begun_before, quotations, quoted

#: What a quotation may begin with.
QUOTE_SIGNS = "“\"‘'"
#: A word as cues and lexicons have it, hyphens and apostrophes inside.
WORD = re.compile(r"[\w’'-]+")

__all__ = ["QUOTE_SIGNS", "WORD", "begun_before", "quotations", "quoted", "unaccented"]
