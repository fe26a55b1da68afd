"""What gunicorn does beside serving the site; it reads this as its configuration."""

import os
from pathlib import Path

from sandbox.scratch import PREFIX, remove_tree


def on_exit(_: object) -> None:
    """Remove the counts that the site's processes kept for each other."""
    scratch = Path(os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")).parent
    if scratch.name.startswith(PREFIX):
        remove_tree(scratch)
