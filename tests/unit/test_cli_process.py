"""The command as a process: how it ends when its reader leaves, when it is interrupted, and as a module."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import __version__

#: The command with the pipeline of the unit tests; a document that holds WAIT takes long.
START = """
import sys, time
from types import ModuleType
from tests.unit import plain_pipeline
def read(raw, min_confidence):
    if b"WAIT" in raw.data:
        print("waiting", file=sys.stderr, flush=True)
        time.sleep(60)
    return plain_pipeline.read(raw, min_confidence)
sys.modules["onrecord.pipeline"] = pipeline = ModuleType("onrecord.pipeline")
pipeline.read = read
from onrecord.cli import main
main()
"""


def start(root: Path, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", START, *arguments]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_as_a_module() -> None:
    shown = subprocess.run([sys.executable, "-m", "onrecord", "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout == f"onrecord {__version__}\n"


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_reader_that_leaves_is_no_error(root: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "long.txt").write_text('"word"\n' * 1_500)  # printed, that is more than a pipe of 64 kB holds
    process = start(root, "read", str(tmp_path), str(tmp_path), "--format", form)
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 1


def test_an_interrupt_ends_it_quietly(root: Path, tmp_path: Path) -> None:
    (tmp_path / "slow.txt").write_text("WAIT")
    process = start(root, "read", str(tmp_path / "slow.txt"))
    assert process.stderr
    assert process.stderr.readline() == "waiting\n"
    process.send_signal(signal.SIGINT)
    assert process.stderr.read().strip() == ""
    assert process.wait() == 130
