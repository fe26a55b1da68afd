"""The site and its JSON API: reads the store, queues work, never touches Docker."""

from webapp.factory import create_app
from webapp.settings import WebSettings

__all__ = ["WebSettings", "create_app"]
