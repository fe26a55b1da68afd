"""Where to go next, without ever leaving this site."""

from urllib.parse import urlsplit


def safe_next(address: str | None, *, fallback: str) -> str:
    """Return `address` if it is a path of this site, else the fallback.

    Browsers read a backslash as a slash and skip control characters, so an address that holds either is refused.
    """
    if not address or not address.startswith("/") or address.startswith("//"):
        return fallback
    if "\\" in address or any(ord(character) < ord(" ") for character in address):
        return fallback
    parts = urlsplit(address)
    return fallback if parts.scheme or parts.netloc else address
