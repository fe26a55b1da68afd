"""All tasks that there are: the built-in ones and those in a team's folders."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from training.errors import TaskFolderError, UnknownTaskError
from training.model.tasks import Task
from training.tasks.loader import FIELDS, load_task

BUILT_IN = Path(__file__).parent / "builtin"


class Catalogue:
    """Tasks by id. A task is read once and kept until a file of its folder changes."""

    def __init__(self, extra_dirs: Iterable[Path] = ()) -> None:
        self._folders = (BUILT_IN, *extra_dirs)
        self._kept: dict[Path, tuple[float, Task]] = {}

    def all(self) -> tuple[Task, ...]:
        """Return every task, by id.

        Raises:
            TaskFolderError: a folder is not as it should be, or two tasks share an id.
        """
        found: dict[str, Task] = {}
        for folder in self.folders():
            task = self._load(folder)
            if task.id in found:
                raise TaskFolderError(f"{folder}: another task is called {task.id!r}. Rename one of them.")
            found[task.id] = task
        return tuple(task for _, task in sorted(found.items()))

    def get(self, task_id: str) -> Task:
        """Return the task of that id.

        Raises:
            UnknownTaskError: there is none; the message names close ones.
            TaskFolderError: its folder is not as it should be.
        """
        folders = {folder.name: folder for folder in self.folders()}
        if task_id not in folders:
            close = get_close_matches(task_id, folders, n=3)
            hint = f"Did you mean {' or '.join(close)}?" if close else "See the ids with: proving task list"
            raise UnknownTaskError(f"No task is called {task_id!r}. {hint}")
        return self._load(folders[task_id])

    def folders(self) -> tuple[Path, ...]:
        """Return the folders that hold a task."""
        for base in self._folders:
            if not base.is_dir():
                raise TaskFolderError(f"{base} is no folder. Make it, or take it out of the task folders.")
        return tuple(sorted(path.parent for base in self._folders for path in base.glob(f"*/{FIELDS}")))

    def _load(self, folder: Path) -> Task:
        changed = max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
        kept = self._kept.get(folder)
        if kept is None or kept[0] != changed:
            kept = (changed, load_task(folder))
            self._kept[folder] = kept
        return kept[1]
