"""The small file of labels: link or ID, label, value; written, recognised and read back."""

import pandas as pd

from worthsaving import formulas, schema
from worthsaving.analysis.labels import table
from worthsaving.errors import WorthSavingError
from worthsaving.reading.result import Reading
from worthsaving.reading.text.table import read_table
from worthsaving.sections.labels.take import posts
from worthsaving.writing import csv

_IDS = ("id", "video_id", "post_id", "post")
_LINKS = ("link", "url", "video_link", "permalink")
MOST_BYTES = 20_000_000


class NoLabels(WorthSavingError):
    """This file holds no labels. It takes the columns label, value, and link or id."""


def write(labels: pd.DataFrame, reading: Reading) -> bytes:
    """Return labels (`schema.LABELS`) as CSV: platform, account, id, link, label, value, given; it reads back.

    `link` is that of the post where the reading has it. `given` is the value before it was renamed.
    """
    videos = reading.videos
    known = pd.DataFrame({"platform": videos["platform"], "post": posts(videos), "link": videos["link"]})
    known = known[known["post"].ne("")].drop_duplicates(["platform", "post"])
    rows = labels.merge(known, on=["platform", "post"], how="left")
    rows["link"] = rows["link"].fillna("").astype("str")
    out = rows.rename(columns={"post": "id"})[["platform", "account", "id", "link", "label", "value", "given"]]
    return csv.changes_csv(out)


def is_labels(data: bytes) -> bool:
    """Whether a file's first line names the columns of labels, and nothing that counts posts."""
    head = data[:1000].decode("utf-8-sig", "replace").splitlines()[:1]
    names = {
        name.strip().strip('"').casefold()
        for part in head
        for name in part.replace(";", ",").replace("\t", ",").split(",")
    }
    return {"label", "value"} <= names and bool(names & {*_IDS, *_LINKS}) and not names & {"views", "saves", "likes"}


def read(data: bytes, reading: Reading) -> tuple[pd.DataFrame, int]:
    """Read labels (`schema.LABELS`) and count the rows without a post, label or value.

    A link names the post that has it in the reading, or the id that stands in it. Raises NoLabels, and UnreadableFile for
    what is no table.
    """
    if len(data) > MOST_BYTES:
        raise NoLabels(
            f"A file of labels may have {MOST_BYTES // 1_000_000} MB, and this one has {len(data) // 1_000_000:,} MB. Cut it into "
            "smaller files."
        )
    found = read_table(data)
    names = {str(name).strip().casefold(): name for name in reversed(found.columns)}
    if not {"label", "value"} <= names.keys() or not names.keys() & {*_IDS, *_LINKS}:
        raise NoLabels
    columns = {name: formulas.restore(found[header].astype("str").str.strip()) for name, header in names.items()}
    nothing = pd.Series("", index=found.index, dtype="str")
    ids = next((columns[name] for name in _IDS if name in columns), nothing)
    links = next((columns[name] for name in _LINKS if name in columns), nothing)
    platform, account = columns.get("platform", nothing).str.lower(), columns.get("account", nothing)
    linked = _by_link(links, reading)
    named = _by_id(ids, pd.DataFrame({"platform": platform, "account": account}), reading)
    rows = pd.DataFrame(
        {
            "platform": named["platform"].mask(ids.eq(""), linked["platform"]),
            "account": named["account"].mask(ids.eq("") & account.eq(""), linked["account"]),
            "post": ids.mask(ids.eq(""), linked["post"]),
            "label": columns["label"].map(lambda text: table.clean(text, table.LONGEST_LABEL)),
            "value": columns["value"].map(lambda text: table.clean(text, table.LONGEST_VALUE)),
        }
    )
    given = columns.get("given", nothing).map(lambda text: table.clean(text, table.LONGEST_VALUE))
    rows["given"] = given.mask(given.eq(""), rows["value"])
    whole = rows["post"].ne("") & rows["label"].ne("") & rows["value"].ne("")
    labels = schema.conform(rows[whole], schema.LABELS)
    twice = labels.drop_duplicates([*table.POST, "value"]).duplicated(table.POST, keep=False)
    if twice.any():
        raise NoLabels("This file gives a post two values of one label. Leave one row for each post and label.")
    return labels.drop_duplicates(table.POST, ignore_index=True), int((~whole).sum())


def _by_link(links: pd.Series, reading: Reading) -> pd.DataFrame:
    """Return platform, account and post of each link, "" where it leads to no post that can be named."""
    from worthsaving.reading.tables.links import read_links
    from worthsaving.reading.values.text_columns import as_arrow

    inside = read_links(as_arrow(links))
    out = pd.DataFrame(
        {"platform": inside.platform.array, "account": inside.account.array, "post": inside.id.array}, index=links.index
    )
    videos = reading.videos
    theirs = read_links(as_arrow(videos["link"])).id.set_axis(videos.index)
    return _known(_plain(links, inside.id.set_axis(links.index)), _plain(videos["link"], theirs), videos, out)


def _by_id(ids: pd.Series, rows: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Return platform and account of each row, those of the reading's post where the row leaves them empty.

    A label without them would outlast its account in a library.
    """
    videos = reading.videos
    said = rows[["platform", "account"]].assign(post=ids)
    found = _known(ids, posts(videos), videos, said)
    other = said["platform"].ne("") & said["platform"].ne(found["platform"])
    return said.mask(said.eq("") & ~other.to_numpy()[:, None], found)[["platform", "account"]]


def _known(asked: pd.Series, names: pd.Series, videos: pd.DataFrame, otherwise: pd.DataFrame) -> pd.DataFrame:
    """Return platform, account and post of the video that each text names, `otherwise` where it names none or several."""
    known = pd.DataFrame({"platform": videos["platform"], "account": videos["account"], "post": posts(videos)})
    known = known.set_axis(names.array)
    known = known[(known.index != "") & known["post"].ne("")]
    known = known[~known.index.duplicated(keep=False)]
    out = otherwise.copy()
    for name in out.columns:
        mapped = asked.map(known[name])
        out[name] = out[name].where(mapped.isna(), mapped).astype("str")
    return out


def _plain(links: pd.Series, ids: pd.Series) -> pd.Series:
    """Return links without scheme; with the id that stands in them in the place of what follows a question mark.

    Some sites have the post's id there. Where no id is known, that part stays: it could be what names the post.
    """
    bare = links.astype("str").str.replace(r"#.*$", "", regex=True)
    path = bare.str.replace(r"\?.*$", "", regex=True).str.rstrip("/") + "?" + ids.astype("str")
    whole = bare.where(ids.eq(""), path).str.rstrip("/?")
    return whole.str.replace(r"^https?://(www\.)?", "", regex=True)
