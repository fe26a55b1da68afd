"""The report as one HTML file that needs nothing else: to be mailed, printed, kept."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from training.report import Report
from webapp import formats
from webapp.report.shown import FILTERS

_STYLE = Path(__file__).parent.parent / "static" / "css" / "report.css"


def standalone_html(report: Report) -> str:
    """Return the report as a whole HTML document, its style inside."""
    style = Markup(_STYLE.read_text(encoding="utf-8"))  # noqa: S704 - our own file
    return _environment().get_template("report/document.html").render(report=report, style=style, links=False)


@cache
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("webapp"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(
        {name: getattr(formats, name) for name in ("percent", "number", "milliseconds", "moment", "plural", "words")}
    )
    environment.filters.update(FILTERS)
    return environment
