"""What gunicorn starts: `webapp.wsgi:create()`. Settings come from the environment."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from flask import Flask
from platformdirs import user_data_path

from training.logs import set_up_logs
from webapp import create_app
from webapp.settings import WebSettings


def create() -> Flask:
    """Return the site for the environment's settings.

    PROVING_DATABASE names the database, PROVING_SECRET_KEY the key that signs cookies (by default one that is made
    once and kept beside the database), PROVING_HTTPS=1 says that browsers come over TLS. PROVING_TASKS and
    PROVING_STRATEGIES name more folders, apart by the system's path separator. PROVING_LOG_FORMAT and PROVING_LOG_LEVEL
    say how to log.
    """
    set_up_logs(
        form=os.environ.get("PROVING_LOG_FORMAT") or "people", level=os.environ.get("PROVING_LOG_LEVEL") or "warning"
    )
    database = Path(os.environ.get("PROVING_DATABASE") or user_data_path("proving-ground") / "proving.db")
    return create_app(
        WebSettings(
            database=database,
            secret_key=os.environ.get("PROVING_SECRET_KEY") or kept_key(database.with_suffix(".key")),
            https=os.environ.get("PROVING_HTTPS") == "1",
            task_folders=_folders("PROVING_TASKS"),
            strategy_folders=_folders("PROVING_STRATEGIES"),
        )
    )


def kept_key(path: Path) -> str:
    """Return the key kept at `path`, made on first use and readable by its owner alone."""
    if not path.exists():
        _make_key(path)
    return path.read_text(encoding="ascii")


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Linked into place whole, so that of two processes that start together neither reads half a key.
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent) as file:
        file.write(secrets.token_hex(32))
        file.flush()
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)


def _folders(variable: str) -> tuple[Path, ...]:
    return tuple(Path(part) for part in os.environ.get(variable, "").split(os.pathsep) if part)
