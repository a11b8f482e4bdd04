"""Options that several commands have."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

LedgerFile: TypeAlias = Annotated[
    Path, typer.Option("--ledger", metavar="FILE", envvar="ONRECORD_LEDGER", help="The ledger's file.")
]
LEDGER = Path("onrecord.db")
