"""What links and cookies carry. Only its hash is kept, so that a copy of the database opens nothing."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, in characters that an address can hold."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token. It is random and long, so that a plain hash of it cannot be tried out."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
