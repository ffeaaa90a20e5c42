"""The sections of a report, in reading order; each says what a page of the app says, by the same functions."""

from __future__ import annotations

from collections.abc import Callable

from worthsaving.analysis import daily, select
from worthsaving.figures import relation, what_gets_saved
from worthsaving.figures import trend as trend_figure
from worthsaving.guidance import method as method_guidance
from worthsaving.guidance.notes import Margin
from worthsaving.metrics import metric
from worthsaving.reading.result import FileReport
from worthsaving.report import listed
from worthsaving.sections.answers import ZONE, Numbers
from worthsaving.sections.parts import Chart, Fact, Part, Section, table
from worthsaving.words import change as change_words
from worthsaving.words import engagement, expected, format, in_short
from worthsaving.words import headline as headline_words
from worthsaving.words import relation as relation_words
from worthsaving.words import trend as trend_words
from worthsaving.words import what_gets_saved as what_gets_saved_words


def method(numbers: Numbers, margin: Margin) -> list[Part]:
    """The questions and answers of "How this is worked out", with an example from these videos."""
    parts = []
    if not numbers.videos.empty:
        said = method_guidance.worked_example(numbers.videos, numbers.rates, numbers.models)
        parts += [Part("With your data", lines=(said,))] if said else []
    parts += [Part(section.title, texts=(section.text,)) for section in method_guidance.sections()]
    parts.append(Part("References", lines=method_guidance.references()))
    return parts


def files(numbers: Numbers, margin: Margin) -> list[Part]:
    """Every file with what was read of it, and in sentences what they cannot tell."""
    rows = [
        (
            format.clip(file.name, 80),
            file.label or "not read",
            format.span(file.first_day, file.last_day),
            f"“{file.saves}”" if file.saves else "none",
            format.count(file.kept),
            format.count(len(file.set_aside)),
        )
        for file in numbers.files
    ]
    heads = ("File", "What it is", "From – to", "Saves column", "Rows kept", "Set aside")
    parts = [Part(table=table("The files used", heads, rows, words=4))] if rows else []
    told: dict[str, list[str]] = {}
    for file in numbers.files:
        for text in _limits(file):
            told.setdefault(text, []).append(format.clip(file.name, 60))
    lines = tuple(f"{', '.join(names)}: {text}" for text, names in told.items())
    return [*parts, Part("What these files can't tell", lines=lines)] if lines else parts


def _limits(file: FileReport) -> tuple[str, ...]:
    """What the file cannot tell, what its saves really are, and what looked odd in it."""
    meaning = (file.saves_meaning,) if file.saves_meaning else ()
    rounded = (f"The counts in {', '.join(file.rounded)} are rounded in the file.",) if file.rounded else ()
    return (*meaning, *file.lacks, *file.problems, *rounded)


FEWEST_POINTS = 2  # one point shows nothing of how two counts go together


def headline(numbers: Numbers, margin: Margin) -> list[Part]:
    """The finding in a sentence, the big figures, what stands behind them."""
    if numbers.videos.empty:
        why = "These files count whole days and list no videos" if len(numbers.days) else "No video fits this choice"
        return [Part(heading=f"{why}.")]
    found = numbers.headline
    facts = [
        Fact("Videos", format.count(found.videos), "each counted once"),
        Fact("Views", format.short(found.views), f"exactly {format.count(found.views)}"),
    ]
    if not numbers.has_saves:
        lacks = dict.fromkeys(text for file in numbers.files for text in file.lacks)
        heading = headline_words.no_saves(found.videos)
        return [Part(heading, tuple(facts), lines=tuple(lacks), notes=margin.beside("no_saves"))]
    facts.append(Fact("Saves", format.short(found.saves), f"exactly {format.count(found.saves)}"))
    if found.pooled is not None:
        behind = f"from {format.plural(found.rated, 'video')}"
        facts.append(Fact("Saves per 1,000 views", format.rate(found.pooled.value), behind))
    said = [
        headline_words.save_rate_evidence(found),
        headline_words.known_saves(found),
        headline_words.top_share(found),
    ]
    if found.most_saved is not None:
        video = numbers.videos.loc[[found.most_saved]]
        title = format.title_of(video["title"].iloc[0], select.posted_day(video).iloc[0])
        saves = format.plural(int(video["saves"].iloc[0]), "save")
        which = "Your video" if found.videos == 1 else "Your most-saved video"
        said.append(f"{which}, {saves}: {format.clip(title, 160)}")
    lines = tuple(line for line in said if line)
    return [Part(headline_words.save_rate(found), tuple(facts), lines, notes=margin.beside("headline"))]


def in_brief(numbers: Numbers, margin: Margin) -> list[Part]:
    """Three to five sentences."""
    lines = in_short.in_short(numbers.headline, numbers.trend, numbers.change, numbers.expected, numbers.what)
    return [Part(lines=tuple(line.text for line in lines))] if lines else []


def saves_vs(numbers: Numbers, margin: Margin) -> list[Part]:
    """Saves against likes and against comments: as counts and per 1,000 views."""
    parts = []
    for against in ("likes", "comments") if numbers.has_saves else ():
        charts, finding, usual = [], "", None
        for as_rates in (False, True):
            points, usual = numbers.relation(against, as_rates=as_rates)
            finding = relation_words.relation(usual, against, known=len(points))
            if len(points) < FEWEST_POINTS:
                continue
            figure = relation.saves_against(points, usual, numbers.videos, against=against, as_rates=as_rates)
            shown = "Per 1,000 views" if as_rates else "Counts"
            charts.append(
                Chart(
                    f"saves-vs-{against}-{'rates' if as_rates else 'counts'}",
                    figure,
                    alt=f"{finding}. {shown}, one point a video, {format.plural(len(points), 'video')}.",
                    title=shown,
                )
            )
        under = [relation_words.relation_evidence(usual, against, as_rates=False)]
        if usual is not None:
            under.append(f"Per 1,000 views: {relation_words.legend(as_rates=True)}")
        notes = margin.beside(f"saves_vs_{against}")
        parts.append(Part(finding, charts=tuple(charts), under=tuple(under), notes=notes))
    return parts


def trend(numbers: Numbers, margin: Margin) -> list[Part]:
    """The save rate, the saves and their share of all engagement, by posting date; words alone for what is not known."""
    if not numbers.has_saves:
        return []
    found, change, buckets, shares = numbers.headline, numbers.change, numbers.buckets, numbers.shares
    if buckets.empty:
        return [Part(trend_words.no_dates(len(numbers.videos)))]
    finding = trend_words.trend(numbers.trend, found)
    rate = Chart(
        "save-rate-over-time",
        trend_figure.save_rate_over_time(buckets, normal=headline_words.normal(found), change=change),
        alt=finding,
        caption=f"{change_words.change(change)} {trend_words.rate_chart(numbers.trend, found)}".strip(),
        table=listed.rates_by_period(buckets),
    )
    saves = Chart(
        "saves-over-time",
        trend_figure.saves_over_time(buckets),
        alt="Saves by posting date",
        caption=trend_words.saves_chart(buckets),
        table=listed.saves_by_period(buckets),
    )
    share = Chart(
        "engagement-share",
        trend_figure.engagement_share(shares),
        alt=engagement.share(shares),
        caption=engagement.share(shares),
        table=listed.shares_by_period(shares),
    )
    rates = (rate,) if buckets["rate"].notna().any() else ()
    drawn, said = ((share,), ()) if shares["share"].notna().any() else ((), (engagement.share(shares),))
    part_of_all = "What part of all engagement are saves?"
    return [
        Part(finding, charts=rates, notes=margin.beside("save_rate_over_time")),
        Part("How many saves, by when you posted", charts=(saves,), notes=margin.beside("saves_over_time")),
        Part(part_of_all, lines=said, charts=drawn, notes=margin.beside("engagement_share")),
    ]


def what(numbers: Numbers, margin: Margin) -> list[Part]:
    """Tags, words, lengths and times that go with more or fewer saves."""
    if not numbers.has_saves:
        return []
    finding = what_gets_saved_words.what_gets_saved(numbers.what)
    if numbers.what.empty:
        return [Part(finding, notes=margin.beside("what_gets_saved"))]
    chart = Chart(
        "what-gets-saved",
        what_gets_saved.effects(numbers.what),
        alt=finding,
        caption=f"{what_gets_saved_words.effect_legend()} Days and hours in {ZONE}.",
        table=listed.effects(numbers.what.head(what_gets_saved.MOST)),
    )
    return [Part(finding, charts=(chart,), notes=margin.beside("what_gets_saved"))]


def videos(numbers: Numbers, margin: Margin) -> list[Part]:
    """The most saved videos with the range of their rates, and the ones that stand out."""
    if numbers.videos.empty:
        return []
    which = "most-saved" if numbers.has_saves else "most-viewed"
    parts = [
        Part(
            "Your video" if len(numbers.videos) == 1 else f"Your {which} videos",
            table=listed.top_videos(numbers.videos, numbers.rates),
            lines=(listed.TOP_LEGEND,) if numbers.has_saves else (),
            notes=margin.beside("videos_table"),
        )
    ]
    if numbers.has_saves:
        table, said = listed.stand_outs(numbers.videos, numbers.expected)
        heading = expected.stand_outs(numbers.expected)
        lines = (said,) if said else ()
        parts.append(Part(heading, table=table, lines=lines, notes=margin.beside("stand_outs")))
    return parts


def days(numbers: Numbers, margin: Margin) -> list[Part]:
    """The daily file's own measures, one chart each."""
    measures = daily.available(numbers.days)
    if numbers.days.empty or not measures:
        return []
    charts = tuple(
        Chart(
            f"daily-{name.replace('_', '-')}",
            trend_figure.daily(numbers.days, name),
            alt=f"{metric(name).label} day by day",
            title=metric(name).label,
            caption=metric(name).meaning,
        )
        for name in measures
    )
    said = "Counted for the whole account on that day, for videos of any age."
    return [Part(charts=charts, lines=(said,), notes=margin.beside("daily"))]


_BUILDERS: dict[str, tuple[str, Callable[[Numbers, Margin], list[Part]]]] = {
    "headline": ("Headline", headline),
    "in_short": ("In short", in_brief),
    "saves_vs": ("Saves vs likes and comments", saves_vs),
    "trend": ("Trend", trend),
    "what": ("What gets saved", what),
    "videos": ("Top videos", videos),
    "days": ("Day by day", days),
    "method": ("How this is worked out", method),
    "files": ("The files, and what they can't tell", files),
}

ALL: tuple[str, ...] = tuple(_BUILDERS)
"""The ids of the sections in reading order."""


def title(section: str) -> str:
    """What a section is called. Raises KeyError for an id that is not in `ALL`."""
    return _BUILDERS[section][0]


def build(numbers: Numbers, wanted: tuple[str, ...] = ALL) -> tuple[Section, ...]:
    """The wanted sections in reading order; one that has nothing to say is left out.

    Raises ValueError for an id that is not in `ALL`.
    """
    unknown = sorted(set(wanted) - set(ALL))
    if unknown:
        raise ValueError(f"no such section: {', '.join(unknown)}; there is {', '.join(ALL)}")
    margin = Margin(numbers.facts)
    made = ((name, *_BUILDERS[name]) for name in ALL if name in wanted)
    sections = (Section(name, named, tuple(make(numbers, margin))) for name, named, make in made)
    return tuple(section for section in sections if section.parts)
