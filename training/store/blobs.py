"""Bulky text, kept once by its content's hash and compressed, apart from the rows that lists read."""

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from typing import Any

from sqlite_utils import Database

from sandbox.model import SourceFile
from training.store.connection import canonical_json, change, first, storable

LEVEL = 6
PRUNED = b""  # what stands in a text's place after it was taken out; nothing compresses to it


def keep(db: Database, text: str) -> str | None:
    """Keep a text and return its hash; None for an empty one. Call it inside a transaction."""
    if not text:
        return None
    data = storable(text).encode()
    digest = hashlib.sha256(data).hexdigest()
    change(
        db,
        """insert into blobs (hash, bytes, data) values (:hash, :bytes, :data)
           on conflict (hash) do update set data = excluded.data where length(data) = 0""",
        hash=digest,
        bytes=len(data),
        data=zlib.compress(data, LEVEL),
    )
    return digest


def fetch(db: Database, digest: str | None) -> str:
    """Return a text by its hash; empty where nothing was kept, or where it has been pruned."""
    row = first(db, "select data from blobs where hash = :hash", hash=digest) if digest else None
    return _text(row["data"]) if row and row["data"] != PRUNED else ""


def keep_json(db: Database, value: Any) -> str | None:
    """Keep a value as JSON."""
    return keep(db, canonical_json(value))


def fetch_json(db: Database, digest: str | None) -> Any:
    """Return a value that was kept as JSON; an empty list where there is none."""
    text = fetch(db, digest)
    return json.loads(text) if text else []


def files_to_json(files: tuple[SourceFile, ...]) -> list[dict[str, str]]:
    """Return files as JSON can hold them: text where they are UTF-8, else base64."""
    return [{"path": file.path, **_content(file.content)} for file in files]


def files_from_json(items: list[dict[str, str]]) -> tuple[SourceFile, ...]:
    """Return files from what `files_to_json` made."""
    return tuple(
        SourceFile(item["path"], item["text"].encode() if "text" in item else b64decode(item["base64"]))
        for item in items
    )


def _text(data: bytes) -> str:
    # what was kept long ago may hold lone surrogates, which no page and no export can be written with
    return storable(zlib.decompress(data).decode("utf-8", "surrogatepass"))


def _content(content: bytes) -> dict[str, str]:
    try:
        return {"text": content.decode()}
    except UnicodeDecodeError:
        return {"base64": b64encode(content).decode()}
