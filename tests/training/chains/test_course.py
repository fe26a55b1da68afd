import json
from collections.abc import Callable

import pytest

from sandbox.model import SourceFile
from tests.training.builders import NOON
from tests.training.chains.makers import Scripted, a_chain, a_row, a_stage, begun, chosen, failing, go
from training.agents.errors import AgentStoppedError
from training.chains.stage_job import Performed, StageJob
from training.errors import LeaseLostError
from training.model.chain_runs import Failure, Form, RunRequest, RunState, StageState
from training.model.spending import Spent
from training.store import Store

PROGRAM = (SourceFile("solution.js", b"export const two = 2;\n"),)


def states(store: Store, run_id: int) -> list[tuple[str, StageState]]:
    return [(one.start.stage, one.state) for one in store.chain_runs.stages(run_id)]


def die(_: StageJob) -> str:
    raise KeyboardInterrupt  # as a killed worker: nothing of ours runs any more


def test_each_result_becomes_the_next_stages_message(store: Store) -> None:
    run = begun(store, a_row("a", "b", "c"))
    one = Scripted(answers=["alpha", "beta", "gamma"])
    end = go(store, run, {"one": one})

    assert end.state is RunState.DONE
    assert "Go on: alpha" in one.jobs[1].prompt
    assert "Go on: beta" in one.jobs[2].prompt
    assert store.chain_runs.get(run.id).result == "gamma"


def test_both_sides_of_a_hand_off_are_kept_with_their_sizes_and_it_arrives_when_it_was_answered(store: Store) -> None:
    run = begun(store, a_row("a", "b"))
    go(store, run, {"one": Scripted(answers=["alpha", "beta"])})
    (hand_off,) = store.chain_runs.hand_offs(run.id)

    assert (hand_off.from_stage, hand_off.to_stage, hand_off.sent, hand_off.sent_bytes) == ("a", "b", "alpha", 5)
    assert "Go on: alpha" in hand_off.received
    assert hand_off.arrived
    assert store.chain_runs.hand_off_count(team="default").arrived == 1


def test_where_both_speak_events_the_message_is_an_event_else_text(store: Store) -> None:
    chain = a_chain(
        a_stage("a", agent="speaker"),
        a_stage("b", agent="speaker", instructions="{{ previous }}"),
        a_stage("c", instructions="{{ previous }}"),
    )
    run = begun(store, chain)
    go(store, run, {"speaker": Scripted(form=Form.EVENTS, answers=["x\ny"]), "one": Scripted()})
    first, second = store.chain_runs.hand_offs(run.id)

    assert (first.form, second.form) == (Form.EVENTS, Form.TEXT)
    message = json.loads(first.received)
    assert message["message"]["role"] == "user"
    assert "x\ny" in message["message"]["content"]
    assert store.chain_runs.stages(run.id)[1].start.command[-1] == "--events"


def test_branches_join_under_the_names_of_their_stages(store: Store) -> None:
    chain = a_chain(
        a_stage("left", after=[]),
        a_stage("right", after=[]),
        a_stage("judge", after=["left", "right"], instructions="{{ previous }} // {{ results.left }}"),
    )
    run = begun(store, chain)
    one = Scripted(answers=["L", "R", "J"])
    go(store, run, {"one": one})

    assert "## Result of left\n\nL\n\n## Result of right\n\nR // L" in one.jobs[2].prompt
    assert len(store.chain_runs.hand_offs(run.id)) == 2


def test_a_failed_stage_is_tried_again_and_both_attempts_are_kept(store: Store) -> None:
    run = begun(store, a_chain(a_stage("a", retries=1)))
    end = go(store, run, {"one": Scripted(answers=[failing(Failure.EMPTY_RESULT), "good"])})

    assert end.state is RunState.DONE
    assert states(store, run.id) == [("a", StageState.FAILED), ("a", StageState.DONE)]


def test_what_another_try_can_not_help_is_not_tried_again(store: Store) -> None:
    run = begun(store, a_chain(a_stage("a", retries=3)))
    one = Scripted(answers=[failing(Failure.REFUSED, retryable=False)])
    end = go(store, run, {"one": one})

    assert len(one.jobs) == 1
    assert end.state is RunState.FAILED
    assert "Stage a failed: the agent refused" in end.reason


def test_a_failure_stops_the_chain_and_loses_nothing_of_what_came_before(store: Store) -> None:
    run = begun(store, a_row("a", "b", "c"))
    go(store, run, {"one": Scripted(answers=["alpha", failing(), "never"])})
    kept = store.chain_runs.stages(run.id)

    assert [one.state for one in kept] == [StageState.DONE, StageState.FAILED]
    assert kept[0].end is not None
    assert kept[0].end.result == "alpha"
    assert not store.chain_runs.hand_offs(run.id)[0].arrived
    assert store.chain_runs.get(run.id).failure is Failure.EXITED


COSTLY = Spent(turns=4, tokens=90, cost_usd=2.5, session_id="s-1")


def test_what_a_failed_attempt_took_is_kept_and_counts_in_the_runs_totals(store: Store) -> None:
    run = begun(store, a_row("a", "b"))
    alpha = Performed(result="alpha", tokens=10, cost_usd=0.5)
    end = go(store, run, {"one": Scripted(answers=[alpha, failing(Failure.OVER_BUDGET, spent=COSTLY)])})
    failed = store.chain_runs.stages(run.id)[1].end

    assert failed is not None
    assert (failed.turns, failed.tokens, failed.cost_usd, failed.session_id) == (4, 90, 2.5, "s-1")
    assert (end.tokens, end.cost_usd) == (100, 3.0)
    kept = store.chain_runs.get(run.id)
    assert (kept.tokens, kept.cost_usd) == (100, 3.0)


def test_a_cancelled_run_has_the_totals_of_what_it_took(store: Store) -> None:
    run = begun(store, a_row("a", "b"))

    def stop(_: StageJob) -> str:
        store.chain_runs.cancel(run.id, now=NOON)
        raise AgentStoppedError("It was told to end.", spent=COSTLY)

    with pytest.raises(AgentStoppedError):
        go(store, run, {"one": Scripted(answers=[Performed(result="alpha", cost_usd=0.5), stop])})
    assert store.chain_runs.get(run.id).cost_usd == 3.0


def test_a_resumed_run_counts_the_attempts_from_before(store: Store) -> None:
    run = begun(store, a_chain(a_stage("a", retries=2)))
    with pytest.raises(KeyboardInterrupt):
        go(store, run, {"one": Scripted(answers=[failing(spent=COSTLY), die])})
    end = go(store, run, {"one": Scripted(answers=[Performed(result="alpha", cost_usd=0.5)])})

    assert end.cost_usd == 3.0


def test_a_skipped_stage_lets_what_came_in_go_on(store: Store) -> None:
    chain = a_chain(
        a_stage("a"),
        a_stage("b", agent="broken", on_failure="skip"),
        a_stage("c", instructions="{{ previous }}"),
    )
    run = begun(store, chain)
    one = Scripted(answers=["alpha", "gamma"])
    end = go(store, run, {"one": one, "broken": Scripted(answers=[failing()])})

    assert end.state is RunState.DONE
    assert "alpha" in one.jobs[1].prompt
    assert ("b", StageState.SKIPPED) in states(store, run.id)


def test_another_agent_takes_over_where_the_stage_falls_back(store: Store) -> None:
    run = begun(store, a_chain(a_stage("a", agent="broken", on_failure="fall back", fall_back="one")))
    end = go(store, run, {"one": Scripted(answers=["saved"]), "broken": Scripted(answers=[failing()])})

    assert end.state is RunState.DONE
    assert [one.start.agent for one in store.chain_runs.stages(run.id)] == ["broken", "one"]


def test_the_last_program_made_goes_on_through_stages_that_make_none(store: Store) -> None:
    chain = a_chain(a_stage("a", gives="program"), a_stage("b"), a_stage("c"))
    run = begun(store, chain)
    one = Scripted(answers=[Performed(result="made", program=PROGRAM, tokens=5, cost_usd=0.5), "talk", "more"])
    end = go(store, run, {"one": one})

    assert end.program == PROGRAM
    assert one.jobs[2].files == PROGRAM
    assert (end.tokens, end.cost_usd) == (5, 0.5)


def test_a_run_goes_on_at_the_stage_that_was_not_done_and_says_that_it_began_again(store: Store) -> None:
    run = begun(store, a_row("a", "b"))
    with pytest.raises(KeyboardInterrupt):
        go(store, run, {"one": Scripted(answers=["alpha", die])})
    again = Scripted(answers=["beta"])
    end = go(store, run, {"one": again})

    assert end.state is RunState.DONE
    assert len(again.jobs) == 1, "stage a is not done twice"
    assert states(store, run.id) == [("a", StageState.DONE), ("b", StageState.INTERRUPTED), ("b", StageState.DONE)]
    assert "Begun again" in store.chain_runs.stages(run.id)[2].start.note


def test_a_resumed_stage_goes_on_at_the_agent_that_was_at_work(store: Store) -> None:
    stage = a_stage("a", agent="broken", retries=1, on_failure="fall back", fall_back="one")
    run = begun(store, a_chain(stage))
    with pytest.raises(KeyboardInterrupt):
        go(store, run, {"broken": Scripted(answers=[failing()]), "one": Scripted(answers=[die])})
    end = go(store, run, {"broken": Scripted(answers=[failing()]), "one": Scripted(answers=["saved"])})
    attempts = store.chain_runs.stages(run.id)

    assert end.state is RunState.DONE
    assert [one.start.agent for one in attempts] == ["broken", "broken", "one", "one"]
    assert attempts[3].start.note.startswith("Begun again")


def test_a_resumed_stage_has_the_tries_that_it_had_left(store: Store) -> None:
    run = begun(store, a_chain(a_stage("a", retries=2)))
    with pytest.raises(KeyboardInterrupt):
        go(store, run, {"one": Scripted(answers=[failing(), failing(), die])})
    one = Scripted(answers=[failing()])
    end = go(store, run, {"one": one})

    assert end.state is RunState.FAILED
    assert len(one.jobs) == 1


@pytest.mark.parametrize("retries", [0, 2])
def test_what_failed_for_good_is_not_done_again_when_its_end_could_not_be_written(store: Store, retries: int) -> None:
    run = begun(store, a_chain(a_stage("a", retries=retries)))
    first = go(store, run, {"one": Scripted(answers=[failing(Failure.REFUSED, retryable=False)])})
    one = Scripted()
    end = go(store, run, {"one": one})

    assert not one.jobs
    assert (end.state, end.reason) == (first.state, first.reason)


def test_a_strategy_that_is_gone_in_the_version_that_was_chosen_is_noted(store: Store) -> None:
    run = begun(store, a_row("a"))
    go(store, run, {"one": Scripted()}, version="careful-2")
    start = store.chain_runs.stages(run.id)[0].start

    assert start.strategy_version == "careful-2"
    assert start.note == "careful was chosen as careful-1, which is gone: this is careful-2."


def test_who_lost_the_run_writes_nothing_more(store: Store) -> None:
    run = begun(store, a_row("a", "b"))

    def lose(_: StageJob) -> str:
        store.chain_runs.journal(run.id).begin(now=NOON)
        return "too late"

    with pytest.raises(LeaseLostError):
        go(store, run, {"one": Scripted(answers=[lose])})
    assert states(store, run.id) == [("a", StageState.INTERRUPTED)]


def test_a_cancelled_stage_is_written_down_as_one(store: Store) -> None:
    run = begun(store, a_row("a", "b"))

    def stop(_: StageJob) -> str:
        store.chain_runs.cancel(run.id, now=NOON)
        raise AgentStoppedError("It was told to end.")

    with pytest.raises(AgentStoppedError):
        go(store, run, {"one": Scripted(answers=[stop])})
    assert store.chain_runs.get(run.id).state is RunState.CANCELLED
    assert states(store, run.id) == [("a", StageState.CANCELLED)]


def cancelling(store: Store, run_id: int, answer: str) -> Callable[[StageJob], str]:
    def cancel(_: StageJob) -> str:
        store.chain_runs.cancel(run_id, now=NOON)
        return answer

    return cancel


def test_after_a_cancel_no_further_stage_begins(store: Store) -> None:
    run = begun(store, a_row("a", "b", "c"))
    with pytest.raises(AgentStoppedError):
        go(store, run, {"one": Scripted(answers=[cancelling(store, run.id, "alpha"), "beta"])})

    assert states(store, run.id) == [("a", StageState.DONE)]
    assert store.chain_runs.get(run.id).state is RunState.CANCELLED


def test_a_run_that_was_cancelled_in_its_last_stage_is_not_done(store: Store) -> None:
    run = begun(store, a_row("a"))
    with pytest.raises(AgentStoppedError):
        go(store, run, {"one": Scripted(answers=[cancelling(store, run.id, "alpha")])})

    assert store.chain_runs.get(run.id).state is RunState.CANCELLED


def test_no_stage_begins_on_a_worker_that_ends(store: Store) -> None:
    run = begun(store, a_row("a"))
    with pytest.raises(AgentStoppedError):
        go(store, run, {"one": Scripted()}, is_cancelled=lambda: True)

    assert states(store, run.id) == []
    assert store.chain_runs.get(run.id).state is RunState.RUNNING


def test_a_run_again_takes_over_what_the_stages_before_gave(store: Store) -> None:
    run = begun(store, a_row("a", "b", "c"))
    go(store, run, {"one": Scripted(answers=["alpha", "beta", "gamma"])})
    request = RunRequest(chain=run.chain, rerun_of=run.id, from_position=1)
    second = chosen(store, store.chain_runs.queue(request, now=NOON))
    one = Scripted(answers=["beta two", "gamma two"])
    go(store, second, {"one": one})

    assert states(store, second.id) == [("a", StageState.REUSED), ("b", StageState.DONE), ("c", StageState.DONE)]
    assert one.jobs[0].prompt == store.chain_runs.stages(run.id)[1].start.prompt


def test_variables_of_the_run_go_before_the_chains_own(store: Store) -> None:
    chain = a_chain(a_stage("a", instructions="In {{ language }}."), variables={"language": "JavaScript"})
    one = Scripted()
    go(store, begun(store, chain, variables=(("language", "$(reboot)"), ("task", "stolen"))), {"one": one})

    assert "In $(reboot)." in one.jobs[0].prompt


def test_what_an_agent_writes_is_kept_line_by_line(store: Store) -> None:
    def talk(job: StageJob) -> str:
        for number in range(3):
            job.on_line(f"line {number}")
        return "done"

    run = begun(store, a_row("a"))
    go(store, run, {"one": Scripted(answers=[talk])})

    assert [event.line for event in store.chain_runs.events(run.id)] == ["line 0", "line 1", "line 2"]
    assert store.chain_runs.log_of(store.chain_runs.stages(run.id)[0].id) == "line 0\nline 1\nline 2\n"
