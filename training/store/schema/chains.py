"""The tables of chains: their versions, their runs, and what passed from stage to stage."""

CHAINS = """
create table chain_versions (
    id integer primary key,
    team text not null,
    name text not null,
    version text not null,
    content text not null,
    created_by text not null,
    note text not null,
    created_at text not null
) strict;
create index chain_versions_by_name on chain_versions (team, name, id);
create table chain_runs (
    id integer primary key,
    team text not null,
    name text not null,
    version text not null,
    content text not null,
    state text not null,
    text_blob text references blobs (hash),
    variables text not null,
    choices text not null default '[]',
    trial_id integer unique references trials (id),
    marker text not null default '',
    failure text,
    reason text not null default '',
    result_blob text references blobs (hash),
    program_blob text references blobs (hash),
    tokens integer,
    cost_usd real,
    lease integer not null default 0,
    lease_owner text,
    lease_expires_at text,
    rerun_of integer references chain_runs (id),
    from_position integer not null default 0,
    created_by text not null,
    created_at text not null,
    started_at text,
    finished_at text
) strict;
create index chain_runs_by_name on chain_runs (team, name, id);
create index chain_runs_to_lease on chain_runs (id) where state in ('queued', 'running') and trial_id is null;
create table chain_stage_runs (
    id integer primary key,
    run_id integer not null references chain_runs (id),
    position integer not null,
    stage text not null,
    attempt integer not null,
    state text not null,
    agent text not null,
    agent_version text not null,
    strategy text not null,
    strategy_version text not null,
    command text not null,
    prompt_blob text references blobs (hash),
    result_blob text references blobs (hash),
    raw_blob text references blobs (hash),
    program_blob text references blobs (hash),
    failure text,
    reason text not null default '',
    turns integer,
    tokens integer,
    cost_usd real,
    session_id text,
    note text not null default '',
    started_at text not null,
    finished_at text,
    unique (run_id, position, attempt)
) strict;
create table chain_hand_offs (
    id integer primary key,
    run_id integer not null references chain_runs (id),
    stage_run_id integer not null references chain_stage_runs (id),
    from_stage text not null,
    form text not null,
    sent_blob text references blobs (hash),
    sent_bytes integer not null,
    passed_bytes integer not null,
    received_blob text references blobs (hash),
    redactions integer not null,
    arrived integer not null default 0
) strict;
create index chain_hand_offs_by_run on chain_hand_offs (run_id, id);
create index chain_hand_offs_by_stage_run on chain_hand_offs (stage_run_id);
create table chain_events (
    id integer primary key,
    run_id integer not null references chain_runs (id),
    stage_run_id integer not null references chain_stage_runs (id),
    line text not null,
    at text not null
) strict;
create index chain_events_by_run on chain_events (run_id, id);
create index chain_events_by_stage_run on chain_events (stage_run_id, id)
"""
