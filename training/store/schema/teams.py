"""Teams and who belongs to them, sessions that can be told apart, tokens for programs, requests already answered."""

TEAMS = """
create table teams (
    name text primary key collate nocase,
    title text not null,
    created_by text not null,
    created_at text not null
) strict;
insert into teams values ('default', 'Default', 'set-up', strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'));
insert or ignore into teams select team, team, 'set-up', min(created_at) from batches group by team;
create table memberships (
    person_id integer not null references people (id) on delete cascade,
    team text not null references teams (name),
    role text not null,
    since text not null,
    primary key (person_id, team)
) strict;
create index memberships_by_team on memberships (team, person_id);
insert into memberships select id, 'default', role, created_at from people;
alter table people drop column role;
alter table people add column external_id text;
alter table people add column disabled_at text;
create unique index people_by_external_id on people (external_id) where external_id is not null;
alter table sessions add column team text;
alter table sessions add column seen_at text;
alter table sessions add column address text not null default '';
alter table sessions add column browser text not null default '';
create index sessions_by_person on sessions (person_id);
alter table invitations add column team text not null default 'default';
alter table invitations add column created_by text not null default '';
create table api_tokens (
    id integer primary key,
    token_hash text not null unique,
    hint text not null,
    name text not null,
    person_id integer not null references people (id) on delete cascade,
    team text not null references teams (name),
    scopes text not null,
    created_at text not null,
    expires_at text not null,
    last_used_at text,
    revoked_at text
) strict;
create index api_tokens_by_team on api_tokens (team, id);
create index api_tokens_by_person on api_tokens (person_id, id);
create table batch_requests (
    person_id integer not null references people (id) on delete cascade,
    key text not null,
    fingerprint text not null,
    batch_id integer not null references batches (id),
    at text not null,
    primary key (person_id, key)
) strict;
create index batch_requests_by_time on batch_requests (at);
"""

# strategies that were made here belong to a team; those from before there were teams, to all
STRATEGIES = """
alter table own_strategies add column team text not null default '';
drop index own_strategies_by_name;
create index own_strategies_by_name on own_strategies (team, name, id);
alter table retired_strategies rename to retired_by_all;
create table retired_strategies (
    team text not null,
    name text not null,
    retired_at text not null,
    primary key (team, name)
) strict;
insert into retired_strategies select '', name, retired_at from retired_by_all;
drop table retired_by_all;
"""

# how tasks did, for each team
TALLIES = """
drop trigger verdict_tallied;
drop trigger verdict_taken_back;
drop table task_tallies;
create table task_tallies (
    team text not null,
    task_id text not null,
    task_hash text not null,
    strategy_name text not null,
    provenance text not null,
    passed integer not null,
    trials integer not null,
    first_at text not null,
    last_at text not null,
    primary key (team, task_id, task_hash, strategy_name, provenance)
) strict, without rowid;
insert into task_tallies
select team, task_id, task_hash, strategy_name, provenance, sum(verdict = 'passed'), count(*),
    min(coalesce(closed_at, queued_at)), max(coalesce(closed_at, queued_at))
from trials where verdict in ('passed', 'failed') group by 1, 2, 3, 4, 5
"""

TRIGGERS = (
    """
    create trigger verdict_tallied after update of verdict on trials
    when new.verdict in ('passed', 'failed') and new.verdict is not old.verdict begin
        insert into task_tallies
        values (new.team, new.task_id, new.task_hash, new.strategy_name, new.provenance, new.verdict = 'passed', 1,
            coalesce(new.closed_at, new.queued_at), coalesce(new.closed_at, new.queued_at))
        on conflict (team, task_id, task_hash, strategy_name, provenance) do update set
            passed = passed + excluded.passed, trials = trials + 1, first_at = min(first_at, excluded.first_at),
            last_at = max(last_at, excluded.last_at);
    end
    """,
    """
    create trigger verdict_taken_back after update of verdict on trials
    when old.verdict in ('passed', 'failed') and new.verdict is not old.verdict begin
        update task_tallies set passed = passed - (old.verdict = 'passed'), trials = trials - 1
        where team = old.team and task_id = old.task_id and task_hash = old.task_hash
            and strategy_name = old.strategy_name and provenance = old.provenance;
        delete from task_tallies
        where team = old.team and task_id = old.task_id and task_hash = old.task_hash and trials = 0;
    end
    """,
)

# a connection that is bound to a team asks for it everywhere: with the team in it, an index answers alone
INDEXES = """
drop index executions_by_task;
create index executions_by_task on executions (task_id, id, facet_id, team);
drop index executions_by_facet;
create index executions_by_facet on executions (facet_id, id, team);
drop index batches_by_person;
create index batches_by_person on batches (created_by, id, team)
"""
