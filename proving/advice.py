"""What other Python programs ask: which strategy to use, read from a database or from exported profiles."""

from pathlib import Path

from proving.config import load_settings
from training.exchange import from_text
from training.model.batches import DEFAULT_TEAM
from training.model.trials import Provenance
from training.recommend import Priorities, Recommendation, recommend
from training.store import Store


def recommended_strategy(
    *,
    category: str | None = None,
    difficulty: str | None = None,
    agent: str = "repair",
    team: str = DEFAULT_TEAM,
    priorities: Priorities | None = None,
    database: Path | None = None,
    exported: Path | None = None,
    promoted: str | None = None,
) -> Recommendation:
    """Return the strategy to use for a kind of task, why, and how sure that is.

    It is read from `exported`, a file that `proving profile export` wrote; else from what was promoted under the name
    `promoted`; else from what is known now, in `database` or where the settings say.

    Raises:
        MalformedProfilesError: the file holds no profiles of ours.
        NotFoundError: nothing was promoted under that name.
        StoreError: the database can't be read.
    """
    if exported is not None:
        profiles = from_text(exported.read_text(encoding="utf-8"))
    else:
        with Store.open(database or load_settings()[0].database, read_only=True) as store:
            profiles = (
                store.promotions.get(promoted, team=team).profiles
                if promoted
                else store.profiles.list(team=team, agent=agent, scope=None, provenance=Provenance.REAL)
            )
    mine = [one for one in profiles if one.key.agent == agent and one.key.provenance is Provenance.REAL]
    return recommend(mine, category=category, difficulty=difficulty, priorities=priorities)
