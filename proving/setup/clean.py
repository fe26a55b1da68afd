"""`make clean`: removes our own engine and all that it has kept."""

import sys

from sandbox.engine import OwnedEngine


def main() -> int:
    """Remove the engine's folder, unless somebody is using the engine in it."""
    if OwnedEngine().remove():
        return 0
    print(
        "proving: our Docker engine is in use, or is not this user's. Stop `make run` first, or use sudo.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
