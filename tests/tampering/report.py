"""`make tamper`: change a database in every way that is known, and print what `proving audit verify` says of each.

Ends with exit code 1 when something was not found, or was not named.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.tampering.kinds import KINDS, Tampering
from tests.training.builders import NOON, a_record, a_request, queue, take
from training.model.trials import Verdict
from training.store import Store


def main() -> int:
    """Print the table, and return the exit code."""
    table = Table("what was done", "found", "what the first finding that names it says")
    with tempfile.TemporaryDirectory(prefix="proving-tamper-") as folder:
        original = _work(Path(folder))
        whole = _verify(original, Path(folder))
        rows = [(tampering, _tamper(tampering, original, Path(folder))) for tampering in KINDS]
    found = 0
    for tampering, problems in rows:
        named = next((problem for problem in problems if tampering.named in problem), None)
        found += named is not None
        table.add_row(tampering.what, "yes" if named else "NO", named or "; ".join(problems)[:100])
    console = Console(width=140)
    console.print(table)
    untouched = whole or "whole"
    console.print(
        f"{found} of {len(rows)} kinds of tampering were found and named; the untouched database: {untouched}."
    )
    return 0 if found == len(rows) and not whole else 1


def _work(folder: Path) -> Path:
    path = folder / "original.db"
    with Store.open(path) as store:
        queue(store, a_request(repeats=4))
        for verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.PASSED):
            store.trials.close(take(store), a_record(verdict, executions=2), now=NOON)
        store._db.conn.execute("pragma wal_checkpoint(truncate)")
    return path


def _tamper(tampering: Tampering, original: Path, folder: Path) -> list[str]:
    path = folder / "tampered.db"
    shutil.copyfile(original, path)
    connection = sqlite3.connect(path)
    connection.execute(tampering.sql)
    connection.commit()
    connection.close()
    return _verify(path, folder)


def _verify(path: Path, folder: Path) -> list[str]:
    environment = {**os.environ, "PROVING_DATABASE": str(path), "PROVING_CONFIG": str(folder / "none")}
    command = [sys.executable, "-m", "proving", "audit", "verify", "--json"]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    return [finding["problem"] for finding in json.loads(done.stdout)["findings"]]


if __name__ == "__main__":
    sys.exit(main())
