"""Teams and people from the command line."""

import json

from proving.config import Settings
from tests.proving.conftest import Run
from tests.webapp.factories import add_person
from training.store import Store


def test_a_team_is_founded_and_its_batches_are_its_own(run: Run, settings: Settings) -> None:
    assert run("team", "new", "blue", "--title", "The blue ones").exit_code == 0
    run("train", "--tasks", "dimmer-level", "--strategies", "balanced", "--seed", "1", "--team", "blue")

    teams = {team["name"]: team for team in json.loads(run("team", "list", "--json").stdout)}
    assert teams["blue"]["title"] == "The blue ones"
    with Store.open(settings.database) as store:
        assert {batch.team for batch in store.batches.list()} == {"blue"}
        assert {profile.key.team for profile in store.profiles.list(scope=None)} == {"blue"}


def test_what_can_not_be_asked_of_teams_is_one_sentence(run: Run) -> None:
    for arguments, code, sentence in (
        (("team", "new", "No Such"), 2, "small letters"),
        (("team", "new", "default"), 1, "There is a team default already"),
        (("train", "--team", "nowhere"), 1, "There is no team nowhere"),
        (("invite", "--team", "nowhere"), 1, "There is no team nowhere"),
        (("person", "role", "nobody", "admin"), 1, "There is nobody called nobody"),
    ):
        result = run(*arguments)
        assert sentence in result.stderr
        assert result.exit_code != 0, code
        assert "Traceback" not in result.stderr


def test_roles_are_given_and_people_taken_out(run: Run, settings: Settings) -> None:
    add_person(settings.database)
    add_person(settings.database, name="otto", role="viewer")

    assert run("person", "role", "otto", "operator").exit_code == 0
    roles = {one["person"]["name"]: one["person"]["role"] for one in json.loads(run("person", "list", "--json").stdout)}
    assert roles == {"ada": "admin", "otto": "operator"}
    assert "without an admin" in run("person", "remove", "ada").stderr
    assert run("person", "disable", "otto").exit_code == 0
    assert "disabled" in run("person", "list").stdout
    with Store.open(settings.database) as store:
        assert store.accounts.find_credentials("otto") is None
        assert [act.deed.action for act in store.acts.list()][:2] == ["disabled", "changed the role of"]
