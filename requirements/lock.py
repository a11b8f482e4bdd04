"""Renew the locks: `python requirements/lock.py UV` writes requirements/*.txt, with hashes, for every platform.

`train` has no lock: the CPU build of PyTorch comes from wherever the machine gets its wheels, under other hashes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
HEADER = "# Made by `make lock` from pyproject.toml; do not edit.\n"
OPTIONS = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--no-emit-index-url"]
BUILD, RUNTIME = "--constraint=requirements/build.txt", "--constraint=requirements/runtime.txt"
#: What each lock is made of. The later ones keep to the versions of the earlier ones.
LOCKS = {
    "build": ["requirements/build.in"],
    "runtime": ["pyproject.toml", BUILD],
    "dev": ["pyproject.toml", "--extra=dev", BUILD, RUNTIME],
    "bench": ["pyproject.toml", "--extra=bench", BUILD, RUNTIME],
}


def main() -> None:
    """Write every lock, in order; ends with uv's own message where versions cannot be found."""
    for name, sources in LOCKS.items():
        command = [sys.argv[1], "pip", "compile", "--quiet", "--upgrade", *OPTIONS, *sources]
        made = subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True, text=True).stdout
        # No registry is named: the locks hold whichever one the machine uses, by hash.
        kept = [line for line in made.splitlines() if "://" not in line and not line.startswith("--")]
        (HERE / f"{name}.txt").write_text(HEADER + "\n".join(kept) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
