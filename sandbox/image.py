"""The sandbox image: named by its content, found, or built; from a registry's base or one that we make."""

import hashlib
import io
import os
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docker
from docker.errors import APIError, DockerException, ImageNotFound
from requests.exceptions import RequestException

from sandbox.base_image import ensure_base
from sandbox.errors import EngineUnavailableError, ImageBuildError, ImageMissingError

REPOSITORY = "proving-ground/node-jest"
REGISTRY_BASE = ("node", "24-bookworm")
PULL_SECONDS = 20.0
TELL_SECONDS = 5.0
LONGEST_STEP = 100
PROXY_VARIABLES = frozenset({"HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY"})
LEFT_OUT = frozenset({"README.md", "node_modules", ".dockerignore"})
Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class ImageInfo:
    """The image that executions run in. `digest` is its content's own name."""

    tag: str
    digest: str


def context_folder() -> Path:
    """Return the folder that the image is built from: in a checkout, or inside the installed package."""
    here = Path(__file__).resolve().parent
    for folder in (here.parent / "images" / "node-jest", here / "_image"):
        if (folder / "Dockerfile").is_file():
            return folder
    raise ImageBuildError("The image's sources are missing. Install the package again.")


def image_tag() -> str:
    """Return the tag of the image that these sources give; an edit gives another."""
    digest = hashlib.sha256()
    folder = context_folder()
    for path in _context_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{REPOSITORY}:{digest.hexdigest()[:16]}"


def find_image(client: docker.DockerClient) -> ImageInfo:
    """Return the image that these sources give.

    Raises:
        ImageMissingError: it has not been built here yet.
        EngineUnavailableError: the engine does not answer.
    """
    tag = image_tag()
    try:
        image = client.images.get(tag)
    except ImageNotFound as error:
        raise ImageMissingError("The sandbox image has not been built yet. Build it with: proving setup") from error
    except (DockerException, RequestException) as error:
        raise EngineUnavailableError(f"The Docker engine did not answer: {error}") from error
    return ImageInfo(tag=tag, digest=str(image.id))


def ensure_image(
    client: docker.DockerClient, *, progress: Progress, before_base: Callable[[], None] = lambda: None
) -> ImageInfo:
    """Return the image, building it first where it is missing.

    `before_base` is called when it turns out that a base has to be made here, and may install what that takes.

    Raises:
        ImageBuildError: it could not be built; the message ends with the build's last lines.
        EngineUnavailableError: the engine does not answer.
    """
    try:
        return find_image(client)
    except ImageMissingError:
        base = _base(client, progress, before_base)
        _build(client, base, progress)
        return find_image(client)


def _build(client: docker.DockerClient, base: str, progress: Progress) -> None:
    progress(f"building the sandbox image from {base}")
    lines: list[str] = []
    try:
        for event in client.api.build(
            fileobj=_context(context_folder()),
            custom_context=True,
            tag=image_tag(),
            buildargs={"BASE": base, **_proxies()},
            network_mode="host",  # for the packages; what runs in the image has no network
            rm=True,
            forcerm=True,  # a step that failed leaves no container either
            decode=True,
        ):
            _follow(event, lines, progress)
    except (DockerException, RequestException) as error:
        raise ImageBuildError(f"The sandbox image could not be built: {error}") from error


def _proxies() -> dict[str, str]:
    """Return what every Dockerfile may use without declaring it; none of it stays in the image."""
    return {name: value for name, value in os.environ.items() if name.upper() in PROXY_VARIABLES and value}


def _follow(event: dict[str, str], lines: list[str], progress: Progress) -> None:
    text = event.get("stream", "").strip()
    if text:
        lines.append(text)
        if text.startswith("Step "):
            progress(" ".join(text.split())[:LONGEST_STEP])
    if "error" in event:
        raise ImageBuildError(
            "The sandbox image could not be built: " + "\n".join([*lines[-20:], event["error"].strip()])
        )


def _base(client: docker.DockerClient, progress: Progress, before_base: Callable[[], None]) -> str:
    given = os.environ.get("PROVING_IMAGE_BASE")
    if given:
        return given
    folder = context_folder() / "base"
    registry = ":".join(REGISTRY_BASE)
    if _has(client, registry) or _pull(client, progress):
        return registry
    before_base()
    return ensure_base(client, folder, progress=progress)


def _has(client: docker.DockerClient, tag: str) -> bool:
    try:
        client.images.get(tag)
    except ImageNotFound:
        return False
    except (DockerException, RequestException) as error:
        raise EngineUnavailableError(f"The Docker engine did not answer: {error}") from error
    return True


def _pull(client: docker.DockerClient, progress: Progress) -> bool:
    """Pull the registry's base; False where no registry answers soon."""
    progress(f"asking the image registry for {':'.join(REGISTRY_BASE)}")
    begun, result = threading.Event(), [False]

    def pull() -> None:
        try:
            repository, tag = REGISTRY_BASE
            for event in client.api.pull(repository, tag=tag, stream=True, decode=True):
                if "error" in event:
                    return
                begun.set()
            result[0] = True
        except (APIError, DockerException, RequestException):
            return

    thread = threading.Thread(target=pull, daemon=True)
    thread.start()
    thread.join(PULL_SECONDS)
    while begun.is_set() and thread.is_alive():
        thread.join(TELL_SECONDS)
        progress("still pulling")
    if not result[0]:
        progress("no image registry answers: making a base from Debian and npm packages")
    return result[0]


def _context(folder: Path) -> io.BytesIO:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for path in _context_files(folder):
            archive.add(path, path.relative_to(folder).as_posix(), filter=_anonymous)
    packed.seek(0)
    return packed


def _anonymous(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = info.mtime = 0
    info.uname = info.gname = ""
    return info


def _context_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not LEFT_OUT.intersection(path.relative_to(folder).parts):
            yield path
