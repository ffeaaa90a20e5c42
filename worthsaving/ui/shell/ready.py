"""Before the first visitor: the pages' code is loaded, and left out of every later collection of garbage."""

import gc
import importlib
import pkgutil

from worthsaving import ui


def load_pages() -> None:
    """Import all that the pages import, then freeze it (`gc.freeze`): nothing of any visitor is there yet.

    Streamlit collects all garbage after every run of a page. Going through the code's own objects each time was two
    thirds of a rerun's cost (docs/speed.md).
    """
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
