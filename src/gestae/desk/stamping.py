"""Time stamps of a case by an authority: asked for over the network, or by files for an office without one.

The network is used by ``stamp_by`` alone, and only to the address that the setting names. What goes out is a digest.
"""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from gestae.desk.case_file import CaseFile
from gestae.desk.receipts import sql_log
from gestae.model import Refusal
from gestae.record import acts
from gestae.record.proof import stamp as stamps

URL = "GESTAE_TIMESTAMP_URL"
ROOTS = "GESTAE_TIMESTAMP_ROOTS"
SECONDS = 30
LARGEST = 30_000  # an entry holds less than 65,536 bytes, and base64 makes four of three


def ask(case: CaseFile) -> bytes:
    """The request for a stamp of the last seal, as a file to send."""
    return stamps.request(_last(case))


def take(case: CaseFile, reply: bytes, environment: Mapping[str, str]) -> tuple[int, stamps.Stamp, str]:
    """Writes a stamp of one of the seals down: how many entries it is of, what it says, and the id of the entry. Refuses one
    of other bytes, or not by an authority whose root certificate the setting names."""
    named = _named(environment)
    if len(reply) > LARGEST:
        raise Refusal("the reply", "it is too large for a time stamp.", "Nothing was written.", "Name the authority's reply.")
    try:
        for size, note in reversed(sql_log(case).seals.checkpoints()):
            if stamps.is_of(reply, note):
                found = stamps.stamp(reply, note, named)
                root = next(each for each in named if hashlib.sha256(each).hexdigest() == found.root)
                act = acts.checkpoint_stamped(note.decode(), _base64(reply), _base64(root))
                with case.writing():
                    written = case.draft(act)
                    case.append([written])
                return size, found, written.entry.id
    except stamps.NotAStamp as e:
        raise Refusal("the reply", f"{e}.", "Nothing was written.", f"Ask again, or look after {ROOTS}.") from e
    raise Refusal(
        "the reply", "it is a stamp of something else than any seal of this case.", "Nothing was written.",
        "Write a request with --request, and give the reply to that.",
    )  # fmt: skip


def stamp_by(case: CaseFile, environment: Mapping[str, str]) -> tuple[int, stamps.Stamp, str]:
    """Asks the authority that the setting names, and writes down its stamp."""
    import urllib.error  # noqa: PLC0415 - the network is for this alone
    import urllib.request  # noqa: PLC0415

    url = environment.get(URL, "").strip()
    if urlsplit(url).scheme not in ("http", "https"):
        raise Refusal(
            URL,
            "no address of a time stamp authority is named." if not url else f"'{url}' is no address of the web.",
            "Nothing was sent.",
            "Set it to the authority's address, or write a request with --request FILE and carry it there.",
        )
    _named(environment)
    sent = urllib.request.Request(  # noqa: S310 - the scheme was looked at above
        url, data=ask(case), headers={"Content-Type": "application/timestamp-query", "User-Agent": "gestae"}
    )
    try:
        with urllib.request.urlopen(sent, timeout=SECONDS) as answer:  # noqa: S310 - the same
            reply = answer.read(LARGEST + 1)
    except (urllib.error.URLError, TimeoutError, OSError) as e:
        reason = getattr(e, "reason", None) or e
        raise Refusal(
            url, f"the time stamp authority did not answer ({reason}).", "Nothing was written.",
            "Try again later, or write a request with --request FILE.",
        ) from e  # fmt: skip
    return take(case, reply, environment)


def roots(environment: Mapping[str, str]) -> list[bytes]:
    """The root certificates that the setting names, DER; none where it is not set. Refuses a file that holds none."""
    named = environment.get(ROOTS)
    if not named:
        return []
    try:
        return stamps.certificates(Path(named).read_bytes())
    except (OSError, stamps.NotAStamp) as e:
        raise Refusal(
            named, f"{getattr(e, 'strerror', None) or e}.", f"{ROOTS} names it.", "Name a PEM file with root certificates."
        ) from e


def _named(environment: Mapping[str, str]) -> list[bytes]:
    named = roots(environment)
    if not named:
        raise Refusal(
            ROOTS, "no root certificate of an authority is named.", "A stamp is worth what its authority is.",
            "Name a PEM file with the authority's root certificate.",
        )  # fmt: skip
    return named


def _last(case: CaseFile) -> bytes:
    sealed = sql_log(case).seals.last()
    if sealed is None:
        raise Refusal(case.name, "its record has no seal yet.", "There is nothing to stamp.", "What is added next seals it.")
    return sealed[1]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
