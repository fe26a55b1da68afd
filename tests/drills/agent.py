"""The drill's agent: thinks for a moment, so that it can be killed while it does, and hands the starter in."""

import random
import sys
import time

sys.stdin.read()
time.sleep(random.uniform(0.1, 0.6))  # noqa: S311 - how long a thought takes
