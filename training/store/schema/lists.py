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

# the sums of all days stand under the day '', so that what is asked of all time reads no day at all
SUMS = """
create index profile_updates_by_profile on profile_updates (profile_id, id);
create table result_days (
    day text not null,
    team text not null,
    agent text not null,
    strategy_name text not null,
    result text not null,
    executions integer not null,
    primary key (day, team, agent, strategy_name, result)
) strict, without rowid
"""

MEANS = """
create table profile_tasks (
    profile_id integer not null,
    task_id text not null,
    trials integer not null,
    success_sum real not null,
    score_sum real not null,
    scores integer not null,
    execution_ms_sum real not null,
    primary key (profile_id, task_id)
) strict, without rowid;
insert into profile_tasks
select profile_id, task_id, count(*), sum(json_extract(observation, '$.success')),
    sum(coalesce(json_extract(observation, '$.score'), 0.0)), count(json_extract(observation, '$.score')),
    sum(json_extract(observation, '$.execution_ms'))
from profile_updates join trials on trials.id = profile_updates.trial_id group by profile_id, task_id;
create index trials_judged on trials (task_id, strategy_name, verdict);
create index trials_scored on trials (batch_id, score)
"""

# triggers, because steps are written when a trial closes, when history is scored again, and when profiles are rebuilt
STEP_TRIGGERS = (
    """
    create trigger profile_step_counted after insert on profile_updates begin
        insert into profile_tasks
        select new.profile_id, task_id, 1, json_extract(new.observation, '$.success'),
            coalesce(json_extract(new.observation, '$.score'), 0.0),
            json_extract(new.observation, '$.score') is not null, json_extract(new.observation, '$.execution_ms')
        from trials where id = new.trial_id
        on conflict (profile_id, task_id) do update set trials = trials + 1,
            success_sum = success_sum + excluded.success_sum, score_sum = score_sum + excluded.score_sum,
            scores = scores + excluded.scores, execution_ms_sum = execution_ms_sum + excluded.execution_ms_sum;
    end
    """,
    """
    create trigger profile_step_forgotten after delete on profile_updates begin
        update profile_tasks set trials = trials - 1,
            success_sum = success_sum - json_extract(old.observation, '$.success'),
            score_sum = score_sum - coalesce(json_extract(old.observation, '$.score'), 0.0),
            scores = scores - (json_extract(old.observation, '$.score') is not null),
            execution_ms_sum = execution_ms_sum - json_extract(old.observation, '$.execution_ms')
        where profile_id = old.profile_id and task_id = (select task_id from trials where id = old.trial_id);
        delete from profile_tasks where profile_id = old.profile_id and trials = 0;
    end
    """,
)
