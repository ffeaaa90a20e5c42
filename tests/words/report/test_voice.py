"""What is said to a creator, said about one."""

import pytest

from worthsaving.words.report.voice import is_nothing, theirs, theirs_in_chart


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Your save rate is rising.", "Their save rate is rising."),
        ("Most of your videos (8 in 10)", "Most of their videos (8 in 10)"),
        ("Dotted: what is usual for you.", "Dotted: what is usual for them."),
        ("by when you posted", "by when they posted"),
        ("You post most on Monday", "They post most on Monday"),
        ("How do you know what comes?", "How is it known what comes?"),
        ("Where your file has no date", "Where the file has no date"),
        ("Videos with “your” and “for you page” are kept", "Videos with “your” and “for you page” are kept"),
        ("#foryou and @your.name stay, young ones too", "#foryou and @your.name stay, young ones too"),
        ("Tags: #your, @you", "Tags: #your, @you"),
        ("", ""),
    ],
)
def test_you_becomes_they(said, told):
    """Pronouns turn, what stands in quotation marks, tags and handles stay."""
    assert theirs(said) == told


def test_only_known_phrases_turn_in_a_chart():
    """A chart's text may be a caption."""
    assert theirs_in_chart("Usual for you") == "Usual for them"
    assert theirs_in_chart("Because you asked") == "Because you asked"


def test_our_own_quotations_turn_too():
    """A text of ours quotes itself; nothing in it is from a file."""
    assert theirs("We say “more than your other videos”.", ours=True) == "We say “more than their other videos”."


def test_a_finding_of_nothing_is_known_by_its_beginning():
    """None of them stands out: that is nothing; a number that does is not."""
    assert is_nothing("No single video is out of the ordinary: your saves follow your views (184 videos)")
    assert not is_nothing("3 videos were saved more than their likes suggest")
