"""The adapter of an exported script, run as the script runs it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from training.chains.export import adapter


def adapt(folder: Path, *arguments: str) -> None:
    command = (sys.executable, "-I", adapter.__file__, str(folder), *arguments)
    subprocess.run(command, check=True, capture_output=True, text=True)


def a_plan(**stage: Any) -> dict[str, Any]:
    whole = {
        "name": "a",
        "instructions": "Do it.",
        "after": [],
        "wanted": [],
        "gives": "program",
        "schema": "",
        "hand_off_kib": 256,
        "strategy": "",
        "answer": "",
        "reply": "none",
        "mode": "workspace",
        "as_events": False,
        **stage,
    }
    return {
        "values": {},
        "files": {"solution.js": "// starter"},
        "tests": {"solution.spec.js": "", "helper.js": ""},
        "stages": [whole],
    }


def test_half_a_character_in_an_answer_of_json_is_replaced(tmp_path: Path) -> None:
    (tmp_path / adapter.PLAN).write_text(json.dumps(a_plan(gives="json", schema="{}", reply="text", mode="text")))
    adapt(tmp_path, "prompt", "a")
    (tmp_path / "a.out").write_text(r'{"a": "\ud83d"}')
    adapt(tmp_path, "result", "a", "0")

    assert json.loads(json.loads((tmp_path / "a.json").read_text())["result"]) == {"a": "\ufffd"}


def test_helpers_of_the_tests_are_no_part_of_the_program(tmp_path: Path) -> None:
    (tmp_path / adapter.PLAN).write_text(json.dumps(a_plan()))
    adapt(tmp_path, "prompt", "a")
    (tmp_path / "a" / "own.js").write_text("// made")
    (tmp_path / "a.out").write_text("")
    adapt(tmp_path, "result", "a", "0")
    adapt(tmp_path, "end", str(tmp_path / "out"))

    assert {path.name for path in (tmp_path / "out").iterdir()} == {"solution.js", "own.js"}
