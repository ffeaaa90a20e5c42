"""Labels, marks, bets and the digest of somebody who signed in: nobody else's, though both follow the same account.

Carla has labelled and marked, and has bets; Dan has kept the newest of the same exports, and nothing more.
"""

import datetime as dt
import subprocess
import sys

import pandas as pd
import psycopg
import pytest

from tests.browser.served import stack as stacks
from tests.browser.served.test_apart import asked, path_of
from tests.conftest import ROOT
from tests.library import made
from worthsaving.library import NewMark

LABEL, VALUES, MARK = "Obsidian", ("Quokka", "Axolotl"), "Zephyr lamp"
HERS = (LABEL, *VALUES, MARK)
DAILY = ("tiktok", "daily")
SHOWING = ("", "what_gets_saved", "save_trends", "what_changed", "report", "accounts")
"""The pages that show labels, marks or bets."""


@pytest.fixture(scope="module")
def both(chromium, stack):
    """Carla and Dan, each on the overview of the own library; the number of her mark."""
    from tests.browser.served.conftest import Member

    hers, his = stacks.library_of(stack, "carla"), stacks.library_of(stack, "dan")
    hers.keep(made.followed(9), now=made.now(8))
    for library in (hers, his):
        library.keep(made.followed(1, first=9), now=made.now(9))
    posts = hers.reading().videos["video_id"]
    labels = pd.DataFrame({"post": posts, "value": [VALUES[at % 2] for at in range(len(posts))]})
    labels = labels.assign(platform=DAILY[0], account=DAILY[1], label=LABEL, given=labels["value"])
    hers.keep_labels(labels, now=made.now(9))
    day = (made.now(9) - dt.timedelta(days=10)).date()
    mark = hers.add_mark(NewMark(DAILY, day, MARK), now=made.now(9))
    people = [Member(chromium, stack).open().sign_in(name) for name in ("carla", "dan")]
    yield *people, mark
    for person in people:
        person.context.close()


def hers_in(text: str) -> list[str]:
    return [word for word in HERS if word.lower() in text.lower()]


def test_she_has_them(both):
    """Else the tests below would hold for an app that shows nothing at all."""
    carla, _, _ = both
    carla.go("What gets saved")
    assert hers_in(carla.page.content())
    carla.go("Save trends")
    assert MARK in carla.text()
    carla.go("What changed")
    assert "bets came out inside" in carla.text()


def test_no_page_and_no_address_of_hers_shows_them(both, stack):
    """Nor does the address of a page where she has chosen a label, or of her mark."""
    _, dan, mark = both
    addresses = [*SHOWING, f"save_trends?mark={mark}", f"save_trends?labels={LABEL}:+{VALUES[0]}"]
    for address in addresses:
        dan.open(address)
        assert hers_in(dan.text()) == [], address
        assert "bets came out inside" not in dan.text(), address
    dan.open("what_changed")
    assert "No bet on a new video yet" in dan.text()


def test_her_labels_as_a_file_are_hers(both, stack):
    """The address of her file leads to nothing for him, nor for somebody without a sign-in; he is offered no such file."""
    carla, dan, _ = both
    for person in (carla, dan):
        panel = person.open("what_gets_saved").page.get_by_test_id("stExpander").filter(has_text="Labels from a file")
        panel.locator("summary").click()
        panel.get_by_text("Labels from a file").first.wait_for()
    with carla.page.expect_download() as taken:
        carla.page.get_by_role("button", name="Labels as CSV").click()
    path = path_of(stack, taken.value.url)
    assert hers_in(asked(stack, carla, path)[2].decode())
    assert [asked(stack, other, path)[0] for other in (dan, None)] == [404, 404]
    assert dan.page.get_by_role("button", name="Labels as CSV").count() == 0


def test_an_error_tells_nothing_of_hers(both, stack):
    """His library fails in the middle: a sentence, without her words, her library's name or the server's address."""
    _, dan, _ = both
    schema = stacks.schema_of(stack, "dan")
    with psycopg.connect(stack.database, autocommit=True) as connection:
        for table in ("kept_label", "kept_mark", "kept_bet"):
            connection.execute(f'ALTER TABLE "{schema}".{table} RENAME TO away_{table}')
        try:
            for address in ("", "what_gets_saved", "what_changed"):
                dan.open(address)
                content = dan.page.content()
                assert hers_in(dan.text()) == []
                for secret in (stacks.schema_of(stack, "carla"), "postgresql://", "worthsaving-pg"):
                    assert secret not in content
        finally:
            for table in ("kept_label", "kept_mark", "kept_bet"):
                connection.execute(f'ALTER TABLE "{schema}".away_{table} RENAME TO {table}')
    assert "Your library" in dan.open().page.content()


def test_the_digest_of_a_library_is_of_that_one(both, stack, tmp_path):
    """The operator makes it by the library's name; the weeks that only she kept, and her mark, are in hers alone."""
    made_of = {}
    for who in ("carla", "dan"):
        file = tmp_path / f"{who}.md"
        address = f"{stack.database}&schema={stacks.schema_of(stack, who)}"
        command = [sys.executable, "-m", "worthsaving", "digest", "--library", address, "-o", str(file)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        made_of[who] = file.read_text("utf-8")
    assert made_of["carla"] != made_of["dan"]
    assert hers_in(made_of["dan"]) == []
