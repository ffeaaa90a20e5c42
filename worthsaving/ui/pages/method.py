"""How wide the page "How this is worked out" is."""

COLUMN = 760  # pixels: some 100 letters a line, what the eye finds its way back from
