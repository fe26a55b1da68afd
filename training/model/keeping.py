"""What is kept, for how long, and what was said about it later."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A batch whose bulk is kept whatever its age."""

    batch_id: int
    pinned_by: str
    reason: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Pruning:
    """One taking out of bulk. `digest` is SHA-256 over the hashes of what was taken out, in order. Sizes as kept."""

    id: int
    older_than: datetime
    by: str
    blobs: int
    bytes: int
    digest: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Correction:
    """Something said later about a row that stays as it is. `kind` is trial, execution or batch."""

    id: int
    kind: str
    subject: int
    author: str
    reason: str
    statement: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SignedHead:
    """The newest link of a database's chain, signed, to be kept elsewhere. Key and signature are hexadecimal."""

    database: str
    seq: int
    hash: str
    at: str
    public_key: str
    signature: str
