"""The files for operators name what there is."""

import json
import re
from pathlib import Path

from prometheus_client import generate_latest

from proving.watching.metrics import WorkerMetrics

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
OF_THE_SITE = {
    "proving_http_request_seconds",
    "proving_trials",
    "proving_workers",
    "proving_workers_blocked",
    "proving_worker_slots",
    "proving_audit_links",
}
_NAME = re.compile(r"proving_[a-z_]+")
_SUFFIX = re.compile(r"_(bucket|sum|count|total)$")


def test_the_dashboard_asks_for_metrics_that_are_given() -> None:
    metrics = WorkerMetrics()
    metrics.watch("proving_pool_idle", "Waiting.", lambda: 0.0)
    given = {_SUFFIX.sub("", name) for name in _NAME.findall(generate_latest(metrics.registry).decode())}
    site = (ROOT / "webapp/health/metrics.py").read_text()
    panels = json.loads((DEPLOY / "grafana/proving-ground.json").read_text())["panels"]
    asked = {
        _SUFFIX.sub("", name)
        for panel in panels
        for target in panel["targets"]
        for name in _NAME.findall(target["expr"])
    }

    assert asked <= given | OF_THE_SITE
    assert all(name in site for name in OF_THE_SITE)


def test_the_units_start_commands_and_set_variables_that_there_are() -> None:
    from proving.cli.root import cli  # noqa: PLC0415 - reads no settings until it is called
    from proving.config import _VARIABLES  # noqa: PLC0415

    for unit in (DEPLOY / "systemd").glob("*.service"):
        text = unit.read_text()
        assert set(re.findall(r"proving/bin/proving (\w+)", text)) <= set(cli.commands)
        assert set(re.findall(r"PROVING_\w+", text)) <= set(_VARIABLES.values())


def test_the_site_gets_no_socket_and_the_worker_does() -> None:
    site, _, worker = (ROOT / "compose.yaml").read_text().partition("  worker:")

    assert "sock" not in site.partition("services:")[2]
    assert "/run/engine.sock" in worker
    assert "read_only: true" in site
