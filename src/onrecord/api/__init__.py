"""The use cases, for Python and for the shells on top: read, keep, find, prove, export."""

from onrecord.api.compare import ClaimFilter, ComparedReports, compare, compare_against, compare_ledger
from onrecord.api.demo import read_demo
from onrecord.api.export import ExportFormat, export_readings, readings_from_file, readings_from_ledger
from onrecord.api.inputs import Outcome, ReadError, expand, may_be_several, read_all, read_file, read_inputs
from onrecord.api.ledger import AddOptions, AddOutcome, Stored, add, add_readings
from onrecord.api.link import link_ledger
from onrecord.api.log import Logged, history
from onrecord.api.read import read
from onrecord.api.report import Report
from onrecord.api.search import Results, search
from onrecord.api.stated import Stated, metadata
from onrecord.api.verify import verify

__all__ = [
    "AddOptions", "AddOutcome", "ClaimFilter", "ComparedReports", "ExportFormat", "Logged", "Outcome", "ReadError",
    "Report", "Results", "Stated", "Stored", "add", "add_readings", "compare", "compare_against", "compare_ledger",
    "expand", "export_readings", "history", "link_ledger", "may_be_several", "metadata", "read", "read_all",
    "read_demo", "read_file", "read_inputs", "readings_from_file", "readings_from_ledger", "search", "verify",
]  # fmt: skip
