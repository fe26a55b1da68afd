"""Makes the two stores that the site is measured on: 1,000,000 executions of 20,000 batches, and 10,000 of 200.

python -m benchmarks.site.data [--folder .proving/bench]
"""

import argparse
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from benchmarks.site.multiply import multiply
from benchmarks.site.originals import make_originals

FOLDER = Path(".proving/bench")
SIZES = {"small": 200, "large": 20_000}


def main() -> None:
    """Make what is not there."""
    parser = argparse.ArgumentParser(description="Make the stores that the site is measured on.")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    folder: Path = parser.parse_args().folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    began = time.monotonic()
    originals = folder / "originals.db"
    make_originals(originals)
    _tell(began, "originals", originals)
    for name, batches in SIZES.items():
        path = folder / f"{name}.db"
        with closing(sqlite3.connect(originals)) as source:
            source.execute("vacuum into ?", (str(path),))
        for done in multiply(path, batches=batches):
            print(f"  {time.monotonic() - began:4.0f} s  {name}: {done:,} batches")
        _tell(began, name, path)
    originals.unlink()


def _tell(began: float, name: str, path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        executions, batches = db.execute(
            "select (select count(*) from executions), (select count(*) from batches)"
        ).fetchone()
    size = path.stat().st_size / 2**20
    print(f"{time.monotonic() - began:6.0f} s  {name}: {executions:,} executions, {batches:,} batches, {size:,.0f} MiB")


if __name__ == "__main__":
    main()
