"""What spans of a text mean, as directions: those of two tellings of one thing are alike, whatever their words."""

from onrecord.meaning.model import Encoder, load

__all__ = ["Encoder", "load"]
