"""Save guidance: all notes, grouped, searchable, each reachable from the chart it stands beside."""

from tests.ui.visiting import GUIDANCE, SAVES_VS, open_page, samples, words
from worthsaving import notes


def test_every_note_stands_there_with_its_source():
    """All groups, all notes with their whole text and source."""
    said = words(open_page(GUIDANCE))
    for _, title in notes.groups():
        assert title in said
    for note in notes.all_notes():
        assert note.title in said
        assert note.text in said
        assert f"Source: {note.source}" in said


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


def test_read_more_leads_to_the_note():
    """The link beside a chart names a note, and the page shows that one first."""
    at = open_page(SAVES_VS, *samples())
    links = [link for link in at.main.get("page_link") if "note=" in link.proto.query_string]
    assert links
    for link in links:
        wanted = link.proto.query_string.split("note=")[1].split("&")[0]
        (note,) = [note for note in notes.all_notes() if note.id == wanted]
        at = open_page(GUIDANCE, note=wanted)
        assert note.title in at.main.markdown[0].value


def test_an_unknown_note_in_the_address_is_ignored():
    """An address with a note that is not there shows all notes."""
    at = open_page(GUIDANCE, note="nothing")
    assert not at.exception
    assert notes.all_notes()[0].text in words(at)
