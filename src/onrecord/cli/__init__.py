"""The `onrecord` command: a thin shell over `onrecord.api`."""

from onrecord.cli.app import app, main

__all__ = ["app", "main"]
