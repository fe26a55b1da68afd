"""`make clean`: removes what our own engine has kept."""

import shutil
import sys

from sandbox.engine import OwnedEngine, state_folder


def main() -> int:
    """Remove the state folder, unless somebody is using the engine in it."""
    folder = state_folder()
    if not folder.is_dir():
        return 0
    if OwnedEngine().users():
        print("proving: our Docker engine is in use. Stop `make run` first.", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    print(f"  removed {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
