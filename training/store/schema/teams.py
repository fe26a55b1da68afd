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
