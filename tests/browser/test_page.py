"""The page in a real browser, where there is one."""

import json
import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest

from onrecord.export.page import to_html
from tests.unit.sample_readings import demo

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

#: Reads the page from a frame, as only a browser can: laid out, with its style sheet allowed or refused.
PROBE = """<body><iframe src="page.html" style="width:{width}px;height:900px;border:0"></iframe><pre></pre><script>
onload = () => {{
  const page = document.querySelector("iframe").contentDocument, root = page.scrollingElement;
  const mark = page.querySelector("main mark.content"), note = page.querySelector(".note");
  const block = page.querySelector("main .row p").getBoundingClientRect(), box = note.getBoundingClientRect();
  document.querySelector("pre").textContent = JSON.stringify({{
    overflow: root.scrollWidth - root.clientWidth,
    underlined: page.defaultView.getComputedStyle(mark).borderBottomStyle,
    beside: box.left >= block.right, below: box.top >= block.bottom,
    stops: [...page.querySelectorAll("main a, nav a")].filter((a) => (a.focus(), a === page.activeElement)).length,
  }});
}};
</script>"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here")


def probe(folder: Path, width: int) -> dict[str, object]:
    """What the browser says of the demo's page at a width in CSS pixels."""
    (folder / "page.html").write_text(to_html(demo()), "utf-8")
    (folder / "probe.html").write_text(PROBE.format(width=width), "utf-8")
    flags = [
        *FLAGS,
        "--allow-file-access-from-files",
        f"--user-data-dir={folder / 'profile'}",
        "--window-size=1400,1000",
    ]
    command = [str(CHROMIUM), *flags, "--dump-dom", (folder / "probe.html").as_uri()]
    dom = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
    return dict(json.loads(lxml.html.document_fromstring(dom).findtext(".//pre") or "{}"))


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (390, False), (320, False)])
def test_the_page_fits_and_its_notes_stand_beside_or_below(tmp_path: Path, width: int, beside: bool) -> None:
    seen = probe(tmp_path, width)
    assert seen["overflow"] == 0
    assert seen["underlined"] == "solid", "the policy must let the page's own style sheet in"
    assert (seen["beside"], seen["below"]) == (beside, not beside)


def test_every_statement_speaker_and_note_can_be_reached_by_keyboard(tmp_path: Path) -> None:
    reading = demo()
    speakers = {statement.speaker for statement in reading.statements}
    assert probe(tmp_path, 1280)["stops"] == 2 * len(reading.statements) + len(speakers)
