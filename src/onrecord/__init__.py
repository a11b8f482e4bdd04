"""Onrecord reads news reports and keeps the record of who said what.

    >>> import onrecord
    >>> report = onrecord.read(text, published="2023-04-13")  # doctest: +SKIP
    >>> report.statements  # doctest: +SKIP

A ledger keeps what was read, to find it again and to prove that nothing was altered:

    >>> for outcome in onrecord.add(["reports/", "https://post.example/feed"], "onrecord.db"):  # doctest: +SKIP
    ...     print(outcome)
    >>> onrecord.search("onrecord.db", "ceasefire", act="deny").to_pandas()  # doctest: +SKIP
    >>> onrecord.compare_ledger("onrecord.db").claims  # doctest: +SKIP
    >>> list(onrecord.verify("onrecord.db"))  # doctest: +SKIP
    []

Importing the package is cheap: the model and everything heavy are loaded with the first report.
"""

from onrecord.api import (
    AddOptions,
    ClaimFilter,
    ComparedReports,
    ReadError,
    Report,
    Results,
    Stored,
    add,
    add_readings,
    compare,
    compare_against,
    compare_ledger,
    export_readings,
    history,
    link_ledger,
    read,
    read_file,
    read_inputs,
    readings_from_file,
    readings_from_ledger,
    search,
    verify,
)
from onrecord.types import InputError, Issue, Reading

__version__ = "0.1.0"
__all__ = [
    "AddOptions", "ClaimFilter", "ComparedReports", "InputError", "Issue", "ReadError", "Reading", "Report", "Results",
    "Stored", "__version__", "add", "add_readings", "compare", "compare_against", "compare_ledger", "export_readings",
    "history", "link_ledger", "read", "read_file", "read_inputs", "readings_from_file", "readings_from_ledger",
    "search", "verify",
]  # fmt: skip
