import json
from pathlib import Path
from typing import Any

import pytest

from training.errors import TaskImportError
from training.model.tasks import Difficulty
from training.tasks.importing import Draft, Skipped
from training.tasks.importing.exercism import read_exercises

SPEC = """\
import { describe, expect, test, xtest } from '@jest/globals';
import { twice } from './twice-over';

describe('twice', () => {
  test('one', () => {
    expect(twice(1)).toBe(2);
  });

  xtest('two', () => {
    expect(twice(2)).toBe(4);
  });
});
"""
FILES = {
    ".docs/instructions.md": "# Instructions\n\nDouble it.",
    ".meta/proof.ci.js": "export const twice = (n) => n * 2;",
    "twice-over.js": "export const twice = (n) => { throw new Error('Remove this line'); };",
    "twice-over.spec.js": SPEC,
    "babel.config.js": "module.exports = {};",
    "package.json": "{}",
    "LICENSE": "MIT License",
}
CONFIG = {"solution": ["twice-over.js"], "test": ["twice-over.spec.js"], "example": [".meta/proof.ci.js"]}


def write_exercise(folder: Path, *, config: dict[str, Any] | None = None, files: dict[str, str] | None = None) -> Path:
    for name, text in {**FILES, **(files or {}), ".meta/config.json": json.dumps({"files": config or CONFIG})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def only(source: Path) -> Draft:
    (draft,) = read_exercises(source)
    assert isinstance(draft, Draft), draft
    return draft


def texts(files: Any) -> dict[str, str]:
    return {file.path: file.content.decode() for file in files}


def test_an_exercise_becomes_a_task_with_every_test_in_the_hidden_ones(tmp_path: Path) -> None:
    draft = only(write_exercise(tmp_path / "twice-over"))

    assert (draft.id, draft.title, draft.category) == ("twice-over", "Twice over", "practice")
    assert texts(draft.starter) == {"twice-over.js": FILES["twice-over.js"]}
    assert texts(draft.reference) == {"twice-over.js": FILES[".meta/proof.ci.js"]}
    assert texts(draft.tests.hidden) == {"twice-over.spec.js": SPEC.replace("  xtest(", "  test(")}
    assert "// xtest('two'" in texts(draft.tests.visible)["twice-over.spec.js"]
    assert "Double it." in draft.prompt
    assert "`twice-over.js`" in draft.prompt
    assert draft.licence == "MIT"


def test_a_whole_track_says_title_and_difficulty_of_each(tmp_path: Path) -> None:
    write_exercise(tmp_path / "exercises" / "practice" / "twice-over")
    write_exercise(tmp_path / "exercises" / "concept" / "other")
    listed = {"slug": "twice-over", "name": "Twice Over!", "difficulty": 8}
    (tmp_path / "config.json").write_text(json.dumps({"exercises": {"practice": [listed]}}))

    drafts = {draft.id: draft for draft in read_exercises(tmp_path)}

    twice, other = drafts["twice-over"], drafts["other"]
    assert isinstance(twice, Draft)
    assert isinstance(other, Draft)
    assert (twice.title, twice.difficulty) == ("Twice Over!", Difficulty.HARD)
    assert (other.category, other.difficulty) == ("concept", Difficulty.EASY)


def test_a_deprecated_exercise_is_left_out_and_that_is_no_fault(tmp_path: Path) -> None:
    write_exercise(tmp_path / "exercises" / "practice" / "twice-over")
    listed = {"slug": "twice-over", "status": "deprecated"}
    (tmp_path / "config.json").write_text(json.dumps({"exercises": {"practice": [listed]}}))

    (skipped,) = read_exercises(tmp_path)

    assert isinstance(skipped, Skipped)
    assert not skipped.fault


def test_helpers_of_the_tests_stay_out_of_the_programs_reach(tmp_path: Path) -> None:
    files = {
        ".meta/proof.ci.js": "import { two } from './lib/two';\nexport const twice = (n) => n * two;",
        "twice-over.spec.js": f"import {{ help }} from './helper';\nimport './secrets';\n{SPEC}",
        "lib/two.js": "export { two } from './number.js';",
        "lib/number.js": "export const two = 2;",
        "helper.js": "import cases from './data/cases.json';",
        "secrets.js": "export const answer = 4;",
        "data/cases.json": "[]",
        "global.d.ts": "declare",
    }

    draft = only(write_exercise(tmp_path / "twice-over", files=files, config={**CONFIG, "editor": ["helper.js"]}))

    assert set(texts(draft.starter)) == {"twice-over.js", "lib/two.js", "lib/number.js"}
    assert set(texts(draft.reference)) == set(texts(draft.starter))
    assert set(texts(draft.tests.hidden)) == {"twice-over.spec.js", "helper.js", "secrets.js", "data/cases.json"}
    assert draft.shared == ("helper.js",)


def test_a_helper_that_both_import_is_the_tests_and_shared(tmp_path: Path) -> None:
    files = {
        ".meta/proof.ci.js": "import { Two } from './two';",
        "twice-over.spec.js": f"import {{ Two }} from './two';\n{SPEC}",
        "two.js": "export class Two {}",
    }

    draft = only(write_exercise(tmp_path / "twice-over", files=files))

    assert draft.shared == ("two.js",)
    assert "two.js" in texts(draft.tests.visible)
    assert "two.js" not in texts(draft.starter)


def test_an_exercise_in_refactoring_gets_an_empty_starter_and_its_program_in_the_prompt(tmp_path: Path) -> None:
    folder = write_exercise(
        tmp_path / "twice-over", files={"twice-over.js": "export function twice(n) { return n + n; }"}
    )
    config = json.loads((folder / ".meta" / "config.json").read_text())
    (folder / ".meta" / "config.json").write_text(json.dumps({**config, "blurb": "Refactor a doubler."}))

    draft = only(folder)

    assert "n + n" not in texts(draft.starter)["twice-over.js"]
    assert "throw new Error" in texts(draft.starter)["twice-over.js"]
    assert "return n + n" in draft.prompt
    assert draft.notes


def test_a_track_whose_own_config_can_not_be_read_is_imported_all_the_same(tmp_path: Path) -> None:
    write_exercise(tmp_path / "exercises" / "practice" / "twice-over")
    (tmp_path / "config.json").write_text('{"exercises": {} // to do\n}')

    assert only(tmp_path).title == "Twice over"


def test_an_exercise_without_tests_is_a_fault(tmp_path: Path) -> None:
    (skipped,) = read_exercises(
        write_exercise(tmp_path / "twice-over", files={"twice-over.spec.js": "import './twice-over';"})
    )

    assert isinstance(skipped, Skipped)
    assert "holds no tests" in skipped.reason


def test_an_exemplar_of_several_files_takes_the_names_of_the_solution(tmp_path: Path) -> None:
    config = {**CONFIG, "solution": ["twice-over.js", "errors.js"], "exemplar": [".meta/exemplar.js", ".meta/e.js"]}
    del config["example"]
    files = {".meta/exemplar.js": "1;", ".meta/e.js": "2;", "errors.js": "3;"}

    draft = only(write_exercise(tmp_path / "twice-over", config=config, files=files))

    assert texts(draft.reference) == {"twice-over.js": "1;", "errors.js": "2;"}
    assert draft.category == "concept"


def test_where_every_test_is_skipped_all_of_them_are_visible(tmp_path: Path) -> None:
    draft = only(
        write_exercise(tmp_path / "twice-over", files={"twice-over.spec.js": SPEC.replace("  test(", "  xtest(")})
    )

    assert draft.tests.visible == draft.tests.hidden


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ({**CONFIG, "solution": ["../../etc/passwd"]}, "outside"),
        ({**CONFIG, "test": ["gone.spec.js"]}, "gone.spec.js"),
        ({**CONFIG, "example": []}, "files.example"),
        ({**CONFIG, "solution": "twice-over.js"}, "list of paths"),
    ],
)
def test_a_config_that_does_not_fit_is_a_fault_with_a_reason(tmp_path: Path, config: dict[str, Any], says: str) -> None:
    (skipped,) = read_exercises(write_exercise(tmp_path / "twice-over", config=config))

    assert isinstance(skipped, Skipped)
    assert skipped.fault
    assert says in skipped.reason


@pytest.mark.parametrize(
    ("config", "says"),
    [("[" * 100_000, "nested too deeply"), ('{"title": "\\ud83d"}', "half a character")],
    ids=["deep", "half a character"],
)
def test_a_config_that_can_not_be_read_is_a_fault_with_a_reason(tmp_path: Path, config: str, says: str) -> None:
    folder = write_exercise(tmp_path / "twice-over")
    (folder / ".meta/config.json").write_text(config)
    (skipped,) = read_exercises(folder)

    assert isinstance(skipped, Skipped)
    assert says in skipped.reason


@pytest.mark.parametrize("linked", [".docs/instructions.md", ".docs/introduction.md", "twice-over.js"])
def test_a_link_out_of_the_exercise_is_a_fault(tmp_path: Path, linked: str) -> None:
    folder = write_exercise(tmp_path / "twice-over")
    (tmp_path / "private").write_text("of nobody's concern")
    (folder / linked).unlink(missing_ok=True)
    (folder / linked).symlink_to(tmp_path / "private")
    (skipped,) = read_exercises(folder)

    assert isinstance(skipped, Skipped)
    assert "link out of the exercise" in skipped.reason


def test_a_folder_without_exercises_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaskImportError, match="no exercise"):
        list(read_exercises(tmp_path))
