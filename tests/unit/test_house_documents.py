"""What the documents link and name exists, and no decision is left out of the index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

#: The target of a Markdown link or picture that is a file of ours.
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.mark.parametrize("name", ["README.md", "docs/architecture.md", "docs/decisions/README.md"])
def test_links_lead_somewhere(root: Path, name: str) -> None:
    page = root / name
    targets = LINK.findall(page.read_text(encoding="utf8"))
    assert targets
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_readme_names_only_targets_that_exist(root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^ +)make ([a-z]+)", (root / "README.md").read_text(encoding="utf8"), re.MULTILINE))
    assert named <= targets


def test_every_decision_is_in_the_index(root: Path) -> None:
    folder = root / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text(encoding="utf8")))
    assert {page.name for page in folder.glob("0*.md")} == listed
