"""What machines ask of the site."""

import shutil
from pathlib import Path

from flask import Flask

from tests.webapp.visiting import Visitor


def test_a_live_and_a_ready_site_say_so_to_anybody(site: Flask) -> None:
    stranger = Visitor(site)

    assert stranger.open("/healthz").get_json() == {"status": "ok"}
    assert stranger.open("/readyz").get_json() == {"status": "ok"}


def test_a_site_without_its_database_is_alive_and_not_ready(empty_site: Flask, tmp_path: Path) -> None:
    stranger = Visitor(empty_site)
    for file in tmp_path.glob("proving.db*"):
        file.unlink()
    (tmp_path / "proving.db").mkdir()

    answer = stranger.open("/readyz")
    shutil.rmtree(tmp_path / "proving.db")

    assert stranger.open("/healthz").status_code == 200
    assert answer.status_code == 503
    assert "can't be opened" in str(answer.get_json()["problem"])


def test_metrics_tell_of_requests_and_of_the_queue_and_name_nobody(site: Flask) -> None:
    stranger = Visitor(site)
    stranger.open("/healthz")

    text = stranger.open("/metrics").text

    assert 'proving_http_request_seconds_count{status="200",view="health.healthz"}' in text
    assert 'proving_trials{state="passed"}' in text
    assert "proving_workers 0.0" in text
    assert "default" not in text
    assert "ada" not in text
