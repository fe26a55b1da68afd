"""How often each content of a task was passed, by strategy: kept with the trials, read by the catalogue."""

TALLIES = """
create table task_tallies (
    task_id text not null,
    task_hash text not null,
    strategy_name text not null,
    provenance text not null,
    passed integer not null,
    trials integer not null,
    first_at text not null,
    last_at text not null,
    primary key (task_id, task_hash, strategy_name, provenance)
) strict, without rowid;
insert into task_tallies
select task_id, task_hash, strategy_name, provenance, sum(verdict = 'passed'), count(*),
    min(coalesce(closed_at, queued_at)), max(coalesce(closed_at, queued_at))
from trials where verdict in ('passed', 'failed') group by 1, 2, 3, 4
"""

# triggers, because a verdict comes when a trial closes, and goes when one is queued again
TRIGGERS = (
    """
    create trigger verdict_tallied after update of verdict on trials
    when new.verdict in ('passed', 'failed') and new.verdict is not old.verdict begin
        insert into task_tallies
        values (new.task_id, new.task_hash, new.strategy_name, new.provenance, new.verdict = 'passed', 1,
            coalesce(new.closed_at, new.queued_at), coalesce(new.closed_at, new.queued_at))
        on conflict (task_id, task_hash, strategy_name, provenance) do update set passed = passed + excluded.passed,
            trials = trials + 1, first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);
    end
    """,
    """
    create trigger verdict_taken_back after update of verdict on trials
    when old.verdict in ('passed', 'failed') and new.verdict is not old.verdict begin
        update task_tallies set passed = passed - (old.verdict = 'passed'), trials = trials - 1
        where task_id = old.task_id and task_hash = old.task_hash and strategy_name = old.strategy_name
            and provenance = old.provenance;
        delete from task_tallies where task_id = old.task_id and task_hash = old.task_hash and trials = 0;
    end
    """,
)
