"""Reports made from the samples and from captions that mean harm, and what stands in them."""

import datetime as dt
from collections.abc import Collection
from functools import cache
from html.parser import HTMLParser

import pandas as pd

from tests.conftest import SAMPLES
from worthsaving import schema
from worthsaving.reading import read_files
from worthsaving.reading.result import Reading
from worthsaving.report.html import html_report
from worthsaving.sections.choice.choice import Choice
from worthsaving.sections.sections import ALL
from worthsaving.words.report.voice import Voice

WHEN = dt.datetime(2026, 11, 22, 16, 5, tzinfo=dt.UTC)
OWN = ("tiktok", "tinykitchen.sample")
VOID = {"meta", "link", "br", "img", "input", "hr"}
HOSTILE = [
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>", "=cmd|' /C calc'!A0",
    "{{ 7*7 }}{% raw %}", "\u202eexe.tac", "</style><svg onload=alert(4)>", "<!-- ", "]]>", "x" * 1500, "\u2028line", "\x00\x07",
    "#<b>bold</b> &lt;i&gt;", "<a href='javascript:alert(5)'>here</a>", "🫠 猫 \u0627\u0644\u0642\u0637",
]  # fmt: skip


@cache
def samples() -> Reading:
    """All sample files."""
    return read_files([(path.name, path.read_bytes()) for path in SAMPLES])


@cache
def sample(start: str) -> Reading:
    """The sample file whose name starts so, alone."""
    path = next(path for path in SAMPLES if path.name.startswith(start))
    return read_files([(path.name, path.read_bytes())])


@cache
def hostile() -> Reading:
    """The first account of the samples, its captions, links and handle replaced by text that means harm."""
    videos = samples().videos
    own = videos[(videos["platform"] == OWN[0]) & (videos["account"] == OWN[1])]
    own = own.sort_values("saves", ascending=False, na_position="last").reset_index(drop=True)
    texts = pd.Series([HOSTILE[row % len(HOSTILE)] for row in own.index], dtype="str")
    links = [
        "javascript:alert(6)",
        "https://tiktok.com.evil.example/",
        'https://www.tiktok.com/@a"><script>alert(7)</script>',
    ]
    own = own.assign(
        title=texts, account="<script>alert(8)</script>", link=[links[row % len(links)] for row in own.index]
    )
    return Reading(videos=schema.conform(own, schema.VIDEOS))


def made(reading: Reading, *, sections: Collection[str] = ALL, voice: Voice = "me", **options) -> str:
    """The report as text; `options` are those of a `Choice`."""
    return html_report(reading, Choice(**options), sections=sections, made_at=WHEN, voice=voice).decode("utf-8")


@cache
def whole() -> str:
    """The report of the first account of the samples with everything in it."""
    return made(samples(), account=OWN)


@cache
def harmful() -> str:
    """The report of captions that mean harm."""
    return made(hostile())


class Page(HTMLParser):
    """The elements of a page with their attributes, its ids, and its text outside scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open[-1:] == [tag], f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict]:
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def ids(self) -> set[str]:
        return {attrs["id"] for _, attrs in self.elements if "id" in attrs}
