"""Labels on the pages: taken in one click, filtered by, compared, renamed and undone, stored when the files are kept."""

import re
from dataclasses import replace

import pytest

from tests.library import made
from tests.reading.test_extra_columns import sheet
from tests.ui.library_visit import click
from tests.ui.visiting import export, headings, open_page, plain, words
from worthsaving.library import Library
from worthsaving.ui.shell import library_access
from worthsaving.words.own import labels as label_words

WHAT = "pages/what_gets_saved.py"
PILLARS = ["Recipes", "Tips", "Talk"]


def pillars(name: str = "sheet.csv", kinds: list[str] = PILLARS, rows: int = 60):
    return export(name, sheet(("Pillar", kinds), rows=rows))


def labels(at) -> dict[str, int]:
    """The values of the first label and how many posts have each, as the filter's boxes and the panel know them."""
    from worthsaving.analysis.labels import table

    if "labels_own" not in at.session_state:
        return {}
    own = at.session_state["labels_own"]
    return {row.value: row.posts for row in table.counted(own[own["value"].ne("")]).itertuples()}


def finished(at) -> int:
    """How many videos the comparison by the label stands on; the newest ones are not finished yet."""
    (number,) = {int(found) for found in re.findall(r"(\d+) finished videos\.", words(at))}
    return number


def button(at, key: str):
    (found,) = [one for one in at.button if one.key == key]
    return found


def test_a_column_is_taken_in_one_click_and_given_back_in_one():
    at = open_page("app.py", pillars())
    assert not at.exception
    assert "Your file sorts your posts by “Pillar”" in words(at)
    click(at, "Pillar: 3 kinds, 60 posts")
    assert "60 posts labelled by Pillar." in words(at)
    assert label_words.COMPARE in [link.proto.label for link in at.main.get("page_link")]
    assert labels(at) == dict.fromkeys(PILLARS, 20)
    assert "Pillar: 3 kinds" not in " ".join(plain(one.label) for one in at.button)
    button(at, "labels_undo_now").click().run()
    assert labels(at) == {}
    assert label_words.COMPARE not in [link.proto.label for link in at.main.get("page_link")]
    assert "Pillar: 3 kinds, 60 posts" in [plain(one.label) for one in at.button]


def taken(page: str = WHAT, *files):
    at = open_page("app.py", *(files or (pillars(),)))
    button(at, "take_label_0").click().run()
    return at.switch_page(page).run()


def test_what_gets_saved_compares_the_kinds_and_the_filter_leaves_one():
    at = taken()
    assert not at.exception
    assert "Pillar: no winner yet" in headings(at)
    assert "more videos in the same mix would show" in words(at)
    (box,) = at.multiselect
    assert box.options == ["Pillar: Recipes", "Pillar: Talk", "Pillar: Tips"]
    box.set_value(["Pillar: Recipes", "Pillar: Talk"]).run()
    assert not at.exception
    assert 36 <= finished(at) <= 40
    at.switch_page("pages/report.py").run()
    assert not at.exception


def test_the_posts_without_a_value_are_a_kind():
    at = taken(WHAT, export("sheet.csv", sheet(("Pillar", [*PILLARS, ""]))))
    assert "Pillar: no Pillar" in at.multiselect[0].options
    at.multiselect[0].set_value(["Pillar: no Pillar"]).run()
    assert 12 <= finished(at) <= 15


def test_labels_stay_with_the_posts_in_the_next_export():
    """Another file of the same posts, without the column, in the place of the first."""
    at = taken()
    at.session_state["files"] = (export("next.csv", sheet(rows=70)),)
    at.run()
    assert not at.exception
    assert "no Pillar" in words(at) + " ".join(at.multiselect[0].options)
    assert "Pillar: Recipes" in at.multiselect[0].options


def test_two_files_that_disagree_stand_side_by_side():
    at = taken("app.py")
    other = export("other.csv", sheet(("Pillar", ["Recipes", "Tips", "Chat"])))
    at.session_state["files"] = (*at.session_state["files"], other)
    at.switch_page(WHAT).run()
    at.text_input(key="rule_text").set_value("Soup 1")
    at.text_input(key="rule_label").set_value("Pillar")
    at.text_input(key="rule_value").set_value("Ones")
    click(at, "Label them")
    assert "11 posts would get another value. Which one counts?" in words(at)
    (asked,) = [frame.value for frame in at.dataframe if "Yours now" in frame.value]
    assert set(asked["The new one"]) == {"Ones"}
    assert labels(at) == dict.fromkeys(PILLARS, 20)
    button(at, "labels_theirs").click().run()
    assert labels(at)["Ones"] == 11
    assert "Which one counts?" not in words(at)


def make_rule(at, text: str, label: str, value: str) -> None:
    at.text_input(key="rule_text").set_value(text)
    at.text_input(key="rule_label").set_value(label)
    at.text_input(key="rule_value").set_value(value)
    click(at, "Label them")
    assert not at.exception


def test_a_rule_labels_the_posts_of_the_next_file_and_is_removed_with_what_it_labelled():
    at = taken()
    make_rule(at, "Soup", "Series", "Soups")
    assert "60 captions fit; the rule labels posts that come later, too." in words(at)
    assert labels(at) == dict.fromkeys(PILLARS, 20), "it is no label of these posts alone"
    at.session_state["files"] = (export("next.csv", sheet(rows=70)),)
    at.run()
    assert "Series: Soups" in at.multiselect[0].options
    assert "Series: no Series" not in at.multiselect[0].options
    click(at, "Remove the rule")
    assert "The rule is gone" in words(at)
    assert "Series: Soups" not in at.multiselect[0].options
    button(at, "labels_undo_now").click().run()
    assert "Series: Soups" in at.multiselect[0].options


def test_a_value_of_a_rule_is_renamed_merged_and_taken_apart():
    """The rule gives the new name from then on, to the next posts, too."""
    at = taken()
    make_rule(at, "Soup 1", "Pillar", "Ones")
    click(at, "Leave mine")
    make_rule(at, "Soup 2", "Series", "Twos")
    at.selectbox(key="edit_label").set_value("Series").run()
    at.text_input(key="edit_new").set_value("Second").run()
    button(at, "edit_rename").click().run()
    assert not at.exception
    assert "Series: Second" in at.multiselect[0].options
    assert "Caption begins with “Soup 2”: Series, Second" in words(at)
    assert "Second (also given as Twos)" in words(at)
    button(at, "apart_0").click().run()
    assert "Series: Twos" in at.multiselect[0].options
    button(at, "edit_gone").click().run()
    assert "Soup 2" not in words(at)


@pytest.mark.usefixtures("library_path")
def test_a_rule_is_kept_with_the_files_and_labels_what_is_kept_later(library_path):
    """From then on in the library: changed there, and undone there."""
    at = taken()
    make_rule(at, "Soup", "Series", "Soups")
    at.switch_page("app.py").run()
    click(at, "Keep")
    library = Library.open(str(library_path))
    assert [rule.text for rule in library.rules()] == ["Soup"]
    fresh = open_page(WHAT)
    click(fresh, "Remove the rule")
    assert library.rules() == ()
    button(fresh, "labels_undo_now").click().run()
    assert [(rule.text, rule.value) for rule in library.rules()] == [("Soup", "Soups")]
    make_rule(fresh, "nothing like it", "Series", "None")
    assert "No caption fits yet" in words(fresh)
    assert len(library.rules()) == 2
    button(fresh, "labels_undo_now").click().run()
    assert len(library.rules()) == 1


def test_renaming_merges_and_is_taken_apart():
    at = taken()
    at.selectbox(key="edit_value_Pillar").set_value("Talk").run()
    at.text_input(key="edit_new").set_value("Tips").run()
    button(at, "edit_rename").click().run()
    assert labels(at) == {"Tips": 40, "Recipes": 20}
    assert "Tips (also given as Talk)" in words(at)
    button(at, "apart_0").click().run()
    assert labels(at) == dict.fromkeys(PILLARS, 20)


@pytest.mark.parametrize("text", ["**b** [x](http://x.example) :red[a] $y$ <i>", "=1+1", "`code` :material/home:"])
def test_a_label_is_never_markdown(text):
    """As a heading, a button, a sentence."""
    at = open_page("app.py", export("sheet.csv", sheet((text, ["one", "two", text]))))
    assert not at.exception
    button(at, "take_label_0").click().run()
    at.switch_page(WHAT).run()
    assert not at.exception
    for one in [*at.button, *at.header, *at.caption, *at.markdown]:
        said = str(getattr(one, "label", None) or getattr(one, "value", ""))
        assert not any(live in said for live in ("](http", ":red[a", "`code`"))


@pytest.mark.usefixtures("library_path")
def test_labels_are_stored_when_the_files_are_kept_and_found_again(library_path):
    at = taken("app.py")
    click(at, "Keep")
    library = Library.open(str(library_path))
    assert len(library.labels()) == 60
    assert labels(at) == {}
    at.switch_page(WHAT).run()
    assert "Pillar: Recipes" in at.multiselect[0].options
    fresh = open_page(WHAT)
    assert not fresh.exception
    assert "Pillar: no winner yet" in headings(fresh)
    button(fresh, "edit_gone").click().run()
    assert library.labels().empty
    button(fresh, "labels_undo_now").click().run()
    assert len(library.labels()) == 60


@pytest.mark.usefixtures("library_path")
def test_a_planned_test_by_pillar_counts_the_labelled_posts(library_path):
    """Posts without a value wait: they may still get one."""
    from worthsaving.library import NewTest

    library = Library.open(str(library_path))
    library.keep(made.followed(2), now=made.now(1))
    library.keep_labels(made.labels(), now=made.now(1))
    library.plan_test(NewTest(("tiktok", "daily"), "Rye?", "label:Bread", "Rye", 4), now=made.now(1))
    library.keep(made.followed(1, first=2), now=made.now(2))
    row = library.tests().iloc[0]
    assert (row["posted_with"], row["posted_without"]) == (0, 0)
    later = made.daily_posts(2)["video_id"].tail(7).tolist()
    table = made.labels().head(7).assign(post=later)
    library.keep_labels(table, now=made.now(2))
    row = library.tests().iloc[0]
    assert (row["posted_with"], row["posted_without"]) == (4, 3)
    library.keep(made.followed(3, first=3), now=made.now(5))
    assert library.tests()["state"].tolist() == ["open"]
    more = made.daily_posts(5)["video_id"].iloc[21:].tolist()[:14]
    library.keep_labels(made.labels().assign(post=more), now=made.now(5))
    library.keep(made.followed(1, first=6), now=made.now(6))
    assert library.tests()["state"].tolist() == ["judged"]


def test_a_file_of_labels_is_dropped_like_any_other():
    """It is no export: it labels the posts that are there, and is said to be read."""
    rows = sheet().decode().splitlines()[1:21]
    file = "link,label,value\n" + "".join(f"{row.split(',')[0]},Mood,happy\n" for row in rows)
    at = open_page("app.py", pillars())
    (zone,) = [one for one in at.file_uploader if one.key and one.key.startswith("drop_")]
    zone.upload("labels.csv", file.encode(), "text/csv").run()
    assert not at.exception
    assert "labels.csv: 20 labels read." in words(at)
    assert labels(at) == {"happy": 20}
    assert len(at.session_state["files"]) == 1


def test_too_many_values_are_said_to_change_nothing():
    """A file of labels with more values than can be sorted by is not said to be read."""
    rows = sheet(rows=61).decode().splitlines()[1:62]
    file = "link,label,value\n" + "".join(f"{row.split(',')[0]},Mood,mood {n}\n" for n, row in enumerate(rows))
    at = open_page("app.py", export("sheet.csv", sheet(rows=61)))
    (zone,) = [one for one in at.file_uploader if one.key and one.key.startswith("drop_")]
    zone.upload("labels.csv", file.encode(), "text/csv").run()
    assert not at.exception
    assert "Nothing was changed" in words(at)
    assert "labels read" not in words(at)
    assert labels(at) == {}


def test_names_that_begin_alike_are_each_a_choice_of_the_filter():
    long = "A very long name for a pillar that is cut somewhere"
    at = taken(WHAT, export("sheet.csv", sheet(("Pillar", [f"{long} one", f"{long} two", "Talk"]))))
    assert len(at.multiselect[0].options) == len(set(at.multiselect[0].options)) == 3


@pytest.mark.usefixtures("library_path")
def test_undo_leaves_what_others_labelled_meanwhile(library_path):
    """It takes back one's own change, and nothing that another person or program wrote."""
    library = Library.open(str(library_path))
    library.keep(made.followed(2), now=made.now(1))
    library.keep_labels(made.labels(), now=made.now(1))
    at = open_page(WHAT)
    button(at, "edit_gone").click().run()
    assert library.labels().empty
    library.keep_labels(made.labels(label="Mood"), now=made.now(2))
    at.run()
    button(at, "labels_undo").click().run()
    assert not at.exception
    assert library.labels()["label"].value_counts().to_dict() == {"Bread": 14, "Mood": 14}


@pytest.mark.usefixtures("library_path")
def test_what_was_changed_in_one_library_is_not_undone_in_another(library_path, tmp_path, monkeypatch):
    """Where somebody goes from one library to another, the change of the first one stays there."""
    one, other = (Library.open(str(path)) for path in (library_path, tmp_path / "other.sqlite"))
    for library, label in ((one, "Bread"), (other, "Mood")):
        library.keep(made.followed(2), now=made.now(1))
        library.keep_labels(made.labels(label=label), now=made.now(1))
    at = open_page(WHAT)
    button(at, "edit_gone").click().run()
    monkeypatch.setenv("WORTHSAVING_LIBRARY", str(tmp_path / "other.sqlite"))
    at.run()
    assert not at.exception
    assert not [one for one in at.button if one.key in ("labels_undo", "labels_undo_now")]
    monkeypatch.setenv("WORTHSAVING_LIBRARY", str(library_path))
    at.run()
    button(at, "labels_undo").click().run()
    assert set(one.labels()["label"]) == {"Bread"}
    assert set(other.labels()["label"]) == {"Mood"}


def test_rows_ticked_to_be_labelled_are_not_those_of_another_list():
    """A search, a filter: what was ticked is ticked no more, else other videos got the label."""

    def table() -> str:
        assert not at.exception
        (found,) = [frame.proto.id for frame in at.dataframe if "videos_table_naming" in frame.proto.id]
        return str(found)

    at = taken("pages/saves_vs_likes_and_comments.py")
    at.toggle(key="videos_naming").set_value(True).run()
    seen = [table()]
    at.run()
    assert table() == seen[0]
    at.text_input(key="find").set_value("Soup 1").run()
    seen.append(table())
    at.multiselect(key="labels").set_value(["Pillar: Tips"]).run()
    seen.append(table())
    assert len(set(seen)) == 3


@pytest.mark.usefixtures("library_path")
def test_who_may_only_read_is_offered_no_change(library_path, monkeypatch):
    """A member of a shared library sees its labels, filters and compares by them, and meets no form that would be refused."""
    library = Library.open(str(library_path))
    library.keep(made.followed(2), now=made.now(1))
    library.keep_labels(made.labels(), now=made.now(1))
    assert [one.key for one in open_page(WHAT).button if one.key == "edit_gone"]
    look = library_access.look
    monkeypatch.setattr(library_access, "look", lambda: replace(look(), may_write=False))
    at = open_page(WHAT)
    assert not at.exception
    assert "Bread: Rye" in at.multiselect[0].options
    assert not [one for one in at.button if one.key == "edit_gone"]
    at.switch_page("pages/saves_vs_likes_and_comments.py").run()
    assert not at.exception
    assert not [one for one in at.toggle if one.key == "videos_naming"]
