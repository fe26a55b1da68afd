from collections.abc import Iterator
from pathlib import Path

import pytest

from training.store import Store


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "proving.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store.open(database) as opened:
        yield opened
