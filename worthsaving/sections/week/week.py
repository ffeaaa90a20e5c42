"""A week as sections, for the digest: all accounts first, then each account with something to say."""

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis.week.new_videos import NewVideo
from worthsaving.figures.tables import Table
from worthsaving.sections.parts import Part, Section, lines
from worthsaving.sections.week.look import Look, Own
from worthsaving.words import format, week as words
from worthsaving.words.own import marks as mark_words
from worthsaving.words.plans import bets as bet_words, planned_tests as test_words

LONGEST = 100  # letters of a caption


def sections(found: Look) -> tuple[Section, ...]:
    """Return the digest: a section for all accounts, and one for each account with an export in this week."""
    summary = Part(
        heading=words.heading(found.weeks),
        lines=lines(words.whole(found.weeks), words.together(found.weeks)),
        under=tuple(words.left_out(found.weeks)),
    )
    return (Section("week", words.IN_SHORT, (summary,)), *(_account(own, n) for n, own in enumerate(found.accounts)))


def _account(own: Own, number: int) -> Section:
    judged = own.week.judged
    said = [words.account(own.week), "" if judged is None else words.sensitivity(judged)]
    parts = [Part(lines=lines(*said, _best(own)))]
    if len(own.marks):
        parts.append(Part(heading=words.marks(len(own.marks)), lines=lines(*map(mark_words.one, _rows(own.marks)))))
    if own.new:
        parts.append(Part(heading=words.new_videos(own.new, own.posted), table=_new(own.new, own.videos)))
    if len(own.bets):
        parts.append(Part(heading=words.settled(len(own.bets)), table=_bets(own.bets)))
    if len(own.tests):
        tests = lines(*(f"{row['question']} {test_words.state(row)}" for _, row in own.tests.iterrows()))
        parts.append(Part(heading=words.tests(len(own.tests)), lines=tests))
    return Section(f"account-{number}", platforms.account_label(*own.week.account), tuple(parts))


def _rows(table: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in table.iterrows()]


def _best(own: Own) -> str:
    if own.best is None:
        return ""
    row = own.best.row
    return words.personal_best(own.best, row["title"], row["posted_at"])


def _new(videos: tuple[NewVideo, ...], known: pd.DataFrame) -> Table:
    """Make a row a new video: caption, link, posting day, age, saves, and how that stands at its age."""
    about = known.reindex([video.post for video in videos])
    posted = about["posted_at"].tolist()
    rows = pd.DataFrame(
        {
            "Caption": [
                format.clip(format.title_of(t if isinstance(t, str) else "", p), LONGEST)
                for t, p in zip(about["title"], posted, strict=True)
            ],
            "Link": [platforms.safe_link(link) if isinstance(link, str) else None for link in about["link"]],
            "Posted": pd.Series(posted, dtype="datetime64[us, UTC]"),
            "Age in days": [video.age_days for video in videos],
            "Saves": pd.array([video.saves for video in videos], dtype="Int64"),
            "8 in 10 at that age": [words.usual_at_age(video.at_age) for video in videos],
            "For you": [words.at_age(video.at_age) for video in videos],
        }
    )
    return Table(rows)


def _bets(table: pd.DataFrame) -> Table:
    """Make a row a settled bet: caption, what was expected, what came, how it came out."""
    rows = pd.DataFrame(
        {
            "Caption": [format.clip(format.title_of(row.title, row.posted_at), LONGEST) for row in table.itertuples()],
            bet_words.COLUMN: [bet_words.likely(row) for _, row in table.iterrows()],
            "Saves on day 28": table["saves"].array,
            "Came out": [bet_words.STATES[state] for state in table["state"]],
        }
    )
    return Table(rows)
