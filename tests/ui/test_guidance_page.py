"""Saves, answered: the points in six boxes, all notes at length, searchable, each reachable from the chart it goes with."""

from tests.ui.visiting import GUIDANCE, SAVES_VS, open_page, plain, samples, words
from worthsaving.guidance import notes, points
from worthsaving.ui.shell import markdown


def test_every_note_stands_there_with_its_source():
    """All notes with their whole text and source, each behind a line."""
    said = words(open_page(GUIDANCE))
    for note in notes.all_notes():
        assert note.title in said
        assert note.text in said
        assert f"Source: {note.origin}" in said


def test_the_answer_and_every_point_come_before_anything_long():
    """The short answer and the eighteen lines are there without a click, in their boxes."""
    at = open_page(GUIDANCE)
    said = words(at)
    answer = points.answer()
    assert answer.question in said
    assert f":orange[{answer.short}] {answer.rest}" in said
    labels = [plain(expander.label) for expander in at.main.get("expander")]
    lines = [point.line for box in points.boxes() for point in box.points]
    assert [label for label in labels if label in lines] == lines
    assert all(box.title in said for box in points.boxes())


def test_a_source_stands_on_its_own():
    """Every source is given in full, and whoever has never seen "the guide" reads what it is."""
    for note in notes.all_notes():
        said = note.origin
        named = "the guide to TikTok saves that this app is built on"
        assert said == note.source.replace("the guide", named)
        assert said.count("the guide") == said.count(named)


def test_the_search_leaves_the_notes_that_hold_the_words():
    """A search shows exactly the notes found and how many they are."""
    at = open_page(GUIDANCE)
    at.text_input[0].input("watermark").run()
    found = notes.search("watermark")
    assert 0 < len(found) < len(notes.all_notes())
    said = words(at)
    assert [note.id for note in notes.all_notes() if note.text in said] == [note.id for note in found]
    assert f"of {len(notes.all_notes())}" in said


def test_a_search_without_result_says_what_to_do():
    """Nothing found gives a hint, not an empty page."""
    at = open_page(GUIDANCE, q="zeppelin")
    assert "No note has these words" in words(at)


def opened_notes(at):
    """The lines under the charts that open a note: the notes, and what each opens."""
    titles = {note.title: note for note in notes.all_notes()}
    lines = [(plain(popover.proto.popover.label), popover) for popover in at.main.get("popover")]
    return [
        (titles[found], popover) for label, popover in lines if (found := label.removeprefix(":orange[] ")) in titles
    ]


def test_a_line_under_a_chart_opens_the_whole_note():
    """Each line opens to the note's title, whole text and source, without leaving the page or its filters."""
    found = opened_notes(open_page(SAVES_VS, *samples(), views="10,000 or more"))
    assert len(found) >= 3
    for note, popover in found:
        assert plain(popover.markdown[0].value) == f"{note.title}  \n{note.text}"
        assert popover.caption[0].value == f"Source: {markdown.escape(note.origin)}"
        (link,) = popover.get("page_link")
        assert link.value == "All answers"
        assert f"note={note.id}" in link.proto.query_string
        assert "views=10" in link.proto.query_string


def test_the_notes_under_the_charts_stay_when_the_page_is_drawn_again():
    """A filter draws the page anew, and the notes under its charts are the same."""
    at = open_page(SAVES_VS, *samples())
    before = [note.id for note, _ in opened_notes(at)]
    assert before
    assert [note.id for note, _ in opened_notes(at.run())] == before


def test_all_answers_leads_to_the_note():
    """The link under a note names it, and the page shows that one first."""
    for note, _ in opened_notes(open_page(SAVES_VS, *samples())):
        at = open_page(GUIDANCE, note=note.id)
        assert note.title in plain(at.main.markdown[0].value)


def test_an_unknown_note_in_the_address_is_ignored():
    """An address with a note that is not there shows all notes."""
    at = open_page(GUIDANCE, note="nothing")
    assert not at.exception
    assert notes.all_notes()[0].text in words(at)
