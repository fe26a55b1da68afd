"""The site on a store of its own, and a visitor to it."""

from pathlib import Path

import pytest
from flask import Flask

from tests.webapp.factories import add_person, seed
from tests.webapp.visiting import Visitor, app_on


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeded") / "proving.db"
    seed(path)
    return path


@pytest.fixture
def site(seeded: Path) -> Flask:
    return app_on(seeded)


@pytest.fixture
def empty_site(tmp_path: Path) -> Flask:
    path = tmp_path / "proving.db"
    add_person(path)
    return app_on(path)


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    someone = Visitor(site)
    assert someone.sign_in().status_code == 303
    return someone


@pytest.fixture
def newcomer(empty_site: Flask) -> Visitor:
    someone = Visitor(empty_site)
    assert someone.sign_in().status_code == 303
    return someone
