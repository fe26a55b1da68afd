"""The steps that make a machine ready, each told as it happens."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from proving.setup.packages import MissingPackageError, need
from sandbox.engine import OwnedEngine, can_start_engine, connect, engine_address, explain_absence
from sandbox.errors import EngineUnavailableError, ImageBuildError
from sandbox.image import ImageInfo, ensure_image

Progress = Callable[[str], None]
ENGINE_TOOLS = {"dockerd": ("docker.io",)}
BASE_TOOLS = {"mmdebstrap": ("mmdebstrap", "debian-archive-keyring"), "npm": ("npm",)}


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
        raise EngineUnavailableError(explain_absence())
    _install_engine(progress)
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
        raise EngineUnavailableError(explain_absence())


def image(progress: Progress) -> ImageInfo:
    """Return the sandbox image, building it first where it is missing.

    Raises:
        ImageBuildError: it could not be built.
    """
    with closing(connect()) as client:
        return ensure_image(client, progress=progress, before_base=lambda: _install_base_tools(progress))


def _install_base_tools(progress: Progress) -> None:
    try:
        need(BASE_TOOLS, progress=progress)
    except MissingPackageError as error:
        raise ImageBuildError(f"No image registry answers, and without one: {error}") from error


def run_setup(progress: Progress) -> None:
    """Make everything ready, and leave nothing running that was not."""
    with engine(progress):
        progress(f"the sandbox image is {image(progress).tag}")
