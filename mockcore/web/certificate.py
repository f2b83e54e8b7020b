"""The certificates of `--tls`: one authority for this machine, kept in the cache folder, and what it signs.

Clients trust the authority once and then every server of this machine, at every start.
"""

import datetime
import os
import secrets
import shutil
import tempfile
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.exceptions import InvalidSignature

from mockcore.clock import Clock
from mockcore.errors import OperatorError
from mockcore.paths import cache_directory
from mockcore.web.trusted_hosts import PROCORE_HOSTS

_LOCAL = ("localhost", "127.0.0.1", "::1", "host.docker.internal")
_EVERYWHERE = ("0.0.0.0", "::")
_VALID_DAYS = 397  # clients of some platforms refuse more
_RENEWED_DAYS_BEFORE_END = 30
# Windows would change the ends of lines.
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def authority_file() -> Path:
    """Return the authority's certificate, for clients to trust; make the authority when there is none.

    Raises: OperatorError when the cache folder holds an authority that cannot be read.
    """
    _authority()
    return _folder() / "authority" / "ca.pem"


def ensure(host: str) -> Path:
    """Return a file with a certificate for this machine, Procore's hosts and `host`, and with its key.

    It is made anew when it ends soon, or when the authority is another than the one that signed it.
    """
    stem = "".join(letter if letter.isalnum() else "-" for letter in host)
    file, authority = _folder() / f"{stem}.pem", _authority()
    names = [*dict.fromkeys((*_LOCAL, *PROCORE_HOSTS, *(() if host in _EVERYWHERE else (host,))))]
    if not _usable(file, authority, set(names)):
        now = Clock().now()
        signed = authority.issue_cert(
            *names,
            organization_name="mockcore",
            not_before=now - datetime.timedelta(days=1),
            not_after=now + datetime.timedelta(days=_VALID_DAYS),
        )
        _write(file, signed.private_key_and_cert_chain_pem.bytes())
    return file


def _folder() -> Path:
    folder = cache_directory() / "tls"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _authority() -> trustme.CA:
    folder = _folder() / "authority"
    if not folder.is_dir():
        _establish(folder)
    try:
        return trustme.CA.from_pem((folder / "ca.pem").read_bytes(), (folder / "ca.key").read_bytes())
    except (OSError, ValueError) as error:
        raise OperatorError(f"The certificate authority in {folder} cannot be read ({error}): remove that folder.") from None


def _establish(folder: Path) -> None:
    # Written aside and moved whole: of two servers that start at once, the second takes the authority of the first.
    authority = trustme.CA(path_length=0, organization_name="mockcore", organization_unit_name="mockcore local authority")
    draft = Path(tempfile.mkdtemp(dir=folder.parent))
    _write(draft / "ca.key", authority.private_key_pem.bytes())
    (draft / "ca.pem").write_bytes(authority.cert_pem.bytes())
    try:
        draft.rename(folder)
    except OSError:
        shutil.rmtree(draft)
        if not folder.is_dir():
            raise


def _write(file: Path, content: bytes) -> None:
    """Write a file with a private key: whole or not at all, and for this user alone."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, _NEW_FILE, 0o600), "wb") as opened:
        opened.write(content)
    draft.replace(file)


def _usable(file: Path, authority: trustme.CA, names: set[str]) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(file.read_bytes())
        certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.cert_pem.bytes()))
    except (OSError, ValueError, InvalidSignature):
        return False
    signed = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    remaining = certificate.not_valid_after_utc - Clock().now()
    return names == {str(name.value) for name in signed} and remaining > datetime.timedelta(days=_RENEWED_DAYS_BEFORE_END)
