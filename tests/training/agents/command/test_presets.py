from pathlib import Path

import pytest

from training.agents import get_agent, list_agents
from training.agents.command.presets import BUILT_IN, load_presets
from training.agents.errors import AgentFileError


def _copy(folder: Path, name: str, *, old: str = "", new: str = "") -> Path:
    text = (BUILT_IN / "codex.toml").read_text()
    (folder / f"{name}.toml").write_text(text.replace(old, new) if old else text)
    return folder


def test_presets_for_known_agents_are_built_in() -> None:
    assert {"claude", "claude-text", "codex", "gemini", "aider", "opencode"} <= set(load_presets())


def test_no_preset_gives_away_more_than_it_names() -> None:
    ours = {"PATH": "/bin", "AWS_SECRET_ACCESS_KEY": "x", "PROVING_SECRET_KEY": "x"}
    for preset in load_presets().values():
        assert set(preset.environment(ours)) == {"PATH", *preset.fixed}


def test_a_teams_own_agent_stands_beside_the_built_in_ones(tmp_path: Path) -> None:
    extra = [_copy(tmp_path, "ours")]
    assert get_agent("ours", extra).name == "ours"
    assert "ours" in {agent.name for agent in list_agents(extra)}


@pytest.mark.parametrize("name", ["claude", "repair", "llm"])
def test_a_name_that_is_taken_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(AgentFileError, match=f"an agent called '{name}' exists already"):
        list_agents([_copy(tmp_path, name)])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('mode = "workspace"', 'mode = "cloud"', "'mode' must be one of workspace, text"),
        ('mode = "workspace"', 'mode = "text"', "can't be 'text' where 'reply' is 'none'"),
        ('prompt = "stdin"', "prompt = 1", "'prompt' must be one of"),
        ("output_mib = 64", "output_mib = 0", "'output_mib' must be a number above 0"),
        ("output_mib = 64", "output_mib = true", "'output_mib' must be a number above 0"),
        ("output_mib = 64", "outptu_mib = 64", "'outptu_mib' is no field here"),
        ('"OPENAI_API_KEY"', '"OPENAI API KEY"', "'secret' must be a list of names"),
        ("[environment]", "[environment]\nset = { A = 1 }", "'set' must be a table of environment variables"),
        ("[environment]", "[environment]\nget = []", "'get' is no field here"),
        ("[environment]", "[environment", "is not TOML"),
        ("title =", "# title =", "'title' must be some text"),
        ("version_command = [", "version_command = [] # [", "'version_command' must be a list"),
    ],
)
def test_a_bad_preset_is_named_with_its_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(AgentFileError) as caught:
        load_presets([_copy(tmp_path, "ours", old=old, new=new)])
    assert "ours.toml" in str(caught.value)
    assert message in str(caught.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AgentFileError, match="is no folder"):
        load_presets([tmp_path / "nowhere"])
