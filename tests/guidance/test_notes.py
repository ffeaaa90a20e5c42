"""The guidance: nothing of the guide is lost, every chart has a note, and the right ones are picked."""

import dataclasses
import itertools
import re
import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from worthsaving.guidance import notes
from worthsaving.guidance.turns import Turns

DATA = tomllib.loads((files("worthsaving") / "data" / "notes.toml").read_text(encoding="utf-8"))
ALL = notes.all_notes()
PLACES = [place for place, _ in notes.places()]
FACTS = [fact for fact, _ in notes.known_facts()]
GROUPS = [group for group, _ in notes.groups()]
GUIDE = "the guide"
OWN = "this app's own advice"

each_note = pytest.mark.parametrize("note", ALL, ids=lambda note: note.id)
each_claim = pytest.mark.parametrize("claim", DATA["claims"], ids=lambda claim: claim["id"])
each_place = pytest.mark.parametrize("place", PLACES)


def possible_facts():
    """Every set of facts that loaded files can have: saves are either known or not, the rest is free."""
    free = [fact for fact in FACTS if fact not in ("has_saves", "no_saves")]
    subsets = itertools.chain.from_iterable(itertools.combinations(free, n) for n in range(len(free) + 1))
    return [{saves, *others} for others in subsets for saves in ("has_saves", "no_saves")]


# --- the data ---


def test_the_guide_has_nineteen_claims():
    """All 19 claims of the guide are listed, each in words of its own."""
    assert len({claim["id"] for claim in DATA["claims"]}) == 19
    assert len({claim["statement"] for claim in DATA["claims"]}) == 19


@each_claim
def test_every_claim_is_kept_by_a_note(claim):
    """Each claim has a note, and the notes that keep it hold the words that carry it."""
    keeping = [note for note in ALL if claim["id"] in note.claims]
    assert keeping
    said = " ".join(note.text for note in keeping).casefold()
    assert [word for word in claim["says"] if word.casefold() not in said] == []


@each_claim
def test_every_claim_is_quoted_from_the_guide(claim):
    """A note that keeps a claim names the guide as its source."""
    assert all(GUIDE in note.source for note in ALL if claim["id"] in note.claims)


@each_note
def test_every_note_refers_only_to_what_is_declared(note):
    """Groups, claims, places and facts of a note are all declared, and no place or fact is named twice."""
    assert note.group in GROUPS
    assert set(note.claims) <= {claim["id"] for claim in DATA["claims"]}
    assert set(note.places) <= set(PLACES)
    assert set(note.when) <= set(FACTS)
    assert all(len(set(names)) == len(names) for names in (note.claims, note.places, note.when))


@each_note
def test_every_note_has_a_place(note):
    """A note that stands beside no chart would be read by nobody."""
    assert note.places


@each_place
def test_every_place_has_a_note_for_any_file(place):
    """No chart is left without guidance, even when nothing is known about the files."""
    assert notes.beside(place)
    assert all(notes.beside(place, facts) for facts in possible_facts())


@pytest.mark.parametrize("kind", ["groups", "claims", "places", "facts", "notes"])
def test_ids_are_unique(kind):
    """An id names one thing."""
    assert [name for name, n in Counter(row["id"] for row in DATA[kind]).items() if n > 1] == []


def test_titles_are_unique():
    """Two notes never share a title: the guidance page links by it."""
    assert len({note.title for note in ALL}) == len(ALL)


@pytest.mark.parametrize("fact", FACTS)
def test_every_declared_fact_is_used(fact):
    """A fact that no note asks for would be worked out for nothing."""
    assert any(fact in note.when for note in ALL)


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_has_a_note(group):
    """No empty chapter."""
    assert any(note.group == group for note in ALL)


def test_notes_are_in_the_order_of_their_groups():
    """The file reads as the page does: chapter by chapter."""
    assert [note.group for note in ALL] == sorted((note.group for note in ALL), key=GROUPS.index)


@each_note
def test_lengths_fit_their_place(note):
    """A title fits one line, the short form fits a margin, the text is two to five sentences."""
    assert 5 <= len(note.title) <= 45
    assert 40 <= len(note.short) <= 220
    assert 2 <= len(re.findall(r"[.!?](?=\s|$)", note.text)) <= 5
    assert len(re.findall(r"[.!?:](?=\s|$)", note.short)) <= 3


@each_note
def test_text_is_plain(note):
    """No Markdown, HTML, LaTeX or line breaks, so every screen shows the same words."""
    for text in (note.title, note.short, note.text, note.source):
        assert not re.search(r"[*_#<>\[\]{}\\`|~$&\n\t]|^\s|\s$|  |^- |^\d+\. ", text)


@each_note
def test_source_is_the_guide_or_dated(note):
    """Each part of a source is the guide, our own advice, or says when something was read."""
    assert all(part in (GUIDE, OWN) or re.search(r"\b[A-Z][a-z]+ 20\d\d$", part) for part in note.source.split("; "))


@each_note
def test_later_facts_are_dated_in_the_text(note):
    """What is newer than the guide carries its date in the note itself, not only in its source."""
    for date in re.findall(r"[A-Z][a-z]+ 20\d\d", note.source):
        assert date in note.text


@pytest.mark.parametrize("claim", ["to_the_device", "in_analytics", "four_ways", "only_in_app", "track_by_analytics"])
def test_refined_claims_say_both(claim):
    """Where a later fact refines the guide, the note answers as the guide does, and then what is known since."""
    for note in (note for note in ALL if claim in note.claims):
        assert 0 < note.text.index("the guide") < note.text.index("November 2026")


@each_note
def test_every_note_can_be_seen(note):
    """Each note comes up at every one of its places for the files it needs, within the visits that it takes to meet all."""
    for place in note.places:
        turns, seen = Turns(), set()
        for visit in range(len(ALL)):
            turns.on_page(f"visit {visit}")
            seen |= set(turns.choose(place, note.when))
        assert note in seen


# --- beside ---


@each_place
def test_beside_leaves_out_what_does_not_fit(place):
    """A note whose condition does not hold never shows, however large the limit."""
    for facts in possible_facts():
        assert all(set(note.when) <= facts and place in note.places for note in notes.beside(place, facts, 99))


@each_place
def test_beside_puts_the_most_specific_first(place):
    """Notes that need more facts come first, equals in reading order."""
    for facts in possible_facts():
        picked = notes.beside(place, facts, 99)
        assert list(picked) == sorted(picked, key=lambda note: (-len(note.when), ALL.index(note)))


def test_beside_answers_a_studio_file():
    """A Studio file without saves is told by name what is missing, then how to get it."""
    picked = notes.beside("no_saves", {"no_saves", "studio_content", "tiktok"})
    assert [note.id for note in picked] == ["studio_leaves_out", "file_with_saves"]


def test_beside_says_what_a_save_is_on_each_platform():
    """The headline says what the loaded platform's saves count."""
    assert notes.beside("headline", ["has_saves", "tiktok"])[0].id == "save_is_favorite"
    assert notes.beside("headline", ["has_saves", "instagram"])[0].id == "instagram_saves"


def test_beside_keeps_to_its_limit():
    """Two notes by default, never more than asked for, never none."""
    facts = {"has_saves", "tiktok", "instagram", "few_videos", "has_downloads"}
    assert len(notes.beside("headline", facts)) == 2
    assert len(notes.beside("headline", facts, limit=3)) == 3
    assert len(notes.beside("headline", facts, limit=0)) == 1


def test_beside_refuses_an_unknown_place():
    """A mistyped chart id is an error that lists the known ones."""
    with pytest.raises(ValueError, match=r"no such place in notes\.toml: save_vs_likes; there is headline, saves_vs"):
        notes.beside("save_vs_likes")


def test_beside_refuses_an_unknown_fact():
    """A mistyped fact is an error and not a note that silently never shows."""
    with pytest.raises(ValueError, match=r"no such fact in notes\.toml: nosaves; there is has_saves"):
        notes.beside("headline", {"nosaves", "tiktok"})


# --- search ---


@pytest.mark.parametrize("text", ["", "   ", "?"])
def test_search_for_nothing_finds_everything(text):
    """A text without a word filters nothing."""
    assert notes.search(text) == ALL


def test_search_prefers_the_notes_with_every_word():
    """All words must occur, in any order."""
    found = {note.id for note in notes.search("device favorites")}
    assert "four_ways" in found
    assert found < {note.id for note in notes.search("device")}


def test_search_falls_back_to_the_notes_with_most_words():
    """A question in plain words finds what it is about; words that occur nowhere find nothing."""
    assert "never_who" in {note.id for note in notes.search("can I see who saved it?")}
    assert notes.search("zebra xylophone") == ()


def test_search_takes_british_spelling():
    """Favourites are Favorites."""
    assert notes.search("favourites") == notes.search("favorites") != ()


@pytest.mark.parametrize("text", ["WATERMARK", "wátermàrk", "Watermark?", " watermark ", "waterm", "ｗatermark"])
def test_search_forgives_case_accents_and_punctuation(text):
    """What people type finds the note whatever its case, accents, width or punctuation."""
    assert notes.search(text) == notes.search("watermark")
    assert "watermarks" in {note.id for note in notes.search(text)}


@pytest.mark.parametrize("text", ["won't be notified", "won’t be notified"])
def test_search_takes_either_apostrophe(text):
    """A phone's curly apostrophe finds the same as a straight one."""
    assert notes.search(text)[0].id == "no_notification"


@pytest.mark.parametrize(("group", "title"), notes.groups())
def test_search_finds_a_group_by_its_title(group, title):
    """A group's title finds all of its notes."""
    assert {note for note in ALL if note.group == group} <= set(notes.search(title))


def test_search_keeps_reading_order():
    """Found notes stand in the order of the page."""
    found = notes.search("save")
    assert list(found) == sorted(found, key=ALL.index)


# --- the values ---


def test_notes_are_read_once_and_cannot_be_changed():
    """Notes are shared by all visitors, so they are frozen and made once."""
    assert notes.all_notes() is notes.all_notes()
    with pytest.raises(dataclasses.FrozenInstanceError):
        ALL[0].title = "x"
