"""`python -m worthsaving`: the command line."""

import sys

from worthsaving.cli.parser import main

if __name__ == "__main__":
    sys.exit(main())
