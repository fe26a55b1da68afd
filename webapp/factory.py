"""Puts the site together."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from htmx_flask import Htmx

from training.strategies import StrategyBook
from training.tasks import Catalogue
from webapp import blueprints
from webapp.auth.guard import init_guard
from webapp.context import init_context
from webapp.errors import init_errors
from webapp.formats import init_formats
from webapp.resources import Resources, init_resources
from webapp.security import init_security
from webapp.settings import WebSettings
