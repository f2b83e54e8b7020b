"""The key that signs access tokens: JSON Web Tokens by ES512, as Procore's are.

Imported with the first token: PyJWT and cryptography take 0.1 seconds, which no start should pay.
"""

from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

ALGORITHM = "ES512"
LONGEST = 4_096
# The time of the claims is the server's clock, which PyJWT does not know; Tokens compares it.
_OPTIONS: Any = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "require": ["aid", "iat", "jti"]}


def generated() -> str:
    """A new private key as PEM text."""
    private = ec.generate_private_key(ec.SECP521R1())
    form = serialization.PrivateFormat.PKCS8
    return private.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


class Key:
    """One private key. Signing takes about 0.25 ms, verifying 0.5 ms."""

    def __init__(self, pem: str) -> None:
        private = serialization.load_pem_private_key(pem.encode(), None)
        assert isinstance(private, ec.EllipticCurvePrivateKey)
        self._private = private
        self._public = private.public_key()

    def signed(self, claims: dict[str, Any]) -> str:
        """The claims as a token. Source: observed, header of the documented samples."""
        return jwt.encode(claims, self._private, algorithm=ALGORITHM, sort_headers=False)

    def claims(self, token: str) -> dict[str, Any] | None:
        """The claims of a token that this key has signed; None for any other text, one with ``alg: none`` too."""
        if len(token) > LONGEST:
            return None
        try:
            return jwt.decode(token, self._public, algorithms=[ALGORITHM], options=_OPTIONS)
        except jwt.PyJWTError:
            return None
