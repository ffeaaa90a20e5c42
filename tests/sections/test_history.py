"""What an open library adds to a video's card."""

from types import SimpleNamespace

import pandas as pd
import pytest

from tests.library import made
from worthsaving.library import Library
from worthsaving.sections.answers import Answers
from worthsaving.sections.history import History
from worthsaving.sections.video import growth


def notes(week: int) -> pd.DataFrame:
    """A week's export of posts without id and link."""
    return made.truth(week).assign(video_id="", link="", source="xiaohongshu-notes", platform="xiaohongshu")


@pytest.fixture
def library(tmp_path):
    """A library of four exports of posts without an id."""
    library = Library.open(str(tmp_path / "library.sqlite"))
    for week in range(4):
        library.keep(made.reading(made.snapshot(str(week), notes(week))), now=made.now(week))
    return library


def answers(library: Library, videos: pd.DataFrame) -> Answers:
    look = SimpleNamespace(library=library, key=("one",), empty=False)
    return Answers(made.reading(made.snapshot("dropped", videos)), history=History(lambda: look))


def test_a_post_without_an_id_has_its_curve(library):
    """From the file that was dropped in as from the library."""
    (part,) = growth(answers(library, notes(3)), 0)
    assert part.charts
    assert growth(answers(library, library.reading().videos), 0)


def test_posts_that_nothing_tells_apart_have_no_curve(library):
    twins = pd.concat([notes(3).head(1)] * 2, ignore_index=True)
    assert growth(answers(library, twins), 0) == ()
