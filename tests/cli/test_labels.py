"""The command `labels`, and `--labels` of the commands that look at videos."""

import json

import openpyxl
import pytest

from tests.reading.test_extra_columns import sheet
from worthsaving.__main__ import main
from worthsaving.library import Library

PILLARS = ["Recipes", "Tips", "Talk"]


@pytest.fixture
def posts(tmp_path, monkeypatch):
    """A creator's sheet with a pillar for each post, in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORTHSAVING_LIBRARY", str(tmp_path / "library.sqlite"))
    (tmp_path / "sheet.csv").write_bytes(sheet(("Pillar", PILLARS)))
    return tmp_path


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    """The exit code, and what was printed to standard output and error."""
    code = main([*arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_it_says_which_columns_could_be_labels(posts, capsys):
    code, out, _ = run(capsys, "labels", "sheet.csv")
    assert (code, out.strip()) == (0, "Could be labels, with --from-column: Pillar: 3 kinds, 60 posts.")


def test_a_column_becomes_a_file_that_every_command_takes(posts, capsys):
    assert run(capsys, "labels", "sheet.csv", "--from-column", "pillar=Topic", "-o", "labels.csv")[0] == 0
    head, first, *_ = (posts / "labels.csv").read_text("utf-8").splitlines()
    assert head == "platform,account,id,link,label,value,given"
    assert '"Topic"' in first
    _, out, _ = run(capsys, "summary", "sheet.csv", "--labels", "labels.csv", "--json")
    (label,) = json.loads(out)["labels"]
    assert (label["label"], {kind["value"] for kind in label["kinds"]}) == ("Topic", set(PILLARS))
    assert "Topic: no winner yet" in run(capsys, "summary", "sheet.csv", "--labels", "labels.csv")[1]
    assert run(capsys, "export", "sheet.csv", "--labels", "labels.csv", "-o", "videos.csv")[0] == 0
    assert (posts / "videos.csv").read_text("utf-8").splitlines()[0].endswith(",Label: Topic")
    done = run(capsys, "report", "sheet.csv", "--labels", "labels.csv", "-o", "report.html", "--tables", "tables.xlsx")
    assert done[0] == 0
    assert "Topic: no winner yet" in (posts / "report.html").read_text("utf-8")
    videos = openpyxl.load_workbook(posts / "tables.xlsx")["Videos"]
    assert [row[-1].value for row in videos.iter_rows()][:2] == ["Label: Topic", "Recipes"]


def test_a_file_of_links_alone_labels_the_posts(posts, capsys):
    """As people write it: the link as they copied it, and nothing else."""
    rows = [line.split(",") for line in (posts / "sheet.csv").read_text("utf-8").splitlines()[1:11]]
    text = "Link,Label,Value\n" + "".join(f"{row[0]}?is_from=web,Series,Pilot\n" for row in rows)
    (posts / "mine.csv").write_text(text + ",Series,Nothing\nhttps://example.com/x,Series,Nothing\n", "utf-8")
    code, out, err = run(capsys, "labels", "sheet.csv", "--labels", "mine.csv", "--json")
    assert code == 0
    assert json.loads(out)["labels"] == [{"label": "Series", "values": {"Pilot": 10}}]
    assert "2 rows named no post" in err


def test_rules_label_by_caption(posts, capsys):
    _, out, _ = run(capsys, "labels", "sheet.csv", "--rule", "Series=Ten: contains soup 1", "--json")
    assert json.loads(out)["labels"] == [{"label": "Series", "values": {"Ten": 11}}]


def test_two_sources_that_disagree_are_refused_with_the_ways_out(posts, capsys):
    both = ["labels", "sheet.csv", "--from-column", "Pillar", "--rule", "Pillar=Other: begins with Soup"]
    code, out, err = run(capsys, *both, "-o", "labels.csv")
    assert (code, out) == (2, "")
    assert "60 posts would get two values" in err
    assert "“Recipes” and “Other”" in err
    assert not (posts / "labels.csv").exists()
    counts = {
        way: json.loads(run(capsys, *both, "--prefer", way, "--json")[1])["labels"][0]["values"]
        for way in ("first", "last")
    }
    assert counts == {"first": dict.fromkeys(PILLARS, 20), "last": {"Other": 60}}


def test_renaming_and_merging_stay_known_in_the_file(posts, capsys):
    done = run(
        capsys, "labels", "sheet.csv", "--from-column", "Pillar", "--rename", "Pillar/Talk=Tips", "-o", "labels.csv"
    )
    assert done[0] == 0
    assert '"Tips","Talk"' in (posts / "labels.csv").read_text("utf-8")
    again = run(capsys, "labels", "sheet.csv", "--labels", "labels.csv", "--from-column", "Pillar", "--json")
    assert json.loads(again[1])["labels"][0]["values"] == {"Tips": 40, "Recipes": 20}


def test_labels_are_stored_in_the_library_and_come_with_its_videos(posts, capsys):
    assert run(capsys, "labels", "sheet.csv", "--from-column", "Pillar", "--keep")[0] == 2
    assert run(capsys, "keep", "sheet.csv")[0] == 0
    code, _, err = run(capsys, "labels", "sheet.csv", "--from-column", "Pillar", "--keep")
    assert code == 0
    assert "60 labels new or changed" in err
    assert len(Library.open(str(posts / "library.sqlite")).labels()) == 60
    _, out, _ = run(capsys, "summary", "--library", "--json")
    assert json.loads(out)["labels"][0]["label"] == "Pillar"
    assert run(capsys, "labels", "--library", "-o", "kept.csv")[0] == 0
    assert len((posts / "kept.csv").read_text("utf-8").splitlines()) == 61


def kept_values(posts) -> dict[str, int]:
    return Library.open(str(posts / "library.sqlite")).labels()["value"].value_counts().to_dict()


def test_values_of_the_library_are_never_replaced_unasked(posts, capsys):
    """Another sheet says something else of kept posts: refused, nothing written; then as --prefer says."""
    run(capsys, "keep", "sheet.csv")
    assert run(capsys, "labels", "sheet.csv", "--from-column", "Pillar", "--keep")[0] == 0
    other = ["labels", "sheet.csv", "--rule", "Pillar=Other: contains soup 1", "--keep"]
    code, out, err = run(capsys, *other, "-o", "other.csv")
    assert (code, out) == (2, "")
    assert "11 posts in the library would get another value" in err
    assert "“Other”" in err
    assert not (posts / "other.csv").exists()
    before = dict.fromkeys(PILLARS, 20)
    assert kept_values(posts) == before
    assert run(capsys, *other, "--prefer", "first")[0] == 0
    assert kept_values(posts) == before
    assert run(capsys, *other, "--prefer", "last")[0] == 0
    assert kept_values(posts)["Other"] == 11


def test_a_rule_that_is_kept_labels_posts_of_the_next_export(posts, capsys):
    """As a rule, not as labels; it is listed, renamed, and dropped with what it labelled."""
    run(capsys, "keep", "sheet.csv")
    rule = "Series=Ten: contains soup"
    code, _, err = run(capsys, "labels", "sheet.csv", "--rule", rule, "--keep")
    assert code == 0
    assert "0 labels, 1 rule new or changed" in err
    library = Library.open(str(posts / "library.sqlite"))
    assert library.labels().empty
    (posts / "next.csv").write_bytes(sheet(rows=70))
    run(capsys, "keep", "next.csv")
    _, out, _ = run(capsys, "labels", "--library", "--json")
    told = json.loads(out)
    assert told["labels"] == [{"label": "Series", "values": {"Ten": 70}}]
    assert told["rules"] == [{"rule": "Series=Ten: contains soup", "account": None}]
    assert run(capsys, "labels", "--library", "--rename", "Series/Ten=Soups", "--keep")[0] == 0
    assert [(one.value, one.given) for one in library.rules()] == [("Soups", "Ten")]
    assert library.labels().empty
    code, _, err = run(capsys, "labels", "--library", "--drop-rule", "Series=Ten: #soup", "--keep")
    assert code == 2
    assert "“Series=Soups: contains soup”" in err
    assert run(capsys, "labels", "--library", "--drop-rule", "Series=Soups: contains Soup", "--keep")[0] == 0
    assert library.rules() == ()
    assert json.loads(run(capsys, "labels", "--library", "--json")[1])["labels"] == []


def test_what_was_renamed_in_the_library_stays_so_with_the_next_sheet(posts, capsys):
    """The sheet has the old names again; a new renaming counts."""
    run(capsys, "keep", "sheet.csv")
    sheet_again = ["labels", "sheet.csv", "--from-column", "Pillar", "--keep"]
    run(capsys, *sheet_again)
    assert run(capsys, "labels", "--library", "--rename", "Pillar/Talk=Tips", "--keep")[0] == 0
    assert kept_values(posts) == {"Tips": 40, "Recipes": 20}
    assert "0 labels new or changed" in run(capsys, *sheet_again)[2]
    assert "0 labels new or changed" in run(capsys, *sheet_again, "--prefer", "last")[2]
    assert kept_values(posts) == {"Tips": 40, "Recipes": 20}
    assert run(capsys, *sheet_again, "--rename", "Pillar/Talk=Chat")[0] == 0
    assert kept_values(posts) == dict(zip(["Chat", "Recipes", "Tips"], [20] * 3, strict=True))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--from-column", "Mood"], "No column “Mood” sorts the posts"),
        (["--rule", "Series"], "is no rule. Write it as"),
        (["--labels", "none.csv"], "none.csv: It cannot be opened"),
        (["--labels", "sheet.csv"], "sheet.csv: This file holds no labels"),
        (["--rename", "Pillar"], "renames nothing. Write it as LABEL/OLD=NEW"),
        (["--from-column", "Pillar", "--rename", "Pillar/Soup=Tips"], "There is no value “Soup”"),
        (["--from-column", "Pillar", "-o", "sheet.csv"], "would be overwritten"),
        (["-o", "labels.csv"], "There are no labels to write"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(posts, capsys, options, said):
    code, out, err = run(capsys, "labels", "sheet.csv", *options)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "<script>alert(1)</script>", "**[x](http://x.example)**", "-2+3"])
def test_hostile_labels_stay_data(posts, capsys, text):
    """In the file, the workbook and the report; and they come back as they were."""
    rows = [line.split(",")[0] for line in (posts / "sheet.csv").read_text("utf-8").splitlines()[1:]]
    (posts / "mine.csv").write_text(
        "link,label,value\n" + "".join(f'{link},"{text}","{text}{n % 2}"\n' for n, link in enumerate(rows)), "utf-8"
    )
    done = run(capsys, "report", "sheet.csv", "--labels", "mine.csv", "-o", "report.html", "--tables", "tables.xlsx")
    assert done[0] == 0
    assert "<script>alert(1)" not in (posts / "report.html").read_text("utf-8").split("</style>")[-1]
    videos = openpyxl.load_workbook(posts / "tables.xlsx")["Videos"]
    cells = [row[-1] for row in videos.iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(str(cell.value).startswith(("=", "@", "-")) for cell in cells)
    assert run(capsys, "labels", "sheet.csv", "--labels", "mine.csv", "-o", "again.csv")[0] == 0
    assert not [
        line
        for line in (posts / "again.csv").read_text("utf-8").splitlines()
        if f',"{text}' in line and text[0] in "=@-"
    ]
    found = json.loads(run(capsys, "labels", "sheet.csv", "--labels", "again.csv", "--json")[1])["labels"]
    assert found == [{"label": text, "values": {f"{text}0": 30, f"{text}1": 30}}]
