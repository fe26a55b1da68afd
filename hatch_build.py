"""Refuses to pack a wheel that lacks the browser assets: its site would be blank."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS = ("htmx.min.js",)


class NeedsAssets(BuildHookInterface):  # type: ignore[type-arg]  # the plug-in's configuration has no type
    """Looks for what `webapp/assets/fetch.sh` fetches."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check before anything is packed; an editable install takes the folder as it is."""
        del build_data
        folder = Path(self.root, "webapp", "static", "vendor")
        missing = [name for name in ASSETS if not (folder / name).is_file()]
        if version == "standard" and missing:
            raise RuntimeError(f"{missing[0]} is missing. Fetch the browser assets first: sh webapp/assets/fetch.sh")
