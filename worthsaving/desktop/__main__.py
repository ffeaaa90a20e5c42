"""`python -m worthsaving.desktop`: what a double-click on the folder's start program runs."""

import sys

from worthsaving.desktop.start import main

if __name__ == "__main__":
    sys.exit(main())
