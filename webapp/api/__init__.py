"""The JSON API under /api/v1: what the site can do, for programs. `openapi.json` there describes it whole."""
