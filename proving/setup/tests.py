"""`make test`: everything that the tests need, then all of them. Further arguments go to pytest."""

import sys

from proving.setup import browser, with_engine


def main() -> int:
    """Install the browser where it is missing, and run the tests with an engine at hand."""
    return browser.main() or with_engine.main([sys.executable, "-m", "pytest", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
