"""The site's settings, as the environment says them."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from training.model.batches import DEFAULT_TEAM
from webapp.access import ROLES
from webapp.settings import OidcSettings, Rates, WebSettings

OIDC = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "TITLE", "DOMAINS", "ROLE", "TEAM")
VARIABLES = (
    "PROVING_SECRET_KEY",
    "PROVING_HTTPS",
    "PROVING_ADDRESS",
    "PROVING_PROXIES",
    "PROVING_RATES",
    *(f"PROVING_OIDC_{name}" for name in OIDC),
)
MOST_PROXIES = 8


class UnusableVariableError(Exception):
    """A variable that can't be used; the message names it and says what to give."""


def read_settings(environment: Mapping[str, str], *, database: Path, secret_key: str) -> WebSettings:
    """Return the settings.

    PROVING_HTTPS=1 says that browsers come over TLS, PROVING_ADDRESS where they come to, PROVING_PROXIES how many
    reverse proxies stand before the site. PROVING_TASKS and PROVING_STRATEGIES name more folders, apart by the system's
    path separator. PROVING_RATES changes how many requests a minute a visitor may make, as in
    reading=3000,changing=240,signing_in=60. PROVING_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET name another party that
    signs people in; _DOMAINS whom to let in unasked, by verified address, and _ROLE and _TEAM as what.

    Raises:
        UnusableVariableError: a variable can't be used.
    """
    address = environment.get("PROVING_ADDRESS", "").rstrip("/")
    if address and (urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname):
        raise UnusableVariableError("PROVING_ADDRESS is no address. Give one such as https://proving.example.org.")
    return WebSettings(
        database=database,
        secret_key=secret_key,
        https=environment.get("PROVING_HTTPS") == "1" or address.startswith("https://"),
        address=address or None,
        proxies=_whole(environment, "PROVING_PROXIES", most=MOST_PROXIES),
        task_folders=_folders(environment.get("PROVING_TASKS", "")),
        strategy_folders=_folders(environment.get("PROVING_STRATEGIES", "")),
        oidc=_oidc(environment),
        rates=_rates(environment.get("PROVING_RATES", "")),
    )


def _oidc(environment: Mapping[str, str]) -> OidcSettings | None:
    given = {name: environment.get(f"PROVING_OIDC_{name}", "").strip() for name in OIDC}
    if not given["ISSUER"]:
        return None
    for name in ("CLIENT_ID", "CLIENT_SECRET"):
        if not given[name]:
            raise UnusableVariableError(f"PROVING_OIDC_ISSUER needs PROVING_OIDC_{name} beside it.")
    role = given["ROLE"] or "viewer"
    if role not in ROLES:
        raise UnusableVariableError(f"PROVING_OIDC_ROLE can't be {role}. Use {', '.join(ROLES)}.")
    return OidcSettings(
        issuer=given["ISSUER"],
        client_id=given["CLIENT_ID"],
        client_secret=given["CLIENT_SECRET"],
        title=given["TITLE"] or "single sign-on",
        domains=tuple(part.strip() for part in given["DOMAINS"].split(",") if part.strip()),
        role=role,
        team=given["TEAM"] or DEFAULT_TEAM,
    )


def _rates(text: str) -> Rates:
    rates = Rates()
    for part in filter(None, text.split(",")):
        name, _, number = part.strip().partition("=")
        if name not in vars(rates) or not number.isdecimal():
            raise UnusableVariableError(
                "PROVING_RATES can't be read. Write it as reading=3000,changing=240,signing_in=60."
            )
        rates = replace(rates, **{name: int(number)})
    return rates


def _whole(environment: Mapping[str, str], name: str, *, most: int) -> int:
    text = environment.get(name) or "0"
    if not text.isdecimal() or int(text) > most:
        raise UnusableVariableError(f"{name} can't be {text}. Give a whole number from 0 to {most}.")
    return int(text)


def _folders(text: str) -> tuple[Path, ...]:
    return tuple(Path(part) for part in text.split(os.pathsep) if part)
