"""Signed heads of the audit chain: whoever keeps one elsewhere can tell whether the chain still leads there.

Ed25519 (RFC 8032) over one canonical text of the head. The key stays with the database; the public key and the heads
belong somewhere that whoever holds the database can't write to.
"""

import os
from dataclasses import asdict
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from training.errors import SigningError
from training.model.keeping import SignedHead
from training.store.connection import canonical_json

PURPOSE = "proving-ground audit head 1"


def load_key(path: Path) -> Ed25519PrivateKey:
    """Return the key kept at a path, made on first use and readable by its owner alone.

    Raises:
        SigningError: it can't be read or made, or is no Ed25519 key.
    """
    try:
        if not path.exists():
            _make_key(path)
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise SigningError(f"The key {path} can't be used: {error}. Move it away to have a new one made.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningError(f"The key {path} is no Ed25519 key. Move it away to have a new one made.")
    return key


def sign_head(key: Ed25519PrivateKey, *, database: str, seq: int, hash_: str, at: str) -> SignedHead:
    """Return a signed head."""
    unsigned = SignedHead(
        database=database, seq=seq, hash=hash_, at=at, public_key=public_hex(key.public_key()), signature=""
    )
    return SignedHead(**{**asdict(unsigned), "signature": key.sign(_statement(unsigned)).hex()})


def public_hex(key: Ed25519PublicKey) -> str:
    """Return a public key as hexadecimal digits."""
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()


def is_signed_by(head: SignedHead, public_key: str) -> bool:
    """Return whether a head was signed with the key that a public key belongs to."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(head.signature), _statement(head))
    except (InvalidSignature, ValueError):
        return False
    return True


def _statement(head: SignedHead) -> bytes:
    return canonical_json([PURPOSE, head.database, head.seq, head.hash, head.at]).encode()


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    # made whole beside its place and linked there: of two processes that start together neither reads half a key
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    with open(scratch, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(text)
    try:
        os.link(scratch, path)
    except FileExistsError:
        return
    finally:
        scratch.unlink()
