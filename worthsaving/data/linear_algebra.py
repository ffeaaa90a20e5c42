"""Threads of numpy's linear algebra: one for the app and the commands."""

import os

_SETTING = "OPENBLAS_NUM_THREADS"


def use_one_thread() -> None:
    """Let numpy's linear algebra (OpenBLAS) use one thread, where the environment says nothing else.

    Takes effect before numpy is imported. Our matrices are tall with a handful of columns: on two cores more threads took
    5.7 s of CPU instead of 4.0 for all statistics of 100,000 videos, as they go on waiting for work while others compute.
    """
    os.environ.setdefault(_SETTING, "1")
