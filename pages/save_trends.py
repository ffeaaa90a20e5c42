"""Save trends: saves and save rate by posting date, saves among all engagement, and the daily file's own days."""

from worthsaving.sections import trend
from worthsaving.ui.pages import daily, periods
from worthsaving.ui.parts import empty_states, mark_form, show
from worthsaving.ui.shell import filters, frame

frame.start_page("Save trends")
empty_states.require_data()
answers = filters.choose()

if not answers.has_saves:
    empty_states.no_saves(answers, frame.TRENDS)
elif answers.buckets.empty:
    empty_states.no_dates(answers)
else:
    show.parts(trend.trend(answers), answers.facts)
    mark_form.listed(answers)
    periods.compare_periods(answers)
daily.day_by_day(answers)
frame.way_on(frame.TRENDS)
