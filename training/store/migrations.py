"""The schema's history. Steps are numbered and only ever appended: a released step is never edited."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from training.store.learning_schema import SCORES
from training.store.schema import agents, chains, durability, lists, tasks, teams

migrations = Migrations("proving")

_BATCHES = """
create table batches (
    id integer primary key,
    team text not null,
    title text not null,
    agent text not null,
    task_ids text not null,
    strategies text not null,
    repeats integer not null,
    seed integer not null,
    isolation text not null,
    provenance text not null,
    created_by text not null,
    state text not null,
    queued integer not null,
    running integer not null default 0,
    passed integer not null default 0,
    failed integer not null default 0,
    errored integer not null default 0,
    cancelled integer not null default 0,
    score_sum real not null default 0,
    score_count integer not null default 0,
    execution_ms real not null default 0,
    executions integer not null default 0,
    created_at text not null,
    started_at text,
    finished_at text
) strict;
create index batches_by_state on batches (state, id);
create index batches_by_team on batches (team, id);
"""

_STRATEGIES_AND_TASKS = """
create table strategy_versions (
    version text primary key,
    name text not null,
    content text not null,
    first_seen_at text not null
) strict;
create table task_versions (
    content_hash text primary key,
    task_id text not null,
    title text not null,
    category text not null,
    difficulty text not null,
    first_seen_at text not null
) strict;
create index task_versions_by_task on task_versions (task_id);
create table baselines (
    content_hash text not null,
    image_digest text not null,
    execution_ms real not null,
    measured_at text not null,
    primary key (content_hash, image_digest)
) strict;
"""

_TRIALS = """
create table trials (
    id integer primary key,
    batch_id integer not null references batches (id),
    ordinal integer not null,
    team text not null,
    agent text not null,
    task_id text not null,
    task_hash text not null,
    category text not null,
    difficulty text not null,
    strategy_name text not null,
    strategy_version text not null references strategy_versions (version),
    repeat integer not null,
    seed integer not null,
    isolation text not null,
    provenance text not null,
    state text not null,
    lease_owner text,
    lease_token integer not null default 0,
    lease_expires_at text,
    not_before text,
    errors integer not null default 0,
    verdict text,
    reason text,
    score real,
    score_detail text,
    execution_ms real,
    executions integer not null default 0,
    tokens integer,
    cost_usd real,
    agent_version text,
    closing_seq integer unique,
    queued_at text not null,
    started_at text,
    closed_at text,
    unique (batch_id, ordinal)
) strict;
create index trials_to_lease on trials (state, batch_id, ordinal);
create index trials_by_task on trials (task_id, id);
create index trials_by_batch on trials (batch_id, task_id, strategy_name);
"""

_EXECUTIONS = """
create table blobs (
    hash text primary key,
    bytes integer not null,
    data blob not null
) strict;
create table executions (
    id integer primary key,
    execution_id text not null unique,
    trial_id integer not null references trials (id),
    batch_id integer not null,
    team text not null,
    purpose text not null,
    ordinal integer not null,
    agent text not null,
    task_id text not null,
    strategy_name text not null,
    strategy_version text not null,
    provenance text not null,
    verdict text not null,
    outcome text not null,
    reason text not null,
    trust text not null,
    trust_reason text,
    tests_passed integer not null,
    tests_total integer not null,
    exit_code integer,
    wall_ms real,
    cpu_ms real,
    peak_memory_mib real,
    image_digest text,
    phases text not null,
    output_truncated integer not null,
    note text not null,
    tokens integer,
    cost_usd real,
    code_blob text references blobs (hash),
    tests_blob text references blobs (hash),
    stdout_blob text references blobs (hash),
    stderr_blob text references blobs (hash),
    log_blob text references blobs (hash),
    started_at text not null
) strict;
create index executions_by_trial on executions (trial_id, id);
create index executions_by_batch on executions (batch_id, id);
create index executions_by_strategy on executions (strategy_name, id);
create index executions_by_task on executions (task_id, id);
create index executions_by_verdict on executions (verdict, id);
create index executions_by_outcome on executions (outcome, id);
"""

_PROFILES = """
create table profiles (
    id integer primary key,
    team text not null,
    agent text not null,
    strategy_name text not null,
    strategy_version text not null,
    provenance text not null,
    scope text not null,
    content text not null,
    updated_at text not null,
    unique (team, agent, strategy_name, strategy_version, provenance, scope)
) strict;
create table profile_updates (
    id integer primary key,
    profile_id integer not null references profiles (id),
    trial_id integer not null references trials (id),
    before text,
    observation text not null,
    after text not null,
    at text not null,
    unique (profile_id, trial_id)
) strict;
create index profile_updates_by_trial on profile_updates (trial_id);
create table operator_weights (
    strategy_name text not null,
    operator text not null,
    tries real not null,
    gains real not null,
    primary key (strategy_name, operator)
) strict;
"""

_AUDIT = """
create table audit_chain (
    seq integer primary key,
    kind text not null,
    subject integer not null,
    content text not null,
    previous_hash text not null,
    hash text not null,
    at text not null
) strict;
create index audit_by_subject on audit_chain (kind, subject);
"""

_PEOPLE = """
create table people (
    id integer primary key,
    name text not null unique collate nocase,
    password_hash text not null,
    role text not null,
    created_at text not null
) strict;
create table sessions (
    token_hash text primary key,
    person_id integer not null references people (id) on delete cascade,
    created_at text not null,
    expires_at text not null
) strict;
create table invitations (
    token_hash text primary key,
    role text not null,
    created_at text not null,
    expires_at text not null,
    used_at text
) strict;
create table sign_in_failures (
    id integer primary key,
    subject text not null,
    at text not null
) strict;
create index sign_in_failures_by_subject on sign_in_failures (subject, at);
create table events (
    id integer primary key,
    at text not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null
) strict;
"""

_WORKERS = """
create table workers (
    owner text primary key,
    slots integer not null,
    running integer not null,
    facts text not null,
    started_at text not null,
    seen_at text not null
) strict;
create table settings (
    key text primary key,
    value text not null
) strict;
"""

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
    for script in (_BATCHES, _STRATEGIES_AND_TASKS, _TRIALS, _EXECUTIONS, _PROFILES, _AUDIT, _PEOPLE, _WORKERS):
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
