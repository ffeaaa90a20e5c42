"""Sentences of the page "Report": whom it speaks to, what the files are, and where there is no picture."""

WHO = "Who is it for?"
FOR_WHOM = (
    "For you it speaks to you and has a note at each chart. For a brand it speaks about you, and begins with a cover."
)
NONE_PICKED = "With none picked it has all of them."
WORKBOOK = "The workbook keeps long video IDs whole; a spreadsheet rounds them when it opens a CSV."
ONE_FILE = "One file that opens offline in any browser and prints well."
NO_PICTURE = "No picture to share yet: that takes a video whose views and saves are known."
