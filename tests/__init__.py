"""Tests of Worth Saving; they mirror the package."""

from worthsaving.data.linear_algebra import use_one_thread

use_one_thread()  # each worker has a core of its own
