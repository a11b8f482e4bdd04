"""docs/cli.md is what the live command says of itself; `make docs` renews it."""

import subprocess
import sys
from pathlib import Path

#: As in the Makefile's target `docs`.
COMMAND = ["onrecord.cli", "utils", "docs", "--name", "onrecord", "--title", "The command line"]


def test_the_reference_is_current(root: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "cli.md"
    command = [sys.executable, "-m", "typer", *COMMAND, "--output", str(fresh)]
    subprocess.run(command, check=True, capture_output=True, cwd=root)
    assert (root / "docs" / "cli.md").read_text("utf-8") == fresh.read_text("utf-8"), "run `make docs`"


def test_the_makefile_renews_it_by_the_same_command(root: Path) -> None:
    assert " ".join(COMMAND[:5]) in (root / "Makefile").read_text("utf-8")
