"""Rules on captions in a library: they label posts that are there and those of exports to come."""

import pytest
import sqlalchemy as sa

from tests.library import made
from worthsaving.analysis.labels.rules import BEGINS, CONTAINS, HASHTAG, MOST_RULES, Rule
from worthsaving.library import Library, LibraryError, NewTest

DAILY = ("tiktok", "daily")
RYE = Rule("Bread", "Dark", CONTAINS, "rye")


def keep_and_rule(library):
    library.keep(made.followed(2), now=made.now(1))
    assert library.keep_rules([RYE], now=made.now(1)) == 1


@pytest.fixture
def ruled(library):
    """A library of an account with daily posts, and a rule on their captions."""
    return made.once(library, keep_and_rule)


def dark(library: Library) -> list[str]:
    """The captions of the posts that are labelled dark bread."""
    videos = library.reading().videos
    return sorted(videos["title"][videos["label:Bread"].eq("Dark")]) if "label:Bread" in videos else []


def rye(library: Library) -> list[str]:
    """The captions that hold "rye"."""
    titles = library.reading().videos["title"]
    return sorted(titles[titles.str.casefold().str.contains("rye")])


def test_a_rule_labels_posts_of_later_exports(ruled):
    first = dark(ruled)
    assert first == rye(ruled) != []
    ruled.keep(made.followed(2, first=2), now=made.now(3))
    assert dark(ruled) == rye(ruled)
    assert len(dark(ruled)) > len(first)
    ruled.undo_last()
    assert dark(ruled) == first


def test_what_a_post_was_given_counts_before_a_rule(ruled):
    """Also when that says the same, and when it is taken away again."""
    one = ruled.reading().videos.query("title.str.casefold().str.contains('rye')").iloc[:1]
    given = one[["platform", "account"]].assign(post=one["video_id"], label="Bread", value="White")
    ruled.keep_labels(given, now=made.now(1))
    assert len(dark(ruled)) == len(rye(ruled)) - 1
    ruled.remove_labels(given)
    assert dark(ruled) == rye(ruled)


def test_rules_come_back_as_they_were_given(ruled):
    """With the value that they have after renaming, and the one before; the same rule again is no second one."""
    assert ruled.rules() == (Rule("Bread", "Dark", CONTAINS, "rye", given="Dark"),)
    assert ruled.keep_rules([RYE], now=made.now(2)) == 0
    renamed = Rule("Bread", "Rye", CONTAINS, " RYE ", given="Dark")
    assert ruled.keep_rules([renamed], now=made.now(2)) == 1
    assert ruled.rules() == (Rule("Bread", "Rye", CONTAINS, "RYE", given="Dark"),)
    assert ruled.remove_rules([RYE]) == 1
    assert ruled.remove_rules([RYE]) == 0
    assert ruled.rules() == ()
    assert dark(ruled) == []


def test_a_rule_for_one_account_labels_no_other(ruled):
    ruled.keep(made.week(1), now=made.now(1))
    everything = Rule("Who", "Tiny", CONTAINS, "o", ("tiktok", "tiny"))
    ruled.keep_rules([everything], now=made.now(1))
    videos = ruled.reading().videos
    assert set(videos.loc[videos["label:Who"].notna(), "account"]) == {"tiny"}
    assert everything.label not in [rule.label for rule in ruled.rules([DAILY])]
    assert "label:Who" not in ruled.reading(accounts=[DAILY]).videos


def test_rules_go_with_their_account_and_with_everything(ruled):
    """Those for every account stay until everything is forgotten."""
    ruled.keep_rules([Rule("Loaf", "Oats", BEGINS, "Oats", DAILY)], now=made.now(1))
    ruled.forget_account(*DAILY)
    assert [rule.label for rule in ruled.rules()] == ["Bread"]
    assert not ruled.is_empty()
    ruled.forget_everything()
    assert ruled.is_empty()
    assert ruled.rules() == ()


def test_a_rule_for_a_nameless_account_follows_its_name(library):
    """As days and marks do: an account of which only days are known has no name yet."""
    library.keep(made.followed(1), now=made.now(1))
    library.keep_rules([Rule("Bread", "Dark", CONTAINS, "rye", ("tiktok", ""))], now=made.now(1))
    assert [rule.account for rule in library.rules()] == [DAILY]
    library.forget_account(*DAILY)
    assert library.rules() == ()


def test_a_test_of_a_rules_label_counts_posts_to_come(ruled):
    """A test planned on what a rule gives is judged by posts that came after it; the rule with the longer text counts."""
    ruled.keep_rules([Rule("Bread", "White", CONTAINS, "b")], now=made.now(2))
    ruled.plan_test(NewTest(DAILY, "Dark?", "label:Bread", "Dark", 4), now=made.now(2))
    ruled.keep(made.followed(4, first=2), now=made.now(5))
    assert ruled.tests()["state"].tolist() == ["judged"]


def test_rules_move_with_a_backup(ruled, tmp_path):
    before = ruled.dump()
    ruled.backup(tmp_path / "backup.sqlite")
    other = Library.open(str(tmp_path / "other.sqlite"))
    other.restore(tmp_path / "backup.sqlite")
    assert other.dump() == before
    ruled.forget_everything()
    ruled.restore(other.backup_bytes())
    assert ruled.dump() == before
    assert '"rule"' in before


@pytest.mark.parametrize(
    "wrong",
    [
        Rule("", "Dark", CONTAINS, "rye"),
        Rule("Bread", "", CONTAINS, "rye"),
        Rule("Bread", "Dark", CONTAINS, "  "),
        Rule("Bread", "Dark", HASHTAG, "#"),
        Rule("Bread", "Dark", "ends with", "rye"),
        Rule("x" * 81, "Dark", CONTAINS, "rye"),
        Rule("Bread", "x" * 201, CONTAINS, "rye"),
        Rule("Bread", "Dark", CONTAINS, "x" * 201),
    ],
)
def test_a_rule_that_cannot_be_is_refused(ruled, wrong):
    with pytest.raises(ValueError, match="needs a label"):
        ruled.keep_rules([wrong], now=made.now(2))
    assert len(ruled.rules()) == 1


def test_a_rule_too_many_is_refused(ruled):
    more = [Rule("Bread", "Dark", CONTAINS, f"rye {number}") for number in range(MOST_RULES)]
    assert ruled.keep_rules(more[:-1], now=made.now(2)) == MOST_RULES - 1
    with pytest.raises(ValueError, match="at most"):
        ruled.keep_rules(more, now=made.now(2))
    assert len(ruled.rules()) == MOST_RULES


@pytest.mark.parametrize(
    "text", ["=1+1", "<b>x</b>", "'; DROP TABLE kept_rule; --", "a\0b", "%_", "👩\u200d🍳 [x](http://x)"]
)
def test_any_text_is_one_to_look_for(ruled, text):
    """As it is, but for what no engine stores."""
    ruled.keep_rules([Rule("Odd", text, CONTAINS, text)], now=made.now(2))
    (odd,) = (rule for rule in ruled.rules() if rule.label == "Odd")
    assert (odd.text, odd.value) == (text.replace("\0", "\ufffd"),) * 2
    ruled.restore(ruled.backup_bytes())
    assert ruled.remove_rules([odd]) == 1


def test_a_refused_rule_makes_no_library(on_disk):
    with pytest.raises(LibraryError, match="Keep an export first"):
        Library.open(on_disk).keep_rules([RYE], now=made.now(1))


def test_a_change_of_rules_or_groups_is_seen(ruled):
    """By caches: of rules in what stands for labels, of groups in what stands for notes."""
    texts = [ruled.written()]
    ruled.keep_rules([Rule("Bread", "Rye", CONTAINS, "rye", given="Dark")], now=made.now(1))
    texts.append(ruled.written())
    assert (texts[0].labels != texts[1].labels, texts[0].notes == texts[1].notes) == (True, True)
    ruled.keep_group("Bakers", [DAILY], now=made.now(1))
    texts.append(ruled.written())
    assert (texts[1].labels == texts[2].labels, texts[1].notes != texts[2].notes) == (True, True)


def test_groups_are_stored_replaced_and_removed(ruled):
    """An account leaves its groups when it is forgotten; a group without accounts is gone."""
    both = (DAILY, ("tiktok", "tiny"))
    ruled.keep_group(" Bakers ", [*both, DAILY], now=made.now(1))
    ruled.keep_group("Alone", [DAILY], now=made.now(1))
    assert ruled.groups() == {"Alone": (DAILY,), "Bakers": both}
    assert ruled.remove_group("Alone") == (DAILY,)
    assert ruled.remove_group("Alone") == ()
    ruled.keep_group("Alone", [DAILY], now=made.now(1))
    before = ruled.dump()
    ruled.restore(ruled.backup_bytes())
    assert ruled.dump() == before
    ruled.forget_account(*DAILY)
    assert ruled.groups() == {"Bakers": both[1:]}
    ruled.keep_group("Bakers", [("tiktok", "new")], now=made.now(2))
    assert ruled.groups() == {"Bakers": (("tiktok", "new"),)}


@pytest.mark.parametrize(("name", "accounts"), [("", [DAILY]), ("x" * 81, [DAILY]), ("Bakers", [])])
def test_a_group_that_cannot_be_is_refused(ruled, name, accounts):
    with pytest.raises(ValueError, match="a group has"):
        ruled.keep_group(name, accounts, now=made.now(1))
    assert ruled.groups() == {}


def test_a_rule_and_a_group_are_written_whole_or_not_at_all(ruled, monkeypatch):
    """The replaced one stays where the new one cannot be stored."""
    ruled.keep_group("Bakers", [DAILY], now=made.now(1))
    before = ruled.dump()
    really = sa.Connection.execute

    def full(self, statement, *rest, **more):
        if isinstance(statement, sa.sql.dml.Insert):
            raise sa.exc.OperationalError("INSERT", {}, Exception("disk full"))
        return really(self, statement, *rest, **more)

    for change in (
        lambda: ruled.keep_group("Bakers", [("tiktok", "tiny")], now=made.now(2)),
        lambda: ruled.keep_rules([Rule("Bread", "Rye", CONTAINS, "rye")], now=made.now(2)),
    ):
        with monkeypatch.context() as broken:
            broken.setattr(sa.Connection, "execute", full)
            with pytest.raises(LibraryError):
                change()
        assert ruled.dump() == before
