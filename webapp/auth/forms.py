"""What a person types to sign in, and what may be wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z0-9._-]{2,40}")
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200


@dataclass(frozen=True, kw_only=True)
class NewAccount:
    """A name and a password, with the problems of each by its field."""

    name: str
    password: str
    problems: dict[str, str] = field(default_factory=dict)


def read_new_account(form: Mapping[str, str]) -> NewAccount:
    """Read the form of a one-time link."""
    name, password = form.get("name", "").strip(), form.get("password", "")
    problems = {
        "name": "" if _NAME.fullmatch(name) else "Use 2 to 40 letters, digits, dots, dashes or underscores.",
        "password": password_problem(password, name),
        "again": "" if form.get("again", "") == password else "The two passwords differ; type the same twice.",
    }
    return NewAccount(name=name, password=password, problems={key: text for key, text in problems.items() if text})


def password_problem(password: str, name: str) -> str:
    """Return what is wrong with a password that somebody chooses, or nothing."""
    if len(password) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} characters."
    if len(password) > LONGEST_PASSWORD:
        return f"Use at most {LONGEST_PASSWORD} characters."
    return "Use something other than your name." if password.lower() == name.lower() else ""
