"""How this is worked out: the whole text, with an example from the loaded videos where there is one."""

from tests.ui.visiting import export, headings, open_page, sample, words
from worthsaving.analysis import video_rates
from worthsaving.guidance import method
from worthsaving.reading import read_files

HOW = "pages/how_this_is_worked_out.py"


def test_every_section_and_reference_is_there():
    """The page has all of the text, data or not."""
    for files in ((), (sample("tiktok_business_videos"),)):
        at = open_page(HOW, *files)
        assert not at.exception
        titles = [title for title in headings(at) if title != "With your data"]
        assert titles[:-1] == [title for title, _ in method.sections()]
        written = [text.value for text in at.markdown]
        assert [text for text in written if text in {text for _, text in method.sections()}] == [
            text for _, text in method.sections()
        ]
        assert all(reference in words(at) for reference in method.references())


def test_the_example_is_worked_with_the_loaded_videos():
    """Its sentence is that of the data."""
    file = sample("tiktok_business_videos")
    videos = read_files([(file.name, file.data)]).videos
    normal = video_rates.models(videos)
    wanted = method.worked_example(videos, video_rates.judged(videos, normal), normal)
    assert wanted
    at = open_page(HOW, file)
    assert headings(at)[0] == "With your data"
    assert wanted in words(at)


def test_without_rates_there_is_no_example():
    """No data, a file without saves, and saves above the views: the text alone."""
    odd = export("mine.csv", b"title,views,likes,saves\n" + b"Soup,10,1,20\n" * 9)
    for files in ((), (sample("Content"),), (odd,)):
        at = open_page(HOW, *files)
        assert not at.exception
        assert "With your data" not in words(at)
