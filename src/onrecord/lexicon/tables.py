"""The one loader of the lexicon's tables."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table `data/NAME.toml`; callers must not change it. Raises FileNotFoundError for an unknown name."""
    with files("onrecord.lexicon").joinpath("data", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The words under `keys` of a table, written there as one string with white space between them."""
    return frozenset(str(_under(name, keys)).split())


@cache
def phrases(name: str, *keys: str) -> tuple[str, ...]:
    """The list of strings under `keys` of a table, in the order they stand in."""
    return tuple(str(item) for item in _under(name, keys))


def _under(name: str, keys: tuple[str, ...]) -> Any:
    node: Any = table(name)
    for key in keys:
        node = node[key]
    return node
