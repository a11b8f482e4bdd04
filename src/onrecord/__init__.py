"""Onrecord reads news reports and keeps the record of who said what.

    >>> import onrecord
    >>> report = onrecord.read(text, published="2023-04-13")  # doctest: +SKIP
    >>> report.statements  # doctest: +SKIP

Importing the package is cheap: the model and everything heavy are loaded with the first report.
"""

from onrecord.api import ReadError, Report, read, read_file, read_inputs
from onrecord.types import InputError, Issue, Reading

__version__ = "0.1.0"
__all__ = ["InputError", "Issue", "ReadError", "Reading", "Report", "__version__", "read", "read_file", "read_inputs"]
