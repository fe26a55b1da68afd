"""What the queue, its limits and budgets, timetables, corrections and pruning need."""

QUEUE = """
alter table batches add column priority integer not null default 0;
alter table batches add column budget_seconds real;
alter table batches add column budget_usd real;
alter table batches add column cost_usd real not null default 0;
alter table batches add column tokens integer not null default 0;
alter table batches add column stop_reason text;
alter table batches add column running_since text;
alter table batches add column ran_seconds real not null default 0;
update batches set
    cost_usd = (select coalesce(sum(cost_usd), 0.0) from executions where executions.batch_id = batches.id),
    tokens = (select coalesce(sum(tokens), 0) from executions where executions.batch_id = batches.id);
create index batches_at_work on batches (id) where running > 0;
create index trials_waiting on trials (batch_id, ordinal) where state = 'queued';
create index trials_leased on trials (lease_expires_at) where state = 'leased';
create table team_turns (
    team text primary key,
    turn integer not null
) strict;
create table limits (
    scope text primary key,
    most integer not null,
    changed_by text not null,
    changed_at text not null
) strict
"""

TIMETABLES = """
create table schedules (
    id integer primary key,
    team text not null,
    title text not null,
    cron text not null,
    zone text not null,
    request text not null,
    is_on integer not null,
    created_by text not null,
    created_at text not null,
    next_at text not null,
    last_at text,
    last_batch_id integer references batches (id),
    last_problem text
) strict;
create index schedules_by_time on schedules (next_at) where is_on = 1
"""

KEEPING = """
create table corrections (
    id integer primary key,
    kind text not null,
    subject integer not null,
    author text not null,
    reason text not null,
    statement text not null,
    at text not null
) strict;
create index corrections_by_subject on corrections (kind, subject, id);
create table pins (
    batch_id integer primary key references batches (id),
    pinned_by text not null,
    reason text not null,
    at text not null
) strict;
create table prunings (
    id integer primary key,
    older_than text not null,
    by text not null,
    blobs integer not null,
    bytes integer not null,
    digest text not null,
    at text not null
) strict;
create table pruned_blobs (
    hash text primary key,
    pruning_id integer not null references prunings (id)
) strict
"""

LOST = """
alter table trials add column lost_tokens integer not null default 0;
alter table trials add column lost_cost_usd real not null default 0
"""
