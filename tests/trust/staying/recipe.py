"""nginx with the very file of the recipe; changed in it are ports, the certificate and where static files are."""

import contextlib
import re
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.checkout import ROOT
from tests.trust.killing.servers import free_port, until
from tests.trust.staying.attacking import Door

RECIPE = ROOT / "deploy" / "nginx.conf"
FRAME = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 2048; }}
http {{
  types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; }}
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""


def adapted(folder: Path, *, site: int, plain: int, encrypted: int) -> str:
    """The recipe for this machine."""
    text = RECIPE.read_text(encoding="utf-8")
    for found, put in (
        (r"(?m)^ *listen \[::\].*\n", ""),
        (r"listen 80;", f"listen 127.0.0.1:{plain};"),
        (r"listen 443 ssl", f"listen 127.0.0.1:{encrypted} ssl"),
        (r"server 127\.0\.0\.1:8000;", f"server 127.0.0.1:{site};"),
        (r"/etc/letsencrypt/live/ogp\.example\.org", str(folder)),
        (r"/var/log/nginx", str(folder)),
        (r"alias .*;", f"alias {ROOT / 'checkmyogp' / 'static'}/;"),
    ):
        text, count = re.subn(found, put, text)
        assert count, f"the recipe has nothing like {found!r}"
    return text


def certify(folder: Path) -> None:
    """A certificate that nobody but this test believes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ogp.example.org")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@contextmanager
def nginx(folder: Path, site: int, *, plain: int = 0) -> Generator[Door]:
    """nginx before the site that answers at this port; without nginx the test is skipped by name."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx: not installed, so that the recipe for production cannot be tried")
    folder.chmod(0o755)
    certify(folder)
    encrypted = free_port()
    (folder / "site.conf").write_text(adapted(folder, site=site, plain=plain or free_port(), encrypted=encrypted))
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder))
    process = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
    door = Door(encrypted, encrypted=True)

    def answers() -> bool:
        assert process.poll() is None, (folder / "error.log").read_text()
        with contextlib.suppress(OSError):
            door.connected("127.0.0.1").close()
            return True
        return False

    try:
        until(answers, "starting nginx")
        yield door
    finally:
        process.terminate()
        process.wait(10)
