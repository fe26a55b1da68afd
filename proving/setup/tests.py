"""`make test`: everything that the tests need, then all of them. Further arguments go to pytest."""

import sys

from proving.setup import browser, with_engine
from proving.setup.packages import MissingPackageError, need, say


def main() -> int:
    """Install what is missing of browser and gVisor, and run the tests with an engine at hand."""
    _offer_gvisor()
    return browser.main() or with_engine.main([sys.executable, "-m", "pytest", *sys.argv[1:]])


def _offer_gvisor() -> None:
    """Ubuntu has no package of it: there, the one test that wants it says why it skips."""
    try:
        need({"runsc": ("runsc",)}, progress=say)
    except MissingPackageError:
        say("gVisor is not to be had here, so no test runs under it")


if __name__ == "__main__":
    sys.exit(main())
