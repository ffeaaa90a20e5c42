"""Save guidance: all notes, grouped, searchable, each reachable from the chart it stands beside."""

from tests.ui.visiting import GUIDANCE, SAVES_VS, open_page, samples, words
from worthsaving.guidance import notes
from worthsaving.ui.shell import markdown


def test_every_note_stands_there_with_its_source():
    """All groups, all notes with their whole text and source."""
    said = words(open_page(GUIDANCE))
    for _, title in notes.groups():
        assert title in said
    for note in notes.all_notes():
        assert note.title in said
        assert note.text in said
        assert f"Source: {note.origin}" in said


def test_a_source_stands_on_its_own():
    """Every source is given in full, and whoever has never seen "the source document" reads what it is."""
    for note in notes.all_notes():
        said = note.origin
        named = "the source document (a guide to TikTok saves and notifications)"
        assert said == note.source.replace("the source document", named)
        assert said.count("the source document") == said.count(named)


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


def test_read_more_shows_the_whole_note_in_place():
    """Each note beside a chart opens to its title, whole text and source, without leaving the page or its filters."""
    at = open_page(SAVES_VS, *samples(), views="10,000 or more")
    opened = [popover for popover in at.main.get("popover") if "Read more" in popover.proto.popover.label]
    assert opened
    for popover in opened:
        (note,) = [note for note in notes.all_notes() if note.text in popover.markdown[0].value]
        assert popover.markdown[0].value.startswith(f"**{note.title}**")
        assert popover.caption[0].value == f"Source: {markdown.escape(note.origin)}"
        (link,) = popover.get("page_link")
        assert f"note={note.id}" in link.proto.query_string
        assert "views=10" in link.proto.query_string


def test_all_notes_leads_to_the_note():
    """The link under a note names it, and the page shows that one first."""
    at = open_page(SAVES_VS, *samples())
    links = [link for link in at.main.get("page_link") if "note=" in link.proto.query_string]
    assert links
    assert {link.value for link in links} == {"All notes"}
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
