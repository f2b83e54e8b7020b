"""The authority of `--tls`, and what it signs."""

import datetime
import ssl
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from cryptography import x509

import mockcore
from mockcore.clock import Clock
from mockcore.errors import OperatorError
from mockcore.web import certificate


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MOCKCORE_CACHE", str(tmp_path))
    return tmp_path


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def names(file: Path) -> set[str]:
    held = x509.load_pem_x509_certificate(file.read_bytes())
    return {str(name.value) for name in held.extensions.get_extension_for_class(x509.SubjectAlternativeName).value}


def test_the_authority_is_the_same_at_every_start() -> None:
    first = certificate.authority_file().read_bytes()
    assert certificate.authority_file().read_bytes() == first


def test_servers_that_start_at_once_have_one_authority() -> None:
    with ThreadPoolExecutor(8) as pool:
        files = list(pool.map(lambda _: certificate.ensure("127.0.0.1"), range(8)))
    signer = x509.load_pem_x509_certificate(certificate.authority_file().read_bytes())
    assert set(files) == {files[0]}
    x509.load_pem_x509_certificate(files[0].read_bytes()).verify_directly_issued_by(signer)


def test_only_this_user_reads_private_keys(cache: Path) -> None:
    keys = [certificate.ensure("localhost"), cache / "tls" / "authority" / "ca.key"]
    assert [mode(key) for key in keys] == [0o600, 0o600]
    assert mode(cache / "tls") == 0o700
    assert b"PRIVATE KEY" not in certificate.authority_file().read_bytes()


def test_this_machine_procores_hosts_and_the_address_listened_on_are_signed_for() -> None:
    signed = names(certificate.ensure("192.0.2.7"))
    assert {"localhost", "127.0.0.1", "::1", "192.0.2.7"} < signed
    assert {"api.procore.com", "login.procore.com", "sandbox.procore.com", "login-sandbox.procore.com"} < signed


def test_a_certificate_is_kept_while_it_is_good() -> None:
    first = certificate.ensure("localhost").read_bytes()
    assert certificate.ensure("localhost").read_bytes() == first


def test_another_authority_signs_anew(cache: Path) -> None:
    first = certificate.ensure("localhost").read_bytes()
    (cache / "tls" / "authority").rename(cache / "tls" / "before")
    again = certificate.ensure("localhost").read_bytes()
    assert again != first
    signer = x509.load_pem_x509_certificate(certificate.authority_file().read_bytes())
    x509.load_pem_x509_certificate(again).verify_directly_issued_by(signer)


def test_a_certificate_that_ends_soon_or_names_other_hosts_is_made_anew(cache: Path) -> None:
    file = certificate.ensure("localhost")
    authority = certificate._authority()
    soon = Clock().now() + datetime.timedelta(days=3)
    for made in (authority.issue_cert(*names(file), not_after=soon), authority.issue_cert("localhost")):
        file.write_bytes(made.private_key_and_cert_chain_pem.bytes())
        ends = x509.load_pem_x509_certificate(certificate.ensure("localhost").read_bytes()).not_valid_after_utc
        assert datetime.timedelta(days=300) < ends - Clock().now() < datetime.timedelta(days=398)
        assert "api.procore.com" in names(file)


def test_an_authority_that_cannot_be_read_is_one_sentence(cache: Path) -> None:
    certificate.authority_file().write_text("nonsense")
    with pytest.raises(OperatorError, match="remove that folder"):
        certificate.authority_file()


def test_a_client_that_trusts_the_authority_is_served_and_another_is_not() -> None:
    with mockcore.running(tls=True) as server:
        assert server.url.startswith("https://127.0.0.1:")
        assert server.get("/rest/v1.0/companies")[0]["id"] == server.company_id
        trusting = ssl.create_default_context(cafile=server.ca_file)
        assert httpx.get(f"{server.url}/_mockcore/health", verify=trusting).status_code == 200
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(f"{server.url}/_mockcore/health")
