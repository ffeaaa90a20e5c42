"""What each video has."""

import tomllib
from importlib.resources import files

import pandas as pd
import pytest

from tests.analysis.making import table
from worthsaving.analysis import features
from worthsaving.analysis.features import KINDS, having, known, values
from worthsaving.data.load import stop_words


def of(videos, kind, **options):
    """video position -> the set of its values of a kind"""
    (found,) = values(videos, kinds=[kind], **options)
    each: dict[int, set[str]] = {}
    for row, code in zip(found.rows.tolist(), found.codes.tolist(), strict=True):
        each.setdefault(row, set()).add(found.names[code])
    return each


def test_hashtags_and_words():
    """Hashtags keep their #, once a video, casefolded; links, mentions, short and stop words are no words."""
    videos = table(
        title=[
            "EASY pasta! Pasta with the #Recipe #recipe #30min @chef.anna https://t.co/xyz 3 eggs",
            "",
            "don't you_love café, STRASSE & straße?",
        ]
    )
    assert of(videos, "hashtag") == {0: {"#recipe", "#30min"}}
    assert of(videos, "word") == {0: {"easy", "pasta", "eggs"}, 2: {"love", "café", "strasse"}}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Рецепт пасты, но без яиц", {"рецепт", "пасты", "яиц"}),
        ("किताब हिन्दी में", {"किताब", "हिन्दी", "में"}),
        ("وصفة سهلة", {"وصفة", "سهلة"}),
        ("receta fácil🍝muy rica para ti", {"receta", "fácil", "rica"}),
        ("簡単レシピ", {"簡単レシピ"}),
    ],
)
def test_words_in_any_script(title, words):
    """Words stay whole in scripts with vowel signs, and pictures separate words."""
    assert of(table(title=[title]), "word") == {0: words}


def test_questions():
    """Any script's question mark makes a question; the rest has no value, and no title is not known."""
    videos = table(title=["Why?", "لماذا؟", "no", "何？", ""])
    assert set(of(videos, "question")) == {0, 1, 3}
    assert list(known(videos, "question")) == [True, True, True, True, False]


def test_classes_of_length():
    """Title and video lengths fall into the class whose start they reach; an unknown length into none."""
    videos = table(title=["", "a" * 50, "a" * 51, "a" * 151], duration_s=[14.9, 15.0, None, 600.0])
    assert [next(iter(v)) for v in of(videos, "title length").values()] == [
        "no title",
        "up to 50 characters",
        "51 to 150 characters",
        "over 150 characters",
    ]
    assert of(videos, "duration") == {0: {"under 15 seconds"}, 1: {"15 to 30 seconds"}, 3: {"3 minutes and more"}}


def test_a_length_of_nothing_is_no_length():
    """Instagram writes 0 for pictures; a picture with music under it has no length either, a story has its own."""
    media = ["photo", "carousel", "carousel", "story", "story", "video", ""]
    videos = table(media=media, duration_s=[0.0, 0.0, 20.0, 0.0, 12.0, 0.0, 12.0])
    assert list(known(videos, "duration")) == [False, False, False, False, True, False, True]
    assert set(of(videos, "duration")) == {4, 6}


def test_a_file_without_captions_tells_no_title_length():
    """An empty title counts as "no title" only where the same kind of file has one for another video."""
    videos = table(title=["", "", "", "soup"], source=["bare", "bare", "full", "full"])
    assert list(known(videos, "title length")) == [False, False, True, True]
    assert of(videos, "title length") == {2: {"no title"}, 3: {"up to 50 characters"}}


@pytest.mark.parametrize("kind", ["title_length", "duration", "part_of_day"])
def test_every_class_begins_where_it_says(kind):
    """Each class of the data file holds its own first value, and they stand in order from 0 on."""
    classes = tomllib.loads((files("worthsaving") / "data" / "features.toml").read_text("utf-8"))[kind]
    starts = [c["from"] for c in classes]
    assert starts == sorted(set(starts))
    assert starts[0] == 0
    made = {
        "title_length": lambda at: {"title": ["a" * at, "a title of the same file"]},
        "duration": lambda at: {"duration_s": [max(float(at), 0.1)]},  # 0 is no length
        "part_of_day": lambda at: {"posted_at": [f"2026-03-01T{at:02}:00Z"]},
    }[kind]
    assert [of(table(**made(at)), kind.replace("_", " "))[0] for at in starts] == [{c["name"]} for c in classes]


def test_stop_words_are_three_letters_and_more():
    """Shorter words are never counted, so none is in the list; each is there once a language, casefolded."""
    tables = tomllib.loads((files("worthsaving") / "data" / "stopwords.toml").read_text("utf-8"))
    for words in tables.values():
        listed = words.split()
        assert len(listed) == len(set(listed))
        assert all(len(word) >= 3 and word == word.casefold() for word in listed)


def test_day_and_hour_in_the_chosen_zone():
    """Late on Sunday in UTC is Monday morning in Tokyo; a printed day has a weekday but no hour."""
    videos = table(posted_at=["2026-03-01T23:30Z", None, None], posted_day_local=[None, "2026-03-04", None])
    assert of(videos, "weekday") == {0: {"Sunday"}, 1: {"Wednesday"}}
    assert of(videos, "weekday", zone="Asia/Tokyo") == {0: {"Monday"}, 1: {"Wednesday"}}
    assert of(videos, "part of day") == {0: {"evening, 18 to 24"}}
    assert of(videos, "part of day", zone="Asia/Tokyo") == {0: {"morning, 6 to 12"}}


def test_accounts_and_media():
    """The same handle on two platforms is two accounts; an unnamed account or medium has no value."""
    videos = table(platform=["tiktok", "instagram", ""], account=["a", "a", ""], media=["video", "", "photo"])
    assert of(videos, "account") == {0: {"@a · tiktok"}, 1: {"@a · instagram"}}
    assert of(videos.head(1), "account") == {0: {"@a"}}
    assert of(videos, "media") == {0: {"video"}, 2: {"photo"}}


def test_unknown_kind_or_zone_is_said():
    """A kind or zone that does not exist is an error that names it."""
    with pytest.raises(ValueError, match="colour"):
        values(table(1), kinds=["colour"])
    with pytest.raises(ValueError, match="Mars/Base"):
        values(table(1), zone="Mars/Base")


def test_the_videos_behind_a_value():
    """`having` gives the index labels of the videos with a value, none for a value nobody has."""
    videos = table(title=["#a x", "#b", "#B #a"]).set_index(pd.Index([10, 20, 30]))
    assert list(having(videos, "hashtag", "#a")) == [10, 30]
    assert list(having(videos, "hashtag", "#zzz")) == []


def test_an_empty_table_has_nothing():
    """No videos: every kind is there, without rows."""
    assert [part.kind for part in values(table(0))] == list(KINDS)
    assert not any(len(part.rows) for part in values(table(0)))


def test_a_word_has_three_letters():
    """Two are none."""
    assert of(table(title=["zq zqx zqxy"]), "word") == {0: {"zqx", "zqxy"}}


def test_titles_in_several_pieces_of_memory_are_read_as_one():
    """Tables that were joined hold their text in chunks."""
    parts = [pd.Series(["One #Soup"], dtype="str"), pd.Series(["", "soup\u3000bread #soup"], dtype="str")]
    joined = features._tokens(pd.concat(parts, ignore_index=True))
    for kind, (rows, codes, names) in joined.items():
        found = {(int(row), names[code]) for row, code in zip(rows, codes, strict=True)}
        expected = {"hashtag": {(0, "#soup"), (2, "#soup")}, "word": {(0, "one"), (2, "soup"), (2, "bread")}}
        assert found == {pair for pair in expected[kind] if pair[1] not in stop_words()}


def test_captions_are_split_a_part_at_a_time(monkeypatch):
    """Whatever the parts, each video has the same hashtags and words, a piece that stands in several parts included."""
    titles = ["bread #bake now", "", "cake #Bake #loaf", "bread bread", "#loaf rolls", "nothing"]
    videos = table(title=titles * 3)
    whole = {kind: of(videos, kind) for kind in ("hashtag", "word")}
    both = [
        (found.names, found.rows.tolist(), found.codes.tolist()) for found in values(videos, kinds=["hashtag", "word"])
    ]
    monkeypatch.setattr(features, "_AT_ONCE", 2)
    assert {kind: of(videos, kind) for kind in whole} == whole
    again = values(videos, kinds=["hashtag", "word"])
    assert [(found.names, found.rows.tolist(), found.codes.tolist()) for found in again] == both
    assert whole["hashtag"][2] == {"#bake", "#loaf"}
    assert 1 not in whole["hashtag"]


def test_hashtags_alone_are_looked_for_where_there_are_some(monkeypatch):
    """Captions without a hashtag, of either width, are not split for them."""
    split = []
    pieces = features._pieces
    monkeypatch.setattr(features, "_pieces", lambda titles: split.append(titles.tolist()) or pieces(titles))
    videos = table(title=["bread", "cake #bake", "", "rolls ＃loaf"])
    assert of(videos, "hashtag") == {1: {"#bake"}, 3: {"#loaf"}}
    assert split == [["cake #bake", "rolls ＃loaf"]]


def test_the_needed_columns_are_enough():
    """What is found in the whole table is found in those columns alone, a label among them."""
    videos = table(title=["bread #bake", "cake?"], media=["video", "photo"], duration_s=[12.0, 0.0], account=["a", "b"])
    videos["label:Pillar"] = pd.Categorical(["Recipes", None])
    needed = features.needed(videos, "saves")
    assert "label:Pillar" in needed
    assert "saves" in needed
    assert "link" not in needed
    kinds = [*KINDS, "label:Pillar"]
    for whole, narrow in zip(values(videos, kinds=kinds), values(videos[needed], kinds=kinds), strict=True):
        assert (whole.names, whole.rows.tolist(), whole.codes.tolist()) == (
            narrow.names, narrow.rows.tolist(), narrow.codes.tolist(),
        )  # fmt: skip
    assert features.needed(videos, "saves", others=[lambda _: whole]) == list(videos)
