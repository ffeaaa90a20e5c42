"""What gets saved: your labels, tags, words, lengths, days and hours that go with more or fewer saves."""

from worthsaving.sections import what_gets_saved as what_gets_saved_section
from worthsaving.ui.pages import what_gets_saved
from worthsaving.ui.parts import empty_states, labels, show
from worthsaving.ui.shell import filters, frame

frame.start_page("What gets saved")
empty_states.require_videos()
labels.offers()
answers = filters.choose()
empty_states.require_left(answers)

if answers.has_saves:
    what_gets_saved.labels(answers)
    zone = what_gets_saved.zone(answers)
    show.parts(what_gets_saved_section.tags_and_times(answers, zone), answers.facts)
    what_gets_saved.all_of_them(answers, zone)
else:
    empty_states.no_saves(answers)
labels.panel()
frame.way_on(frame.WHAT)
