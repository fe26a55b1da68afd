"""Scratch folders: of their own, gone afterwards, and removed by another where their owner was killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sandbox.scratch import NEW_SECONDS, Scratch, remove_abandoned, remove_trees

MAKES_ONE = "import sys, time; from pathlib import Path; from sandbox.scratch import Scratch; \
(Scratch(Path(sys.argv[1])).folder / 'file').write_text('work'); print('made', flush=True); time.sleep(60)"


def test_a_folder_is_gone_after_its_end(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    (scratch.folder / "inner").mkdir()
    (scratch.folder / "inner" / "file").write_text("work")
    (scratch.folder / "inner").chmod(0)

    scratch.close()
    scratch.close()

    assert list(tmp_path.iterdir()) == []


def test_only_what_a_dead_process_left_is_removed(tmp_path: Path) -> None:
    mine = Scratch(tmp_path)
    with subprocess.Popen([sys.executable, "-c", MAKES_ONE, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"made\n"
        while_it_lives = remove_abandoned(tmp_path)
        other.send_signal(signal.SIGKILL)
        other.wait()

    assert while_it_lives == 0
    assert remove_abandoned(tmp_path) == 1
    assert list(tmp_path.iterdir()) == [mine.folder.parent]


def test_folders_that_lie_deep_in_each_other_are_removed(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    here = os.open(scratch.folder, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("in", dir_fd=here)
        inner = os.open("in", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)

    scratch.close()

    assert list(tmp_path.iterdir()) == []


def test_more_are_removed_than_one_command_takes(tmp_path: Path) -> None:
    files = [tmp_path / str(number) for number in range(450)]
    for file in files:
        file.touch()

    remove_trees(*files, tmp_path / "was never there")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "nobody", "1:2:3:4:5", "x:y:\N{SUPERSCRIPT TWO}:z", "\0" * 500])
def test_a_folder_without_an_owner_is_removed_once_it_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    scratch = Scratch(tmp_path)
    (scratch.folder.parent / "owner").write_text(content)
    new = remove_abandoned(tmp_path)
    later = time.time() + NEW_SECONDS + 1
    monkeypatch.setattr("sandbox.scratch.time.time", lambda: later)

    assert (new, remove_abandoned(tmp_path)) == (0, 1)


def test_what_an_agent_puts_in_the_owners_place_is_not_followed(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    owner = scratch.folder.parent / "owner"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("kept")
    open_descriptors = len(list(Path("/proc/self/fd").iterdir()))
    for replace in (lambda: owner.symlink_to(elsewhere / "kept"), lambda: os.mkfifo(owner), owner.mkdir):
        owner.rmdir() if owner.is_dir() else owner.unlink()
        replace()
        remove_abandoned(tmp_path)
    (tmp_path / "proving-scratch-link").symlink_to(elsewhere)
    remove_abandoned(tmp_path)
    scratch.close()

    assert (elsewhere / "kept").read_text() == "kept"
    assert len(list(Path("/proc/self/fd").iterdir())) == open_descriptors
    assert not scratch.folder.exists()
