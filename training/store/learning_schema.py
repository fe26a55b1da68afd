"""The schema of what is learnt and decided: weights, re-scored history, profiles under each version of the weights."""

SCORES = """
create table score_weights (
    version integer primary key,
    team text not null,
    correctness real not null,
    speed real not null,
    quality real not null,
    adopted_by text not null,
    reason text not null,
    after_seq integer not null,
    rescored integer not null,
    at text not null
) strict;
insert into score_weights values (1, '', 60.0, 20.0, 20.0, '', 'what every team begins with', 0, 0,
    '2026-01-01T00:00:00.000000Z');
create index score_weights_by_team on score_weights (team, version);
create table trial_scores (
    trial_id integer not null references trials (id),
    version integer not null references score_weights (version),
    total real not null,
    primary key (trial_id, version)
) strict;
alter table executions add column lint_blob text references blobs (hash);
create table profiles_anew (
    id integer primary key,
    team text not null,
    agent text not null,
    strategy_name text not null,
    strategy_version text not null,
    provenance text not null,
    scope text not null,
    weights integer not null default 1 references score_weights (version),
    content text not null,
    updated_at text not null,
    unique (team, agent, strategy_name, strategy_version, provenance, scope, weights)
) strict;
insert into profiles_anew
    select id, team, agent, strategy_name, strategy_version, provenance, scope, 1, content, updated_at from profiles;
create table profile_updates_anew (
    id integer primary key,
    profile_id integer not null references profiles_anew (id),
    trial_id integer not null references trials (id),
    before text,
    observation text not null,
    after text not null,
    at text not null,
    unique (profile_id, trial_id)
) strict;
insert into profile_updates_anew
    select id, profile_id, trial_id, before, observation, after, at from profile_updates;
drop table profile_updates;
drop table profiles;
alter table profiles_anew rename to profiles;
alter table profile_updates_anew rename to profile_updates;
create index profile_updates_by_trial on profile_updates (trial_id)
"""

DECISIONS = """
create table promotions (
    id integer primary key,
    team text not null,
    name text not null,
    version integer not null,
    agent text not null,
    note text not null,
    by text not null,
    content_blob text not null references blobs (hash),
    at text not null,
    unique (team, name, version)
) strict;
create table promotion_heads (
    team text not null,
    name text not null,
    version integer not null,
    primary key (team, name)
) strict;
create table alert_rules (
    id integer primary key,
    team text not null,
    agent text not null,
    strategy_name text not null,
    scope text not null,
    measure text not null,
    threshold real,
    baseline text,
    window integer not null,
    created_by text not null,
    created_at text not null,
    raised integer not null,
    gone integer not null default 0
) strict;
create table alerts (
    id integer primary key,
    rule_id integer not null references alert_rules (id),
    raised integer not null,
    words text not null,
    trial_id integer references trials (id),
    at text not null
) strict;
alter table batches add column allocation text not null default 'uniform';
alter table batches add column strategy_plan text not null default '{}';
create table histories (
    id integer primary key,
    team text not null,
    source text not null,
    content_blob text not null references blobs (hash),
    batch_id integer not null references batches (id),
    imported_by text not null,
    at text not null,
    unique (team, content_blob)
) strict
"""
