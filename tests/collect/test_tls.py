"""Row 12: TLS is verified, and a failure is never tried again without."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from aggregator.collect import net
from aggregator.types import Failed
from tests.collect.server import response, serving


def _client(host: str) -> net.Client:
    return net.Client("", [host], lambda name, port: ["127.0.0.1"])


def test_plain_text_where_tls_is_due_is_a_tls_failure() -> None:
    with serving() as server:
        outcome = _client("127.0.0.1").fetch(server.url("/").replace("http:", "https:"))
        assert isinstance(outcome, Failed) and outcome.reason == "tls"
        assert server.requests == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for desk.example with its key, signed by itself."""
    if not shutil.which("openssl"):
        pytest.skip("needs the openssl command to make a certificate")
    file = tmp_path_factory.mktemp("tls") / "desk.pem"
    key = file.with_suffix(".key")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=desk.example", "-addext", "subjectAltName=DNS:desk.example",
         "-keyout", key, "-out", file],
        check=True, capture_output=True,
    )  # fmt: skip
    file.write_bytes(file.read_bytes() + key.read_bytes())
    return file


@pytest.mark.parametrize(
    ("host", "trusted", "reason"),
    [("desk.example", True, ""), ("desk.example", False, "tls"), ("other.example", True, "tls")],
)
def test_tls_is_verified_against_name_and_authority(
    host: str, trusted: bool, reason: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as server:
        server.answers["/"] = response(body=b"safe")
        outcome = _client(host).fetch(server.url("/", host))
        assert (outcome.reason if isinstance(outcome, Failed) else "") == reason
        assert len(server.requests) == (0 if reason else 1)
