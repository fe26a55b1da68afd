"""`make test`: everything that the tests need, then all of them. Further arguments go to pytest."""

import sys

from proving.setup.packages import MissingPackageError, need
from proving.setup.with_engine import main

BROWSER = {"chromium": ("chromium",), "chromedriver": ("chromium-driver",)}


def run() -> int:
    """Install the browser where it is missing, and run the tests with an engine at hand."""
    try:
        need(BROWSER, progress=lambda text: print(f"  {text}", flush=True))
    except MissingPackageError as error:
        print(f"proving: {error}", file=sys.stderr)
        return 1
    return main([sys.executable, "-m", "pytest", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(run())
