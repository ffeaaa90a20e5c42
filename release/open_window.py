"""The program to double-click."""

import multiprocessing
import sys

from worthsaving.desktop.start import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
