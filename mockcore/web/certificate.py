"""The self-signed certificate of `--tls`, made once and kept in the cache folder."""

import datetime
import ipaddress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mockcore.clock import Clock
from mockcore.paths import cache_directory

_VALID_DAYS = 825
_RENEWED_DAYS_BEFORE_END = 30


def ensure(host: str) -> tuple[Path, Path]:
    """Return the files of a certificate for localhost and that host, and of its key; make them when needed.

    Clients trust it when they are pointed to the first file, e.g. `curl --cacert`.
    """
    folder = cache_directory() / "tls"
    folder.mkdir(mode=0o700, exist_ok=True)
    stem = "".join(letter if letter.isalnum() else "-" for letter in host)
    chain, key = folder / f"{stem}.crt", folder / f"{stem}.key"
    if not (chain.is_file() and key.is_file() and _still_valid(chain)):
        _make(host, chain, key)
    return chain, key


def _still_valid(chain: Path) -> bool:
    ends = x509.load_pem_x509_certificate(chain.read_bytes()).not_valid_after_utc
    return ends - Clock().now() > datetime.timedelta(days=_RENEWED_DAYS_BEFORE_END)


def _make(host: str, chain: Path, key: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mockcore")])
    start = Clock().now() - datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=_VALID_DAYS))
        .add_extension(x509.SubjectAlternativeName(_names(host)), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(private, hashes.SHA256())
    )
    key.touch(mode=0o600)
    key.write_bytes(
        private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _names(host: str) -> list[x509.GeneralName]:
    names: list[x509.GeneralName] = [x509.DNSName("localhost")]
    for address in dict.fromkeys(("127.0.0.1", "::1", host)):
        try:
            names.append(x509.IPAddress(ipaddress.ip_address(address)))
        except ValueError:
            if address != "localhost":
                names.append(x509.DNSName(address))
    return names
