"""Bytes on disk that only the processes of one server can read: their key stands in their environment and nowhere else."""

import os
import secrets

_VARIABLE = "_MOCKCORE_SEAL"
_NONCE_BYTES = 12


class Seal:
    """The key of this server, which the first process makes and its workers are started with."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - slow to import; several workers need it

        self._cipher = AESGCM(bytes.fromhex(os.environ.setdefault(_VARIABLE, secrets.token_hex(32))))

    def closed(self, data: bytes) -> bytes:
        """The bytes as they may be written down."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, None)

    def opened(self, data: bytes) -> bytes:
        """What was closed by a process of this server. Raises: cryptography's InvalidTag for anything else."""
        return self._cipher.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], None)
