"""Who is the administrator: the secret, a signed cookie that soon ends, a token in every form.

No session is kept on the server, so that several web processes agree: the cookie holds a random number and when it
began, signed with a key made of the secret; a form's token is made of that number. A new secret ends every session.
"""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

COOKIE = "ajsearch_admin"
TOKEN = "token"  # noqa: S105 - the name of a field
"""The form's field that holds the token."""

IDLE_SECONDS = 30 * 60
"""A session ends after so long without a request."""

LONGEST_SECONDS = 8 * 3600
"""And after so long in any case."""


@dataclass(frozen=True, slots=True)
class Session:
    """A visit: its random number, when it began (seconds since 1970), and whether the secret was given."""

    number: str
    begun: float
    admitted: bool


class Sessions:
    """Makes, reads and ends sessions; safe to use from several threads."""

    def __init__(self, secret: str) -> None:
        self._secret = _digest(secret)
        self._key = hmac.digest(self._secret, b"ajsearch administrator", "sha256")
        self._serializer = URLSafeTimedSerializer(self._key.hex(), salt="session")

    def begin(self, *, admitted: bool) -> Session:
        """A new session."""
        return Session(secrets.token_urlsafe(16), time.time(), admitted)

    def read(self, request: Request) -> Session | None:
        """The session of a request's cookie, None where there is none that holds."""
        try:
            number, begun, admitted = self._serializer.loads(request.cookies.get(COOKIE, ""), max_age=IDLE_SECONDS)
        except (BadSignature, ValueError, TypeError):
            return None
        return Session(number, begun, admitted) if time.time() - begun < LONGEST_SECONDS else None

    def write(self, response: Response, session: Session, *, secure: bool) -> None:
        """Give the session's cookie along, good for another while."""
        value = self._serializer.dumps((session.number, session.begun, session.admitted))
        response.set_cookie(
            COOKIE, str(value), max_age=IDLE_SECONDS, httponly=True, samesite="Strict", secure=secure, path="/"
        )

    def token(self, session: Session) -> str:
        """What the session's forms carry."""
        return hmac.digest(self._key, f"form {session.number}".encode(), "sha256").hex()

    def is_ours(self, request: Request, session: Session | None) -> bool:
        """Whether a form was sent from our own pages of this session."""
        return session is not None and hmac.compare_digest(
            request.form.get(TOKEN, "").encode(), self.token(session).encode()
        )

    def is_right(self, given: str) -> bool:
        """Whether that is the secret; takes as long for every wrong one."""
        return hmac.compare_digest(_digest(given), self._secret)

    def known_as(self, address: str) -> str:
        """The name under which the attempts of an address are counted: the address itself is written nowhere."""
        return hmac.digest(self._key, f"address {address}".encode(), "sha256").hex()


def comes_from_elsewhere(request: Request) -> bool:
    """Whether the browser says that another site sends this, before anything of it is read."""
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return True
    # Our pages send no referrer, and browsers then write "null" for their origin.
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.host


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
