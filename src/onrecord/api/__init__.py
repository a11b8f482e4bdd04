"""The use cases, for Python and for the shells on top: read a text, a file, or many inputs."""

from onrecord.api.demo import read_demo
from onrecord.api.inputs import Outcome, ReadError, expand, may_be_several, read_all, read_file, read_inputs
from onrecord.api.read import read
from onrecord.api.report import Report
from onrecord.api.search import Results, search
from onrecord.api.stated import Stated, metadata

__all__ = [
    "Outcome", "ReadError", "Report", "Results", "Stated", "expand", "may_be_several", "metadata", "read", "read_all",
    "read_demo", "read_file", "read_inputs", "search",
]  # fmt: skip
