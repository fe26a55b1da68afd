"""What the site is told when it starts."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """One site. `https` says that browsers reach it over TLS: cookies are then for secure connections only."""

    database: Path
    secret_key: str
    https: bool = False
    max_body_bytes: int = 1024 * 1024
    session_hours: float = 24 * 14
    task_folders: tuple[Path, ...] = ()
    strategy_folders: tuple[Path, ...] = ()
