"""What lists, their counts and the search in texts read."""

LISTS = """
create table execution_facets (
    id integer primary key,
    team text not null,
    agent text not null,
    strategy_name text not null,
    provenance text not null,
    purpose text not null,
    result text not null,
    verdict text not null,
    outcome text not null,
    trust text not null,
    created_by text not null,
    unique (team, agent, strategy_name, provenance, purpose, result, verdict, outcome, trust, created_by)
) strict;
alter table executions add column facet_id integer references execution_facets (id);
create table execution_days (
    day text not null,
    facet_id integer not null references execution_facets (id),
    executions integer not null,
    first_id integer not null,
    last_id integer not null,
    primary key (day, facet_id)
) strict, without rowid;
create table trial_days (
    day text not null,
    team text not null,
    agent text not null,
    strategy_name text not null,
    strategy_version text not null,
    provenance text not null,
    category text not null,
    passed integer not null default 0,
    failed integer not null default 0,
    execution_ms real not null default 0,
    cost_usd real not null default 0,
    primary key (day, team, agent, strategy_name, strategy_version, provenance, category)
) strict, without rowid;
create virtual table execution_texts using fts5 (
    code, output, tags, content = '', tokenize = 'unicode61 tokenchars ''_$'''
);
create table saved_views (
    id integer primary key,
    person_id integer not null references people (id) on delete cascade,
    name text not null collate nocase,
    address text not null,
    created_at text not null,
    unique (person_id, name)
) strict
"""

# after the facets of what is there already are known
INDEXES = """
create index executions_by_facet on executions (facet_id, id);
drop index executions_by_task;
create index executions_by_task on executions (task_id, id, facet_id);
drop index executions_by_strategy;
drop index executions_by_verdict;
drop index executions_by_outcome;
drop index executions_by_agent;
drop index executions_by_team;
drop index executions_by_start;
drop index batches_by_state;
create index batches_by_state on batches (state, id desc);
create index batches_by_agent on batches (agent, id);
create index batches_by_person on batches (created_by, id)
"""

# which program wrote a trial's end, as its worker said of itself
PROGRAM = """
alter table trials add column program text
"""
