"""The site under gunicorn. It gets neither the engine's address nor any agent's secrets."""

import os
import sys

from proving.config import Settings
from webapp.environment import VARIABLES

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH", "SSL_CERT_FILE", "XDG_DATA_HOME")
KEPT_OF_OURS = (*VARIABLES, "PROVING_CONFIG", "PROVING_STATE")
THREADS = 8


def web_command(settings: Settings) -> list[str]:
    """Return gunicorn's command line."""
    return [
        *(sys.executable, "-m", "gunicorn", "webapp.wsgi:create()"),
        *("--bind", f"{settings.host}:{settings.port}"),
        *("--workers", str(settings.web_workers), "--threads", str(THREADS)),
        *("--worker-tmp-dir", "/dev/shm"),  # noqa: S108 - gunicorn's own heartbeat file, off the disk
        *("--log-level", "warning", "--name", "proving-web", "--config", "python:proving.gunicorn"),
    ]


def web_environment(settings: Settings) -> dict[str, str]:
    """Return the site's environment: what it needs, by name, and nothing else."""
    kept = {name: os.environ[name] for name in (*KEPT, *KEPT_OF_OURS) if name in os.environ}
    return {
        **kept,
        "PROVING_DATABASE": str(settings.database),
        "PROVING_LOG_FORMAT": settings.log_format,
        "PROVING_LOG_LEVEL": settings.log_level,
        "PROVING_TASKS": os.pathsep.join(map(str, settings.task_folders)),
        "PROVING_STRATEGIES": os.pathsep.join(map(str, settings.strategy_folders)),
    }


def run_web(settings: Settings) -> None:
    """Become gunicorn."""
    command = web_command(settings)
    os.execve(command[0], command, web_environment(settings))  # noqa: S606 - argv is our own list, no shell
