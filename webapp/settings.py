"""What the site is told when it starts."""

from dataclasses import dataclass, field
from pathlib import Path

from training.model.batches import DEFAULT_TEAM


@dataclass(frozen=True, kw_only=True)
class OidcSettings:
    """Sign-in by another party (OpenID Connect).

    Somebody who is new is let in where the provider has verified an address of theirs in one of `domains`, or where
    they come with a one-time link; they get `role` in `team`.
    """

    issuer: str
    client_id: str
    client_secret: str
    title: str = "single sign-on"
    domains: tuple[str, ...] = ()
    role: str = "viewer"
    team: str = DEFAULT_TEAM


@dataclass(frozen=True, kw_only=True)
class Rates:
    """How many requests a minute one visitor may make; 0 means any number."""

    reading: int = 3000
    changing: int = 240
    signing_in: int = 60


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """One site. `https` says that browsers reach it over TLS: cookies are then for secure connections only.

    `address` is where browsers reach it, such as https://proving.example.org; requests for another host are then
    refused. `proxies` is how many reverse proxies stand before it, whose word on the visitor's address counts.
    """

    database: Path
    secret_key: str
    https: bool = False
    address: str | None = None
    proxies: int = 0
    max_body_bytes: int = 1024 * 1024
    session_hours: float = 24 * 14
    task_folders: tuple[Path, ...] = ()
    strategy_folders: tuple[Path, ...] = ()
    oidc: OidcSettings | None = None
    rates: Rates = field(default_factory=Rates)
