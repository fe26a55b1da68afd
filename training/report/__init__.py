"""The validation report: what was found, how sure it is, and which targets were met. Nothing in it is a constant."""

from training.report.build import build_report
from training.report.model import Criterion, Report, ReportFacts, Status, Targets

__all__ = ["Criterion", "Report", "ReportFacts", "Status", "Targets", "build_report"]
