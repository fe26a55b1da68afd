"""What a team may be called."""

import re

TEAM_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
NAME_HINT = "Use 2 to 40 small letters, digits and dashes, beginning with a letter or digit."
