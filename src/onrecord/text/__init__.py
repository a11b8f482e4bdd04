"""What any stage may ask of plain text: where quotations stand."""

from onrecord.text.quotes import quotations, quoted

__all__ = ["quotations", "quoted"]
