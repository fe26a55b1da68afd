"""The schema's history. Steps are numbered and only ever appended: a released step is never edited."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from training.store.learning_schema import SCORES
from training.store.schema import agents, beginning, chains, durability, lists, tasks, teams

migrations = Migrations("proving")

_OWN_FAILURES = """
create table trial_errors (
    id integer primary key,
    trial_id integer not null references trials (id),
    worker text not null,
    reason text not null,
    at text not null
) strict;
create index trial_errors_by_trial on trial_errors (trial_id, id);
drop index trials_to_lease;
create index trials_to_lease on trials (batch_id, ordinal) where state != 'closed';
create index trials_to_rate on trials (batch_id, closed_at);
create index executions_by_agent on executions (agent, id);
create index executions_by_team on executions (team, id);
create index executions_by_start on executions (started_at);
"""

_ACTS_AND_OUTBOX = """
create table acts (
    id integer primary key,
    at text not null,
    team text,
    actor text not null,
    action text not null,
    kind text not null,
    subject text not null,
    detail text not null,
    via text not null,
    address text not null
) strict;
create index acts_by_team on acts (team, id);
create index acts_by_actor on acts (actor, id);
create index acts_by_subject on acts (kind, subject, id);
insert into acts select id - 1 - (select max(id) from events), at, 'default', actor, action,
    substr(subject, 1, instr(subject || ' ', ' ') - 1), substr(subject, instr(subject || ' ', ' ') + 1), detail,
    'site', '' from events;
drop table events;
create table webhooks (
    id integer primary key,
    team text not null,
    url text not null,
    topics text not null,
    secret text not null,
    created_by text not null,
    created_at text not null
) strict;
create index webhooks_by_team on webhooks (team, id);
create table outbox (
    id integer primary key,
    message_id text not null unique,
    webhook_id integer not null references webhooks (id) on delete cascade,
    topic text not null,
    body text not null,
    state text not null,
    attempts integer not null default 0,
    created_at text not null,
    due_at text,
    status integer,
    problem text not null default '',
    sent_at text
) strict;
create index outbox_to_send on outbox (due_at) where state = 'waiting';
create index outbox_by_webhook on outbox (webhook_id, id);
"""


@migrations()
def m0001_first_schema(db: Database) -> None:
    """Everything that a batch needs, from its queue to what is learnt from it."""
    for script in (
        beginning.BATCHES,
        beginning.STRATEGIES_AND_TASKS,
        beginning.TRIALS,
        beginning.EXECUTIONS,
        beginning.PROFILES,
        beginning.AUDIT,
        beginning.PEOPLE,
        beginning.WORKERS,
    ):
        _run(db, script)


@migrations()
def m0002_own_failures(db: Database) -> None:
    """Every failure of ours at a trial is kept; the queue and the lists find their rows by index."""
    _run(db, _OWN_FAILURES)


@migrations()
def m0003_acts_and_outbox(db: Database) -> None:
    """Who did what, chained; what is to be told to other programs. Acts from before the chain are numbered below 0."""
    _run(db, _ACTS_AND_OUTBOX)


@migrations()
def m0004_weights_of_scores(db: Database) -> None:
    """Teams weigh scores; history is scored again under new weights, and the profiles under the old ones stay."""
    _run(db, SCORES)


@migrations()
def m0005_lists_and_search(db: Database) -> None:
    """Facets, counts by day and an index of words, for what is there as for what comes; views that people keep."""
    from training.store.backfill import backfill_lists  # noqa: PLC0415 - it imports the connection, which imports us

    _run(db, lists.LISTS)
    backfill_lists(db)
    _run(db, lists.INDEXES)


@migrations()
def m0006_durability(db: Database) -> None:
    """Priorities, budgets and limits in the queue; timetables; corrections, pins and prunings."""
    for script in (durability.QUEUE, durability.TIMETABLES, durability.KEEPING):
        _run(db, script)


@migrations()
def m0007_program_of_a_trial(db: Database) -> None:
    """A trial names the program that ran it."""
    _run(db, lists.PROGRAM)


@migrations()
def m0008_agents_and_own_strategies(db: Database) -> None:
    """A team's own strategies; what the embedded agent learnt, by circumstance; what workers found of agents."""
    _run(db, agents.AGENTS)


@migrations()
def m0009_chains(db: Database) -> None:
    """Chains of agents: versions, runs, and both sides of every hand-off."""
    _run(db, chains.CHAINS)


def _run(db: Database, script: str) -> None:
    # not executescript, which would commit the migration's transaction
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m0010_decisions(db: Database) -> None:
    """What teams decide by what was learnt: promotions, alerts, how a batch's trials are shared out, histories."""
    from training.store.learning_schema import DECISIONS  # noqa: PLC0415 - beside its one use

    _run(db, DECISIONS)


@migrations()
def m0011_sums_of_all_days(db: Database) -> None:
    """Sums of all days beside those of each; what charts by day read; a profile's newest steps by index."""
    from training.store.backfill import backfill_sums  # noqa: PLC0415 - it imports the connection, which imports us

    _run(db, lists.SUMS)
    backfill_sums(db)


@migrations()
def m0012_means_by_task(db: Database) -> None:
    """What each task came to in a profile, kept with its steps; a task's verdicts and a batch's scores by index."""
    _run(db, lists.MEANS)
    for trigger in lists.STEP_TRIGGERS:
        db.execute(trigger)


@migrations()
def m0013_tallies_of_tasks(db: Database) -> None:
    """How often each content of a task was passed, by strategy."""
    _run(db, tasks.TALLIES)
    for trigger in tasks.TRIGGERS:
        db.execute(trigger)


@migrations()
def m0014_teams(db: Database) -> None:
    """People belong to teams with a role in each; sessions that can be told apart; tokens for programs."""
    _run(db, teams.TEAMS)
    _run(db, teams.TALLIES)
    for trigger in teams.TRIGGERS:
        db.execute(trigger)


@migrations()
def m0015_teams_in_indexes(db: Database) -> None:
    """What lists count and choose from is in their indexes whole, the team included."""
    _run(db, teams.INDEXES)


@migrations()
def m0016_strategies_of_teams(db: Database) -> None:
    """Strategies that were made here belong to a team."""
    _run(db, teams.STRATEGIES)


@migrations()
def m0017_lost_attempts(db: Database) -> None:
    """What attempts took that came to no execution, so that a batch's budget holds them."""
    _run(db, durability.LOST)
