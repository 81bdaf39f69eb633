"""An e-mail message with one attachment, as a mail program stores it: CRLF, quoted-printable, base64."""

import base64
import quopri
from email.header import Header

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BOUNDARY = "=_low-water-20260918-0912"


def mail(headers: dict[str, str], body: str, attached: tuple[str, bytes]) -> bytes:
    """The message; ``attached`` is a file name and a Word document."""
    name, data = attached
    head = [f"{key}: {value if value.isascii() else Header(value, 'utf-8').encode()}" for key, value in headers.items()]
    lines = [
        *head,
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"',
        "",
        "This is a message in several parts.",
        f"--{_BOUNDARY}",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        quopri.encodestring(body.encode("utf-8")).decode("ascii").rstrip("\n"),
        f"--{_BOUNDARY}",
        f'Content-Type: {DOCX}; name="{name}"',
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{name}"',
        "",
        base64.encodebytes(data).decode("ascii").rstrip("\n"),
        f"--{_BOUNDARY}--",
        "",
    ]
    return "\n".join(lines).replace("\n", "\r\n").encode("ascii")
