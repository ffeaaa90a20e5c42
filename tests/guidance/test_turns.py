"""Whose turn it is at a chart: what was not met in this visit comes first."""

from worthsaving.guidance import notes
from worthsaving.guidance.turns import Turns

FACTS = frozenset({"has_saves", "tiktok"})
WALK = {
    "overview": ["headline"],
    "saves vs": ["saves_vs_likes", "saves_vs_comments", "stand_outs", "videos_table"],
    "trends": ["save_rate_over_time", "saves_over_time", "engagement_share", "compare", "daily"],
    "what": ["what_gets_saved"],
    "changed": ["what_changed"],
    "accounts": ["accounts"],
}


def walk(turns: Turns, facts=FACTS) -> list[str]:
    """The notes met on one way through all pages."""
    met = []
    for page, places in WALK.items():
        turns.on_page(page)
        met += [note.id for place in places for note in turns.choose(place, facts)]
    return met


def test_the_first_way_through_meets_privacy():
    """Whoever looks at each page once meets a note of the box "privacy", and no note twice."""
    met = walk(Turns())
    groups = {note.group for note in notes.all_notes() if note.id in met}
    assert "privacy" in groups
    assert len(groups) >= 7
    assert len(set(met)) == len(met)


def test_every_general_note_is_met_in_time():
    """Six ways through meet every note that fits at the places of these pages, watermarks among them."""
    turns = Turns()
    met = {note for _ in range(6) for note in walk(turns)}
    fitting = {note.id for places in WALK.values() for place in places for note in notes.fitting(place, FACTS)}
    assert fitting - met == set()
    assert {"watermarks", "downloads_off", "friends_only"} <= met


def test_drawing_a_page_again_changes_nothing():
    """A switch or a filter draws the page anew: its notes stay."""
    turns = Turns()
    turns.on_page("saves vs")
    first = [turns.choose(place, FACTS) for place in WALK["saves vs"]]
    turns.on_page("saves vs")
    assert [turns.choose(place, FACTS) for place in WALK["saves vs"]] == first


def test_coming_back_shows_another_note():
    """A place with several notes shows the next one on the next visit of its page."""
    turns = Turns()
    first = walk(turns)
    again = walk(turns)
    assert first != again
    assert first[1] != again[1]


def test_no_note_stands_twice_on_a_page():
    """Two places that share all their notes show different ones, and then none."""
    turns = Turns()
    turns.on_page("one")
    here = [
        note.id for _ in range(3) for place in ("saves_vs_likes", "stand_outs") for note in turns.choose(place, FACTS)
    ]
    assert len(set(here)) == 2


def test_what_is_true_of_these_files_comes_first():
    """A file without saves is answered before anything general; a note that fits no longer goes."""
    turns = Turns()
    walk(turns)
    turns.on_page("overview")
    assert turns.choose("no_saves", {"no_saves", "studio_content", "tiktok"})[0].id == "studio_leaves_out"
    turns.on_page("trends")
    assert turns.choose("saves_over_time", {*FACTS, "young_videos"})[0].id == "young_videos"
    assert turns.choose("saves_over_time", FACTS)[0].id != "young_videos"


def test_a_place_without_a_fresh_note_has_none():
    """Where every note that fits stands on the page already, the place stays empty instead of saying it twice."""
    turns = Turns()
    turns.on_page("changed")
    assert len(turns.choose("what_changed", FACTS)) == 1
    turns.choose("growth", FACTS)
    assert turns.choose("growth", FACTS, limit=2)


def test_a_note_met_elsewhere_gives_way_to_one_not_met():
    """Also where the other one's group was met more often."""
    turns = Turns()
    for page, place in (("one", "stand_outs"), ("two", "compare"), ("three", "compare")):
        turns.on_page(page)
        first = turns.choose(place, FACTS)
        assert [note.id for note in first] == ["downloads_off" if place == "stand_outs" else "read_the_pattern"]
    turns.on_page("four")
    assert [note.id for note in turns.choose("accounts", FACTS)] == ["rates_not_totals"]
