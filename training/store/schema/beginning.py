"""The first schema: batches and their trials, executions, profiles, the chain, people and workers."""

BATCHES = """
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

STRATEGIES_AND_TASKS = """
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

TRIALS = """
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

EXECUTIONS = """
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

PROFILES = """
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

AUDIT = """
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

PEOPLE = """
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

WORKERS = """
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

SCRIPTS = (BATCHES, STRATEGIES_AND_TASKS, TRIALS, EXECUTIONS, PROFILES, AUDIT, PEOPLE, WORKERS)
