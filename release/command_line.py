"""The command `worthsaving` of the folder; the program to double-click starts the app with it."""

import multiprocessing
import sys

from worthsaving.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
