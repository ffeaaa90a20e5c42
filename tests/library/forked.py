"""A forked child that is killed at a random moment, and the command line of the kill tests."""

import argparse
import json
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, NamedTuple


class Killed(NamedTuple):
    """What a child wrote before it ended, line by line, and whether the kill ended it."""

    lines: list[str]
    by_kill: bool


def kill(work: Callable[[Callable[[str], None]], object], longest: float) -> Killed:
    """Let a forked child do `work`, and kill it at most `longest` seconds after the first line that it wrote.

    `work` is called with a function that writes a line.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            work(lambda line: os.write(write, f"{line}\n".encode()))
        finally:
            os._exit(1)  # nothing of the parent's is to be done twice
    os.close(write)
    with os.fdopen(read, encoding="ascii") as pipe:
        first = pipe.readline()
        time.sleep(random.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        by_kill = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        return Killed((first + pipe.read()).splitlines(), by_kill)


def main(kill_often: Callable[..., Any]) -> None:
    """Run a harness with the address, the kills, --torn and --seed of the command line; print what it found as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("kills", type=int)
    parser.add_argument("--torn", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print(json.dumps(asdict(kill_often(options.address, options.kills, torn=options.torn, seed=options.seed))))
