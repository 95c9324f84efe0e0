"""Row 12: TLS is verified against an authority of our own, and a failure is never tried again without."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from aggregator.collect import net
from aggregator.types import Failed, Fetched
from tests.collect.server import Server, redirect, response, serving

_CURVE = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]


def _client(*hosts: str) -> net.Client:
    return net.Client("", hosts, lambda name, port: ["127.0.0.1"])


def _reason(server: Server, host: str) -> str:
    outcome = _client(host).fetch(server.url("/", host))
    return outcome.reason if isinstance(outcome, Failed) else ""


class Authority:
    """Signs certificates with openssl."""

    def __init__(self, folder: Path) -> None:
        if not shutil.which("openssl"):
            pytest.skip("needs the openssl command to make certificates")
        self.folder = folder
        self.file = folder / "authority.pem"
        self._openssl(
            *("req", "-x509", *_CURVE, "-days", "2", "-subj", "/CN=An authority"),
            *("-keyout", "authority.key", "-out", self.file.name),
        )

    def sign(self, host: str, days: int = 2) -> ssl.SSLContext:
        """What a server of ``host`` needs to speak TLS."""
        (self.folder / "names").write_text(f"subjectAltName=DNS:{host}")
        self._openssl("req", *_CURVE, "-subj", f"/CN={host}", "-keyout", "host.key", "-out", "host.csr")
        self._openssl(
            *("x509", "-req", "-in", "host.csr", "-CA", self.file.name, "-CAkey", "authority.key"),
            *("-CAcreateserial", "-days", str(days), "-extfile", "names", "-out", "host.pem"),
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "host.pem", self.folder / "host.key")
        return context

    def _openssl(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The authority as one of the system's."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority


def test_plain_text_where_tls_is_due_is_a_tls_failure() -> None:
    with serving() as server:
        outcome = _client("127.0.0.1").fetch(server.url("/").replace("http:", "https:"))
        assert isinstance(outcome, Failed) and outcome.reason == "tls"
        assert (server.requests, server.connections) == ([], 1)


def test_a_certificate_of_a_known_authority_for_this_host_is_good(trusted: Authority) -> None:
    with serving(trusted.sign("desk.example")) as server:
        server.answers |= {"/": redirect("/next"), "/next": response(body=b"safe")}
        outcome = _client("desk.example").fetch(server.url("/", "desk.example"))
        assert isinstance(outcome, Fetched) and outcome.body == b"safe"


def test_one_for_another_host_is_not(trusted: Authority) -> None:
    with serving(trusted.sign("other.example")) as server:
        assert _reason(server, "desk.example") == "tls"
        assert (server.requests, server.connections) == ([], 1)


def test_one_that_has_expired_is_not(trusted: Authority) -> None:
    with serving(trusted.sign("desk.example", days=-1)) as server:
        assert _reason(server, "desk.example") == "tls"
        assert (server.requests, server.connections) == ([], 1)


def test_one_of_an_unknown_authority_is_not(authority: Authority) -> None:
    with serving(authority.sign("desk.example")) as server:
        assert _reason(server, "desk.example") == "tls"
        assert (server.requests, server.connections) == ([], 1)


def test_old_versions_of_tls_are_not_spoken() -> None:
    assert _client()._tls.minimum_version >= ssl.TLSVersion.TLSv1_2
