"""The steps that make a machine ready, each told as it happens."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from proving.setup.packages import MissingPackageError, need
from sandbox.engine import OwnedEngine, can_start_engine, connect, engine_address
from sandbox.errors import EngineUnavailableError
from sandbox.image import ImageInfo, ensure_image, find_image

Progress = Callable[[str], None]
ENGINE_TOOLS = {"dockerd": ("docker.io",)}
BASE_TOOLS = {"mmdebstrap": ("mmdebstrap",), "npm": ("npm",)}


@contextmanager
def engine(progress: Progress) -> Iterator[str]:
    """Yield the address of an engine that answers, starting one of our own for the block where none does.

    Raises:
        EngineUnavailableError: there is none, and none can be started here.
    """
    address = _foreign_engine()
    if address is not None:
        progress(f"using the Docker engine at {address}")
        yield address
        return
    if os.environ.get("DOCKER_HOST"):
        raise EngineUnavailableError(
            f"No Docker engine answers at DOCKER_HOST ({os.environ['DOCKER_HOST']}). Start it, or unset DOCKER_HOST."
        )
    _install_engine(progress)
    address = _foreign_engine()  # installing may have started the system's own
    if address is not None:
        yield address
        return
    with OwnedEngine(progress) as own:
        progress(f"a Docker engine of our own answers at {own.address}")
        yield own.address


def _foreign_engine() -> str | None:
    """Return the address of an engine that is not ours to stop: whoever set DOCKER_HOST answers for that one."""
    address = engine_address()
    ours = address == OwnedEngine().address and not os.environ.get("DOCKER_HOST")
    return None if ours else address


def _install_engine(progress: Progress) -> None:
    try:
        need(ENGINE_TOOLS, progress=progress)
    except MissingPackageError as error:
        raise EngineUnavailableError(f"No Docker engine answers here. {error}") from error
    if not can_start_engine():
        raise EngineUnavailableError(
            "No Docker engine answers, and only root can start one. Use sudo, or set DOCKER_HOST to one that runs."
        )


def image(progress: Progress) -> ImageInfo:
    """Return the sandbox image, building it first where it is missing.

    Raises:
        ImageBuildError: it could not be built.
    """
    with closing(connect()) as client:
        try:
            return find_image(client)
        except Exception:  # noqa: BLE001 - whatever is wrong, building says it better
            _install_base_tools(progress)
            return ensure_image(client, progress=progress)


def _install_base_tools(progress: Progress) -> None:
    try:
        need(BASE_TOOLS, progress=progress)
    except MissingPackageError as error:
        # only needed where no registry can be reached; the build says so if it comes to that
        progress(str(error))


def run_setup(progress: Progress) -> None:
    """Make everything ready, and leave nothing running that was not."""
    with engine(progress):
        progress(f"the sandbox image is {image(progress).tag}")
