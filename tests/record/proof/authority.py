"""A time stamp authority of this folder's own, by the openssl program."""

import shutil
import subprocess
from pathlib import Path

OPENSSL = shutil.which("openssl")
CONFIG = """
[ tsa ]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./{signer}.pem
signer_key = ./{signer}.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
ess_cert_id_chain = no
[ stamping ]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ root ]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[ req ]
distinguished_name = nobody
[ nobody ]
"""


class Authority:
    """Makes its keys and certificates in ``folder``; ``root`` is the PEM file to trust."""

    def __init__(self, folder: Path, name: str = "Harbour Time Authority") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.root = folder, folder / "root.pem"
        (folder / "tsa.cnf").write_text(CONFIG.format(signer="stamper"), encoding="utf-8")
        (folder / "serial").write_text("01\n", encoding="utf-8")
        new = "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config tsa.cnf"
        self._run(f"{new} -x509 -days 3650 -extensions root -keyout root.key -out root.pem -subj", f"/CN={name} Root")
        self._run(f"{new} -keyout stamper.key -out stamper.csr -subj", f"/CN={name}")
        self._run(
            "x509 -req -in stamper.csr -CA root.pem -CAkey root.key -CAcreateserial -days 3650"
            " -extfile tsa.cnf -extensions stamping -out stamper.pem"
        )

    def reply(self, request: bytes) -> bytes:
        (self.folder / "request.tsq").write_bytes(request)
        self._run("ts -reply -config tsa.cnf -section tsa -queryfile request.tsq -out reply.tsr")
        return (self.folder / "reply.tsr").read_bytes()

    def _run(self, words: str, *more: str) -> None:
        subprocess.run([str(OPENSSL), *words.split(), *more], cwd=self.folder, check=True, capture_output=True)
