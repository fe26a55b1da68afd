"""The schema of what agents are told and what they learn: own strategies, lessons, checks, learning curves."""

AGENTS = """
create table own_strategies (
    id integer primary key,
    name text not null,
    version text not null,
    content text not null,
    parent text,
    created_by text not null,
    created_at text not null
) strict;
create index own_strategies_by_name on own_strategies (name, id);
create index own_strategies_by_version on own_strategies (version);
create table retired_strategies (
    name text primary key,
    retired_at text not null
) strict;
create table operator_lessons (
    strategy_name text not null,
    operator text not null,
    circumstance text not null,
    tries real not null,
    gains real not null,
    primary key (strategy_name, operator, circumstance)
) strict;
insert into operator_lessons select strategy_name, operator, '', tries, gains from operator_weights;
drop table operator_weights;
create table agent_checks (
    agent text primary key,
    version text not null,
    missing text,
    worker text not null,
    checked_at text not null
) strict;
create table learning_curves (
    id integer primary key,
    content text not null,
    measured_at text not null
) strict;
"""
