"""`worthsaving` and `python -m worthsaving`: the command line."""

import gc
import sys

gc.disable()  # nothing imported is garbage: not looking for it saves 80 of the 900 ms of `summary` (docs/speed.md)
from worthsaving.cli.parser import main as main  # noqa: E402

gc.freeze()
gc.enable()

if __name__ == "__main__":
    sys.exit(main())
