"""Pairs of broken and right programs."""

from pathlib import Path

import pytest

from training.errors import TaskImportError
from training.model.tasks import TaskKind
from training.tasks.importing.quixbugs import read_pairs


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for folder in ("broken", "right", "cases"):
        (tmp_path / folder).mkdir()
    (tmp_path / "broken/mid_dle.js").write_text("function mid_dle(a, b, c) { return b; }")
    (tmp_path / "right/mid_dle.js").write_text(
        "module.exports = function mid_dle(a, b, c) { return [a, b, c].sort()[1]; };"
    )
    (tmp_path / "cases/mid_dle.json").write_text("[[1, 3, 2], 2]\n\n[[[1], null, 2], 2]\n[7, 7]\n")
    return tmp_path


def test_a_pair_becomes_a_task_to_mend(source: Path) -> None:
    (draft,) = read_pairs(source, licence="ISC")
    assert (draft.id, draft.kind, draft.licence) == ("quixbugs-mid-dle", TaskKind.FIX, "ISC")
    assert draft.starter[0].content.endswith(b"module.exports = { mid_dle };\n")
    assert draft.reference[0].content.startswith(b"module.exports = function")
    hidden = draft.tests.hidden[0].content.decode()
    assert "program(1, 3, 2)" in hidden
    assert "program([1], null, 2)" in hidden
    assert "program(7)" in hidden
    assert draft.tests.visible[0].content.decode().count("test('") == 2


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        ("cases/mid_dle.json", "[[1], 2]\n[[1, 2", r"mid_dle\.json, line 2 is no JSON"),
        ("cases/mid_dle.json", "[1]", r"line 1: a case is a list"),
        ("cases/mid_dle.json", "", "holds no cases"),
        ("right/mid_dle.js", "function {", r"right/mid_dle\.js is no JavaScript"),
        ("broken/2.js", "", "is no name of a function"),
        ("broken/other.js", "x", "is missing"),
    ],
)
def test_what_is_wrong_is_named(source: Path, path: str, content: str, told: str) -> None:
    (source / path).write_text(content)
    with pytest.raises(TaskImportError, match=told):
        read_pairs(source)


def test_another_layout_is_told(tmp_path: Path) -> None:
    with pytest.raises(TaskImportError, match="has none of the folders"):
        read_pairs(tmp_path)
