"""What gunicorn starts: `webapp.wsgi:create()`. Settings come from the environment."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from flask import Flask
from platformdirs import user_data_path

from training.logs import set_up_logs
from webapp.environment import UnusableVariableError, read_settings
from webapp.factory import create_app


def create() -> Flask:
    """Return the site for the environment's settings.

    PROVING_DATABASE names the database, PROVING_SECRET_KEY the key that signs cookies (by default one that is made
    once and kept beside the database), PROVING_LOG_FORMAT and PROVING_LOG_LEVEL how to log; `webapp.environment` reads
    the others.
    """
    set_up_logs(
        form=os.environ.get("PROVING_LOG_FORMAT") or "people", level=os.environ.get("PROVING_LOG_LEVEL") or "warning"
    )
    database = Path(os.environ.get("PROVING_DATABASE") or user_data_path("proving-ground") / "proving.db")
    key = os.environ.get("PROVING_SECRET_KEY") or kept_key(database.with_suffix(".key"))
    try:
        return create_app(read_settings(os.environ, database=database, secret_key=key))
    except UnusableVariableError as error:
        raise SystemExit(f"proving: {error}") from error


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
