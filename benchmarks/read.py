"""Words a second of a whole read beside a bare spaCy small-model pass: `python -m benchmarks.read [DIR] [--repeats N]`.

DIR holds `*.txt`; without it the reports of tests/cases are read. Each reader runs in its own process on one thread;
runs alternate, so that a busy machine slows both, and medians are shown. Words are what stands between blanks.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.worker import READERS

SAMPLES = Path(__file__).parents[1] / "tests" / "cases" / "reports"
#: One thread for every library that would take more.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ORT_NUM_THREADS"), "1")
Run = dict[str, float]


def run(reader: str, folder: Path) -> Run:
    """One measured process."""
    command = [sys.executable, "-m", "benchmarks.worker", reader, str(folder)]
    made = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | ONE_THREAD)
    figures: Run = json.loads(made.stdout)
    return figures | {"speed": figures["words"] / figures["seconds"]}


def version_seconds() -> float:
    """Wall time of `onrecord --version`, the least that a command costs."""
    begun = time.perf_counter()
    entry = "import sys; from onrecord.cli import main; sys.argv = ['onrecord', '--version']; main()"
    subprocess.run([sys.executable, "-c", entry], check=True, capture_output=True)
    return time.perf_counter() - begun


def compare(folder: Path, repeats: int) -> dict[str, Run]:
    """Medians of every figure for each reader, from alternating runs."""
    runs: dict[str, list[Run]] = {reader: [] for reader in READERS}
    for _ in range(repeats):
        for reader, done in runs.items():
            done.append(run(reader, folder))
    return {reader: {key: median(r[key] for r in done) for key in done[0]} for reader, done in runs.items()}


def table(figures: dict[str, Run]) -> str:
    """The figures for people, and the ratio that is held as a goal."""
    lines = [f"{'':<10} {'words/s':>8} {'peak MB':>8} {'ready s':>8}"]
    for reader, made in figures.items():
        lines.append(f"{reader:<10} {made['speed']:8.0f} {made['peak']:8.0f} {made['startup']:8.2f}")
    ratio = figures["onrecord"]["speed"] / figures["spacy"]["speed"]
    return "\n".join([*lines, f"speed as a ratio to the bare spaCy pass: {ratio:.2f}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    args = parser.parse_args()
    if not any(args.folder.glob("*.txt")):
        parser.error(f"{args.folder} holds no *.txt")
    figures = compare(args.folder, args.repeats)
    start = median(version_seconds() for _ in range(args.repeats))
    if args.json:
        print(json.dumps({"readers": figures, "version_seconds": start}, indent=1))
    else:
        print(table(figures), f"onrecord --version: {start:.2f} s", sep="\n")


if __name__ == "__main__":
    main()
