"""A stage that asks no agent: it runs the visible tests and hands on what they found."""

import json

from training.chains.errors import StageFailedError
from training.chains.stage_job import Performed, StageJob, Work
from training.chains.words import shown, tested
from training.model.agents import Candidate
from training.model.chain_runs import Failure, Form
from training.model.chains import Stage


class TestingPerformer:
    """Runs the visible tests on every program that came in; the result is their report."""

    version = "1"

    @property
    def form(self) -> Form:
        """It reads programs, not words."""
        return Form.FILES

    def command(self, stage: Stage, *, as_events: bool) -> tuple[str, ...]:
        """Return nothing: it is no command."""
        del stage, as_events
        return ()

    def how_to_answer(self, stage: Stage) -> str:
        """Return nothing: it is told nothing in words."""
        del stage
        return ""

    def perform(self, job: StageJob) -> Work:
        """Run the tests on each program and report."""
        if job.brief is None:
            raise StageFailedError(Failure.OURS, "There is no task, so there are no tests to run.", retryable=False)
        reports = []
        for files in job.programs or (job.files,):
            answer = yield Candidate(files=files, note=f"Tested by stage {job.stage.name}")
            reports.append(f"{tested(answer)}\n\nThe program that was tested:\n\n{shown(files)}")
            job.on_line(json.dumps({"type": "note", "text": tested(answer)}, ensure_ascii=False))
        result = "\n\n".join(reports)
        return Performed(result=result, raw=result)
