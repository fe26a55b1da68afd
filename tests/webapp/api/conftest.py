"""Programs that use the API: each with a token of its own."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.webapp.factories import add_person
from tests.webapp.visiting import app_on
from training.store import Store

ALL_SCOPES = ("view", "run", "audit", "manage")


class Program:
    """A program with a token."""

    def __init__(self, site: Flask, token: str | None) -> None:
        self._client = site.test_client()
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def __call__(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {**self.headers, **options.pop("headers", {})}
        return self._client.open(f"/api/v1{path}", method=method, headers=headers, **options)

    def get(self, path: str, **options: Any) -> TestResponse:
        return self("GET", path, **options)


def token_for(
    path: Path, name: str = "ada", *, scopes: tuple[str, ...] = ALL_SCOPES, ends_in: timedelta = timedelta(days=1)
) -> str:
    """Keep a token for somebody, and return its secret."""
    secret = f"pg_{name}-{'-'.join(scopes)}-{ends_in.total_seconds():.0f}"
    now = datetime.now(UTC)
    with Store.open(path) as store:
        found = store.accounts.find_credentials(name)
        assert found is not None
        digest = sha256(secret.encode()).hexdigest()
        store.tokens.create(
            digest, hint=secret[:8], name="tests", person=found.person, scopes=scopes, now=now, expires_at=now + ends_in
        )
    return secret


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "proving.db"
    add_person(path)
    return path


@pytest.fixture
def program(path: Path) -> Program:
    return Program(app_on(path), token_for(path))


@pytest.fixture
def program_of(path: Path) -> Callable[..., Program]:
    def make(name: str = "ada", **options: Any) -> Program:
        return Program(app_on(path), token_for(path, name, **options))

    return make


@pytest.fixture(scope="session")
def reader(seeded: Path) -> Program:
    """A program that looks at the seeded store."""
    return Program(app_on(seeded), token_for(seeded))
