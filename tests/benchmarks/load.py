"""A served app under load: people who signed in, each with a large account, who click every few seconds.

`python -m tests.benchmarks.load [VISITORS] [ROUNDS] [PROCESSES]` starts app processes, the proxy of the folder `hosting` with TLS in front, and
visitors without a browser, and prints what docs/load.md holds. A warm page is one that the visitor has seen before.
"""

import http.client
import os
import ssl
import sys
import tempfile
import threading
import time
from pathlib import Path
from socket import create_connection

import numpy as np

from tests.benchmarks.long_life import memory
from tests.benchmarks.visiting import LOST, Visitor
from tests.browser.served import stack as stacks
from tests.browser.served.test_sign_in import ADDRESSES
from worthsaving.ui.shell.served import memory as memory_of_visits

VIDEOS, EVERY_S = 10_000, 15.0
REST_S = 1.5 * memory_of_visits.EVERY_S  # seconds until what a page needed, and no longer needs, has been given back
TICKS = os.sysconf("SC_CLK_TCK")
BUSY = 0.7  # share of a core's time that may be used before clicks wait for one another


def export(visitor: int, videos: int = VIDEOS) -> bytes:
    """A sheet of one visitor's own videos over three years, with every count."""
    dice = np.random.default_rng(visitor)
    views = np.round(np.exp(dice.normal(8.5, 1.2, videos))).astype(int) + 100
    rates = np.exp(dice.normal(-5.2, 0.5, videos))
    saves, likes = dice.poisson(views * rates), dice.poisson(views * 0.06)
    days = np.sort(dice.integers(0, 1_000, videos))
    posted = (np.datetime64("2024-01-01") + days).astype(str)
    rows = (
        f"https://www.tiktok.com/@made{visitor}/video/{7300000000000000000 + (visitor * videos + at) * 4294967296},made{visitor},"
        f"Soup {at % 40} #tag{at % 12},{posted[at]},{views[at]},{likes[at]},{likes[at] // 40},{likes[at] // 30},{saves[at]}"
        for at in range(videos)
    )
    return "\n".join(["link,account,title,posted,views,likes,comments,shares,saves", *rows]).encode()


class SignedIn(Visitor):
    """A visitor with the cookie of a sign-in, who comes through the proxy."""

    def __init__(self, stack: stacks.Stack, number: int):
        self.stack, self.trusting = stack, ssl.create_default_context()
        self.trusting.check_hostname, self.trusting.verify_mode = False, ssl.CERT_NONE
        claims = {"iss": stack.provider, "sub": f"made{number}", "exp": time.time() + 86_400, "name": f"Made {number}"}
        self.signed = f"_streamlit_user={stacks.signed(claims, stack)}; worthsaving_seat=seat{number}"
        super().__init__(stack.address)

    def connect(self, stream: str, origin: str, cookies: str, **options):
        """Open the socket through TLS, at this machine."""
        place = {"sock": create_connection(("127.0.0.1", self.stack.tls_port)), "ssl": self.trusting}
        named = {"server_hostname": stacks.NAME, "proxy": None}
        secure = stream.replace("ws://", "wss://")
        return super().connect(secure, origin, f"{cookies}; {self.signed}", **place, **named, **options)

    def _ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None):
        asking = http.client.HTTPSConnection("127.0.0.1", self.stack.tls_port, timeout=LOST, context=self.trusting)
        own = {"Host": self.place, "Cookie": self.signed}
        if method != "GET":
            own |= {"Cookie": f"{self.cookie}; {self.signed}", "X-Xsrftoken": self.cookie.partition("=")[2]}
        asking.request(method, path, body, {**own, **(headers or {})})
        answer = asking.getresponse()
        answer.read()
        asking.close()
        cookies = [value for name, value in answer.getheaders() if name.lower() == "set-cookie" and "xsrf" in value]
        return answer.status, cookies[0] if cookies else ""


def cpu_s(process: int) -> float:
    """How many seconds of a core a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def clicking(visitor: SignedIn, rounds: int, wait_s: float, took: list[float]) -> None:
    """Open one page after the other, `wait_s` after the click before; append the seconds of each to `took`."""
    time.sleep(wait_s)
    for click in range(rounds):
        began = time.perf_counter()
        visitor.open(ADDRESSES[click % len(ADDRESSES)])
        took.append(time.perf_counter() - began)
        time.sleep(max(0.0, EVERY_S - took[-1]))


def measure(visitors: int, rounds: int, processes: int, folder: Path) -> None:
    """Start everything, have them visit, and print what was measured."""
    with stacks.running(folder, apps=processes, library="off") as stack:
        apps = [stack.running[f"app{number}"].pid for number in range(processes)]
        people, megabytes = [], []
        for number in range(visitors):
            people.append(SignedIn(stack, number))
            people[-1].drop("mine.csv", export(number))
            for page in ADDRESSES:
                people[-1].open(page)
            if number in (0, visitors - 1):
                time.sleep(REST_S)
                megabytes.append(sum(memory(app) for app in apps))
        each = (megabytes[-1] - megabytes[0]) / max(visitors - 1, 1)
        print(
            f"memory: {megabytes[0]:.0f} MB with one visit, {each:.1f} MB for each more, {megabytes[-1]:.0f} MB in all"
        )
        before, took = [cpu_s(app) for app in apps], []
        starts = np.random.default_rng(1).uniform(0, EVERY_S, visitors)
        threads = [
            threading.Thread(target=clicking, args=(person, rounds, wait, took))
            for person, wait in zip(people, starts, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        used = [cpu_s(app) - was for app, was in zip(apps, before, strict=True)]
        half, most = np.percentile(took, [50, 95])
        click = sum(used) / len(took)
        print(
            f"warm pages: {len(took)}, half of them within {half:.2f} s, p95 {most:.2f} s; {click:.3f} s of a core each"
        )
        print(f"one core bears {BUSY * EVERY_S / click:.0f} such visitors at {BUSY:.0%} of its time")
        print(f"time of a core by process: {', '.join(f'{one:.1f} s' for one in used)}")


def main() -> None:
    """Measure with the numbers on the command line."""
    given = [int(text) for text in sys.argv[1:]]
    visitors, rounds, processes = (*given, *(20, 9, 1)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        measure(visitors, rounds, processes, Path(folder))


if __name__ == "__main__":
    main()
