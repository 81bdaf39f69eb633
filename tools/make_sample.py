"""Makes the documents of the sample case from their manuscripts: ``python tools/make_sample.py [FOLDER]``.

The folder defaults to the one in the package. Every run gives the same bytes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from typeset.mail import mail
from typeset.manuscript import parse
from typeset.pdf import pdf
from typeset.word import word

MANUSCRIPTS = Path(__file__).resolve().parent / "manuscripts"
DOCUMENTS = Path(__file__).resolve().parents[1] / "src" / "gestae" / "sample" / "documents"
LOG = "weapons-log.docx"

_MAIL_HEADERS = {
    "Return-Path": "<hollis.dravere@lowwater.example>",
    "Message-ID": "<20260918151207.4c1f@mail.lowwater.example>",
    "Date": "Fri, 18 Sep 2026 09:12:07 -0600",
    "From": "Hollis Dravere <hollis.dravere@lowwater.example>",
    "To": "Bea Tolliver <bea.tolliver@safetybureau.example>",
    "Cc": "Ida Fennimore <ida.fennimore@lowwater.example>",
    "Subject": "RE: Re: W-03 yesterday",
}


def names() -> list[str]:
    """The file names of the documents, in order; the weapons log comes within the mail and is not among them."""
    found = sorted(path.name for path in MANUSCRIPTS.glob("[0-9]*"))
    return [name.removesuffix(".txt") if name.count(".") > 1 else name for name in found]


def document(name: str) -> bytes:
    """The bytes of one document."""
    text = manuscript(name)
    match Path(name).suffix:
        case ".pdf":
            return pdf(parse(text))
        case ".docx":
            return word(parse(text))
        case ".eml":
            return mail(_MAIL_HEADERS, text, (LOG, document(LOG)))
        case _:
            return text.encode("utf-8")


def manuscript(name: str) -> str:
    """What a document is made from."""
    path = MANUSCRIPTS / name
    return (path if path.exists() else path.with_name(f"{name}.txt")).read_text(encoding="utf-8")


def words(name: str) -> str:
    """The words of a document as they were written, before setting."""
    return parse(manuscript(name)).words() if Path(name).suffix in (".pdf", ".docx") else manuscript(name)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    folder.mkdir(parents=True, exist_ok=True)
    for name in names():
        (folder / name).write_bytes(document(name))


if __name__ == "__main__":
    main()
