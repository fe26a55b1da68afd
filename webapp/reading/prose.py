"""A task's statement, from Markdown."""

from markdown_it import MarkdownIt
from markupsafe import Markup


def prose(markdown: str) -> Markup:
    """Return Markdown as HTML. HTML inside it stays text, and links lead only to the web."""
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    return Markup(renderer.render(markdown))  # noqa: S704 - raw HTML is off, and links are checked by the parser
