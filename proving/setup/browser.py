"""A Chromium for tests and pictures: the system's, or one that Playwright fetches where the system has none to give."""

import subprocess
import sys
from collections.abc import Callable

from proving.setup.packages import MissingPackageError, need, say
from sandbox.engine.privilege import as_root, can_be_root, which

NAMES = ("chromium", "google-chrome", "chromium-browser")
PLAYWRIGHT = (sys.executable, "-m", "playwright")
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as start\nwith start() as it: print(it.chromium.executable_path)"
)
Progress = Callable[[str], None]


def find_browser() -> str | None:
    """Return the path of a Chromium, or None."""
    return next(filter(None, map(which, NAMES)), None) or _playwrights_own()


def ensure_browser(progress: Progress) -> str:
    """Return the path of a Chromium, installing one first where there is none.

    Raises:
        MissingPackageError: none can be installed here; the message holds the command that installs one.
    """
    found = find_browser()
    if found is None:
        try:
            need({"chromium": ("chromium",)}, progress=progress)
        except MissingPackageError:
            _fetch(progress)
        found = find_browser()
    if found is None:
        raise MissingPackageError("Chromium is missing. Install it with: sudo apt-get install chromium")
    return found


def _playwrights_own() -> str | None:
    done = subprocess.run([sys.executable, "-c", ASK_PLAYWRIGHT], check=False, capture_output=True, text=True)
    return which(done.stdout.strip()) if done.returncode == 0 else None


def _fetch(progress: Progress) -> None:
    """Ubuntu has Chromium as a snap alone, which needs a running snapd; Playwright brings one of its own."""
    progress("fetching Chromium through Playwright")
    subprocess.run([*PLAYWRIGHT, "install", "chromium"], check=False, capture_output=True)
    if can_be_root():
        subprocess.run(as_root([*PLAYWRIGHT, "install-deps", "chromium"]), check=False, capture_output=True)


def main() -> int:
    """Make sure that there is one."""
    try:
        ensure_browser(say)
    except MissingPackageError as error:
        print(f"proving: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
