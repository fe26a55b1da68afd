import pytest

from tests.training.chains.makers import a_chain, a_row, a_stage
from training.chains.checking import Known, problems
from training.chains.graph import ordered
from training.model.chains import Chain

KNOWN = Known(agents=("one", "two", "repair"), strategies=("careful",))


def said(chain: Chain, *, on_task: bool | None = None) -> str:
    return "\n".join(str(problem) for problem in problems(chain, KNOWN, on_task=on_task))


def test_a_sound_chain_has_no_problem() -> None:
    assert said(a_row("a", "b", "c")) == ""


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        (a_chain(), "no stage"),
        (a_chain(a_stage("a"), name="new"), "A page of the site is called 'new'"),
        (a_chain(*(a_stage(f"s{n}") for n in range(200))), "200 stages. At most 50"),
        (a_chain(a_stage("a"), a_stage("a")), "Stage a: 2 stages have this name"),
        (a_chain(a_stage("a", after=["b"]), a_stage("b", after=["a"])), "Stage a: it waits for itself: a → b → a"),
        (a_chain(a_stage("a", after=["a"])), "it waits for itself: a → a"),
        (a_chain(a_stage("a", after=["nowhere"])), "Stage a: it is to follow 'nowhere'"),
        (a_chain(a_stage("a"), a_stage("b", after=[])), "nothing follows a"),
        (a_chain(a_stage("a", agent="ghost")), "Stage a: no agent is called 'ghost'"),
        (a_chain(a_stage("a", strategy="bold")), "Stage a: no strategy is called 'bold'"),
        (a_chain(a_stage("a", instructions="{{ colour }}")), "Stage a: {{ colour }} is no variable"),
        (a_chain(a_stage("a", instructions="{{ previous }}")), "no value in a first stage"),
        (a_chain(a_stage("a", instructions="{{ results.b }}"), a_stage("b")), "does not come before"),
        (a_chain(a_stage("a", gives="json")), "no schema says what"),
        (a_chain(a_stage("a", gives="json", schema="{")), "the schema is no JSON"),
        (a_chain(a_stage("a", gives="json", schema='{"type": "poem"}')), "no JSON schema"),
        (a_chain(a_stage("a", gives="json", schema="false")), "nothing can meet"),
        (a_chain(a_stage("a", gives="json", schema='{"type": "string", "enum": [1, 2]}')), "nothing can meet"),
        (a_chain(a_stage("a", gives="json", schema='{"minLength": 5, "maxLength": 2}')), "minLength 5 is above"),
        (
            a_chain(a_stage("a", gives="json", schema='{"required": ["x"], "properties": {"x": false}}')),
            "in 'x', which is required",
        ),
        (a_chain(a_stage("a", gives="json", schema='{"$ref": "https://example.org/s"}')), "points to 'https://"),
        (a_chain(a_stage("a", on_failure="fall back")), "none of that name"),
        (a_chain(a_stage("a", agent="tests", gives="program")), "tests give text"),
    ],
)
def test_a_problem_names_its_stage(chain: Chain, expected: str) -> None:
    assert expected in said(chain)


def test_an_agent_that_needs_tests_is_refused_on_free_text_alone() -> None:
    chain = a_chain(a_stage("a", agent="repair", gives="program"))

    assert "needs a task's tests" in said(chain, on_task=False)
    assert said(chain, on_task=True) == ""


def test_stages_run_after_those_they_follow_whatever_the_order_of_the_list() -> None:
    chain = a_chain(a_stage("judge", after=["left", "right"]), a_stage("left", after=[]), a_stage("right", after=[]))

    assert [stage.name for stage in ordered(chain)] == ["left", "right", "judge"]
