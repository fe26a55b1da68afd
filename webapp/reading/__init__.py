"""How code, differences, output and prose are made readable. All of it comes from strangers and stays text."""

from flask import Flask

from webapp.reading.output import readable
from webapp.reading.prose import prose


def init_reading(app: Flask) -> None:
    """Give the templates these filters."""
    app.add_template_filter(readable)
    app.add_template_filter(prose)
