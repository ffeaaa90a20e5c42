"""Costs of pages, imports and the installation, each beside the bare thing it is held against."""

import ast
import contextlib
import io
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.benchmarks.reading_speed import made
from tests.benchmarks.visiting import Visitor, elements
from tests.browser.conftest import CHROMIUM, PATIENCE, QUIET, ROOT, app_process

TICKS = os.sysconf("SC_CLK_TCK")
RERUNS = 10
"""Reruns in one block: the system counts CPU in steps of 10 ms."""
LARGE, HUGE = 100_000, 1_000_000
EMPTY = 'import streamlit as st\n\nst.title("Empty")\n'
BARE = """import pandas as pd
import plotly.graph_objects as go
import streamlit as st

st.title("Bare")
dropped = st.file_uploader("Drop your exports here", accept_multiple_files=True)
if dropped:
    rows = pd.read_csv(dropped[0])
    st.plotly_chart(go.Figure(go.Scatter(x=rows["Post time"], y=rows["Add to Favorites"], mode="markers")))
"""
SAVES_VS = "saves_vs_likes_and_comments"
PAGES = {
    "Overview": "",
    "Saves vs": SAVES_VS,
    "Save trends": "save_trends",
    "What gets saved": "what_gets_saved",
    "Accounts": "accounts",
    "Report": "report",
    "How this is worked out": "how_this_is_worked_out",
    "Saves, answered": "save_guidance",
}
FLOORS = {
    "overview": "import streamlit, pandas, pyarrow.csv, plotly.graph_objects",
    "summary": "import pandas, pyarrow.csv, scipy.special",
}
_FIRST_PAGE = (
    "\n".join(
        ast.unparse(node)
        for node in ast.walk(ast.parse((ROOT / "app.py").read_text("utf-8")))
        if (isinstance(node, ast.ImportFrom) and node.module != "worthsaving.ui.shell") or isinstance(node, ast.Import)
    )
    + "\nfrom worthsaving.ui.shell import filters, frame, session"
)
OVERVIEW = (
    f"{FLOORS['overview']}\nfrom worthsaving.ui.shell import ready\n"
    f"with ready.uncollected():\n{textwrap.indent(_FIRST_PAGE, '    ')}"
)
SAMPLE = "sample_data/tiktok_business_videos.csv"


def alternating(sides: dict[str, Callable[[], float]], runs: int) -> dict[str, float]:
    """The median of each side, measured by turns, after a turn that counts for nothing."""
    for side in sides.values():
        side()
    found = [{name: side() for name, side in sides.items()} for _ in range(runs)]
    return {name: statistics.median(one[name] for one in found) for name in sides}


def cpu(process: int) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def of_command(*arguments: str) -> float:
    """CPU seconds of a Python process with these arguments, in the root of the repository."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    settings = {**os.environ, "WORTHSAVING_LIBRARY": "off"}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=settings, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def imports(runs: int) -> dict[str, float]:
    """CPU of importing what the first page imports, as the server does (`ui/shell/ready.py`), and of its floor."""
    return alternating(
        {"floor": lambda: of_command("-c", FLOORS["overview"]), "ours": lambda: of_command("-c", OVERVIEW)}, runs
    )


def summary(runs: int) -> dict[str, float]:
    """CPU of `worthsaving summary` of one small export, and of its floor."""
    ours = ("-m", "worthsaving", "summary", SAMPLE)
    return alternating({"floor": lambda: of_command("-c", FLOORS["summary"]), "ours": lambda: of_command(*ours)}, runs)


@contextmanager
def served(script: str | None = None) -> Iterator[tuple[str, int]]:
    """The app, or this script with the app's settings, served; its address and its process."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) if script else ROOT
        if script:
            (folder / "app.py").write_text(script, "utf-8")
            shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
        with app_process(folder, WORTHSAVING_LIBRARY="off") as found:
            yield found


def run_page(visitor: Visitor, page: str, **picked: str) -> list[ForwardMsg]:
    """Run a page, with this picked in boxes (id of the box -> what is picked); what was sent."""
    ask = BackMsg()
    ask.rerun_script.page_name = page
    for box, value in picked.items():
        ask.rerun_script.widget_states.widgets.add(id=box, string_value=value)
    visitor.socket.send(ask.SerializeToString())
    return visitor._until("script_finished")


def block(visitor: Visitor, process: int, page: str) -> float:
    """CPU seconds of the server for one rerun of a page, the mean of some."""
    before = cpu(process)
    for _ in range(RERUNS):
        run_page(visitor, page)
    return (cpu(process) - before) / RERUNS


def reruns(runs: int) -> dict[str, float]:
    """CPU of a warm rerun of every page with many videos, and of an empty page."""
    with served(EMPTY) as (bare, bare_process), served() as (full, process):
        empty, visitor = Visitor(bare), Visitor(full)
        visitor.drop("Content.csv", made("clean", LARGE))
        for page in PAGES.values():
            run_page(visitor, page)
        sides = {"empty": lambda: block(empty, bare_process, "")}
        sides |= {name: lambda page=page: block(visitor, process, page) for name, page in PAGES.items()}
        return alternating(sides, runs)


def a_filter(runs: int) -> dict[str, float]:
    """CPU of the page of the scatters with a filter that it has not had before, many videos."""
    with served() as (address, process):
        visitor = Visitor(address)
        visitor.drop("Content.csv", made("clean", LARGE))
        boxes = [found.selectbox for found in elements(run_page(visitor, SAVES_VS)) if found.HasField("selectbox")]
        views = next(box.id for box in boxes if box.label == "Views")
        found = []
        for fewest in ("1,000 or more", "10,000 or more", "100,000 or more", "100 or more")[: max(runs, 1)]:
            before = cpu(process)
            run_page(visitor, SAVES_VS, **{views: fewest})
            found.append(cpu(process) - before)
        return {"seconds": max(found)}


def sent(_: int) -> dict[str, float]:
    """Bytes that the largest page sends, by number of videos; the report's page, which shows a whole file, by itself.

    Plain, as on one's own machine, and compressed, as a served app sends them (docs/hosting.md).
    """
    found = {}
    for rows in (1_000, LARGE):
        with served() as (address, _process):
            visitor = Visitor(address)
            visitor.drop("Content.csv", made("clean", rows))
            pages = {name: [m.SerializeToString() for m in run_page(visitor, page)] for name, page in PAGES.items()}
            report = float(sum(map(len, pages.pop("Report"))))
            found[f"{rows:,}"] = float(max(sum(map(len, messages)) for messages in pages.values()))
            found[f"{rows:,} compressed"] = float(max(map(compressed, pages.values())))
    found["Report"] = report
    return found


def compressed(messages: list[bytes]) -> int:
    """Bytes of messages as the server's socket compresses them, one after the other (RFC 7692)."""
    squeeze = zlib.compressobj(wbits=-12, memLevel=5)
    return sum(len(squeeze.compress(one) + squeeze.flush(zlib.Z_SYNC_FLUSH)) for one in messages)


def analyses(runs: int) -> dict[str, float]:
    """CPU of all statistics together, by number of videos."""
    return {f"{n:,}": statistics.median(_analyses(n) for _ in range(min(runs, 3))) for n in (1_000, LARGE)}


def _analyses(rows: int) -> float:
    from tests.benchmarks.making import Cell, tagged
    from tests.benchmarks.speed import ANALYSES

    videos = tagged(Cell(rows), np.random.default_rng(rows))
    videos = videos.assign(shares=videos["comments"])
    before = time.process_time()
    for analysis in ANALYSES.values():
        analysis(videos)
    return time.process_time() - before


def memory(_: int) -> dict[str, float]:
    """Bytes that the server holds at most while a million videos are dropped in and three pages opened, and step by step."""
    steps = {
        "dropped in and the overview": lambda visitor: visitor.drop("Content.csv", made("clean", HUGE)),
        "Saves vs": lambda visitor: run_page(visitor, SAVES_VS),
        "Save trends": lambda visitor: run_page(visitor, "save_trends"),
    }
    with served() as (address, process):
        visitor = Visitor(address)
        found = {"peak": 0.0, "nothing yet": bytes_of(process, "VmRSS")}
        for name, step in steps.items():
            Path(f"/proc/{process}/clear_refs").write_text("5", "ascii")  # the most held is counted anew
            step(visitor)
            found[name] = bytes_of(process, "VmHWM")
            found[f"after {name}"] = _at_rest(process)
        return found | {"peak": max(found.values())}


def bytes_of(process: int, what: str) -> float:
    """Bytes of memory of a process: what it holds (VmRSS), or held at most (VmHWM)."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return 1024.0 * int(re.search(rf"{what}:\s+(\d+)", status)[1])


def memory_of_a_visit(_: int) -> dict[str, float]:
    """Bytes that one more visit costs the server, by number of videos: a file dropped in, all pages opened, the visitor still there.

    The first visits, which pay for what is loaded once, are not counted.
    """
    found = {}
    for rows, first, more in ((1_000, 5, 20), (LARGE, 1, 4)):
        data = made("clean", rows)
        with served() as (address, process):
            here = [_all_pages(address, data) for _ in range(first)]
            before = _at_rest(process)
            here += [_all_pages(address, data) for _ in range(more)]
            found[f"{rows:,}"] = (_at_rest(process) - before) / more
            assert len(here) == first + more
    return found


def _all_pages(address: str, data: bytes) -> Visitor:
    visitor = Visitor(address)
    visitor.drop("Content.csv", data)
    for page in PAGES.values():
        run_page(visitor, page)
    return visitor


def _at_rest(process: int) -> float:
    time.sleep(3)  # what was used for a moment is given back (`ui/shell/served/memory.py`)
    return bytes_of(process, "VmRSS")


def first_look(runs: int) -> dict[str, float]:
    """CPU from a reading to the overview's headline and picture, by number of videos."""
    rows = (1_000, LARGE, HUGE)
    return {
        f"{n:,}": statistics.median(float(_first_look(n)) for _ in range(1 if n == HUGE else min(runs, 3)))
        for n in rows
    }


def _first_look(rows: int) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.page_costs", str(rows)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return ran.stdout


def print_first_look(rows: int) -> None:
    """Print the CPU seconds of the headline and its picture in this process, imports paid before."""
    from worthsaving import read_files
    from worthsaving.sections import headline
    from worthsaving.sections.answers import Answers
    from worthsaving.sections.overview import lead

    def look(data: bytes) -> float:
        reading = read_files([("Content.csv", data)])
        before = time.process_time()
        answers = Answers(reading)
        lead.title(answers), lead.sentences(answers)
        picture = headline.picture(answers)
        if picture is not None:
            picture.draw().to_json(validate=False)
        return time.process_time() - before

    look(made("clean", 300))
    print(look(made("clean", rows)))


def first_chart(runs: int) -> dict[str, float]:
    """Seconds in Chromium from the drop of 1,000 rows to the first chart, ours and in a bare app."""
    from playwright.sync_api import sync_playwright

    data = made("clean", 1_000)
    with served(BARE) as (bare, _), served() as (full, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        found = alternating(
            {"floor": lambda: _drawn(browser, bare, data), "ours": lambda: _drawn(browser, full, data)}, runs
        )
        browser.close()
    return found


def _drawn(browser, address: str, data: bytes) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    zone = page.locator('[data-testid="stFileUploaderDropzoneInput"]').first
    zone.wait_for(state="attached")
    page.wait_for_timeout(500)
    begun = page.evaluate("performance.now()")
    zone.set_input_files({"name": "Content.csv", "mimeType": "text/csv", "buffer": data})
    page.wait_for_selector(".js-plotly-plot .main-svg .trace, .js-plotly-plot .main-svg .bars", state="attached")
    took = page.evaluate("performance.now()") - begun
    context.close()
    return took / 1000


def environment(_: int) -> dict[str, float]:
    """Bytes of all installed files of what Worth Saving runs on, without its own and what Python compiles from them."""
    found = 0.0
    for name in re.findall(r"^([A-Za-z][\w.-]*)==", (ROOT / "requirements.txt").read_text("utf-8"), re.M):
        files = [file for file in metadata.distribution(name).files or [] if file.suffix != ".pyc"]
        found += sum(path.stat().st_size for file in files if (path := Path(str(file.locate()))).is_file())
    return {"bytes": found}


if __name__ == "__main__":
    with contextlib.redirect_stderr(io.StringIO()):
        print_first_look(int(sys.argv[1]))
