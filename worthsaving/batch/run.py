"""A batch from its sources to its result: cut by account, each account summarised, gathered; goes on where it was stopped."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worthsaving.batch import bucket, cut, gather, sources, spread, working
from worthsaving.batch.account import not_read
from worthsaving.batch.sources import Task
from worthsaving.errors import WorthSavingError

Progress = Callable[[str, int, int, int, int], None]
"""Told after each task: the pass ("files" or "accounts"), how many of these are done, and of the work: done, of how much,
and how much of it was done before this run."""

_NO_FILES = "There is no file in {names}. Check the path and try again."
_LOST_FILE = "The process that read it ended each time, perhaps for want of memory. Cut it into smaller files."
_LOST_ACCOUNTS = (
    "The process that summarised this and the accounts with it ended each time, perhaps for want of memory. Start again with "
    "fewer --jobs."
)


@dataclass(frozen=True)
class Done:
    """What a finished run made: rows of the result, files, and how many of both could not be read."""

    rows: int
    accounts: int
    files: int
    files_not_read: int
    accounts_not_read: int
    missing: tuple[str, ...] = ()


def run(
    named: Sequence[str],
    output: Path,
    spreading: Callable[[Path], spread.Spread],
    *,
    rows_are: str = "",
    today: dt.datetime | None = None,
    progress: Progress = lambda *_: None,
) -> Done:
    """Summarise every account in the sources `named` into the Parquet file `output`: one row an account.

    `spreading` takes the working folder and returns what runs the tasks. A run that was stopped goes on: what is done
    lies in the working folder beside `output`, which is removed at the end. Raises WorthSavingError where no source has a
    file, or another run writes the same result.
    """
    files, missing = sources.find(named, without=[output, working.folder_of(output), gather.sources_path(output)])
    if not files:
        raise WorthSavingError(_NO_FILES.format(names=", ".join(named)))
    now = today or dt.datetime.now(dt.UTC)
    with working.opened(output, sum(file.size for file in files), now, rows_are) as (folder, plan):
        tasks = sources.tasks(files, plan.settings)
        working.tidy(folder, {task.id for task in tasks})
        runner = spreading(folder)
        indexes = _first_pass(runner, folder, plan, tasks, progress)
        parts, lost = _second_pass(runner, folder, plan, indexes, progress)
        cuts = [file for index in indexes for file in index["files"]]
        rows = gather.gather(output, parts, cuts, lost)
    working.remove(output)
    statuses = _statuses(output)
    return Done(
        rows,
        accounts=statuses["read"],
        files=len(files),
        files_not_read=statuses["file not read"],
        accounts_not_read=statuses["account not read"],
        missing=tuple(missing),
    )


def _first_pass(
    runner: spread.Spread, folder: Path, plan: working.Plan, tasks: Sequence[Task], progress: Progress
) -> list[dict[str, Any]]:
    """Cut all files; return each task's index, in the order of the files' paths."""
    total = sum(file.size for task in tasks for file in task.files)
    there = [task for task in tasks if (folder / "cut" / f"{task.id}.json").exists()]
    before = sum(file.size for task in there for file in task.files)
    files, size = sum(len(task.files) for task in there), before
    progress("files", files, size, total, before)
    indexes = {task.id: cut.cut(task, folder / "cut", plan.buckets) for task in there}
    left = [task for task in tasks if task.id not in indexes]
    calls = [(task, folder / "cut", plan.buckets, plan.rows_are) for task in left]
    for at, index in runner.run(cut.cut, calls):
        indexes[left[at].id] = _lost_files(left[at]) if isinstance(index, spread.Lost) else index
        files += len(left[at].files)
        size += sum(file.size for file in left[at].files)
        progress("files", files, size, total, before)
    return sorted(indexes.values(), key=lambda index: str(index["files"][0]["path"]))


def _lost_files(task: Task) -> dict[str, Any]:
    files = [vars(cut.Cut(file.shown, reason=_LOST_FILE)) for file in task.files]
    return {"id": task.id, "files": files, "tables": [], "spilled": []}


def _second_pass(
    runner: spread.Spread, folder: Path, plan: working.Plan, indexes: Sequence[dict[str, Any]], progress: Progress
) -> tuple[list[Path], list[dict[str, Any]]]:
    """Summarise all accounts; return the parts of the result, and a row for each bucket that could not be summarised."""
    sizes, of_bucket = Counter[int](), dict[int, list[str]]()
    for index in indexes:
        for number, size in _sizes(index).items():
            sizes[number] += size
            of_bucket.setdefault(number, []).append(index["id"])
    parts = {
        number: f"{number:04}-{sources.fingerprint([ids, plan.today, plan.settings])}.parquet"
        for number, ids in sorted(of_bucket.items())
    }
    calls = [(folder, number, of_bucket[number], part, plan.today, plan.rows_are) for number, part in parts.items()]
    numbers, total = list(parts), sum(sizes.values())
    there = {number for number, part in parts.items() if (folder / "rows" / part).exists()}
    before = done = sum(sizes[number] for number in there)
    accounts = sum(bucket.summarise_bucket(*call)["accounts"] for call in calls if call[1] in there)
    progress("accounts", accounts, done, total, before)
    left = [number for number in numbers if number not in there]
    lost: list[dict[str, Any]] = []
    for at, found in runner.run(bucket.summarise_bucket, [call for call in calls if call[1] in left]):
        number = left[at]
        if isinstance(found, spread.Lost):
            lost.append(not_read(_LOST_ACCOUNTS, source=f"bucket {number}"))
            del parts[number]
        else:
            accounts += found["accounts"]
        done += sizes[number]
        progress("accounts", accounts, done, total, before)
    return [folder / "rows" / part for part in parts.values()], lost


def _sizes(index: dict[str, Any]) -> dict[int, int]:
    """Return how many bytes of rows a task has in each bucket."""
    found: Counter[int] = Counter()
    for spilled in index["spilled"]:
        found.update(dict(zip(spilled["buckets"], spilled["sizes"], strict=True)))
    return found


def _statuses(output: Path) -> Counter[str]:
    from pyarrow import parquet

    return Counter(parquet.read_table(output, columns=["status"])["status"].to_pylist())
