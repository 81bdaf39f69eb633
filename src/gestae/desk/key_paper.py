"""A key on paper: the encrypted key file in groups of characters that can be typed back, each line with a check of its own.

The characters are those of Crockford's base 32: no I, L, O or U, and what is easily mistaken for another is read as that.
What is encoded is the PKCS#8 file itself, so that other programs open it too, with the passphrase.
"""

import base64
import hashlib
import re

from gestae.model import Refusal

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\t": ""})
GROUP, GROUPS = 5, 6
A_LINE = GROUP * GROUPS
CHECK = 3
LINE = re.compile(r"\s*(\d{1,2})\s*[.:)]\s*(\S.*)")
WHOLE = re.compile(r"(\d+) LINES, WHOLE (\w{3})")
FIRST = "-----BEGIN ENCRYPTED PRIVATE KEY-----"
LAST = "-----END ENCRYPTED PRIVATE KEY-----"


def paper(pem: bytes, number: str, name: str) -> str:
    """The page to print, for an encrypted key."""
    letters = _encoded(base64.b64decode("".join(pem.decode().split("\n")[1:-2])))
    lines = [letters[at : at + A_LINE] for at in range(0, len(letters), A_LINE)]
    told = []
    for place, line in enumerate(lines, 1):
        groups = " ".join(line[at : at + GROUP] for at in range(0, len(line), GROUP))
        told.append(f"{place:2}. {groups:{A_LINE + GROUPS - 1}}  {_check(place, line)}")
    return f"""GESTAE KEY ON PAPER

Key {number} of {name}. It seals the records that {name} writes to.
Keep this page where you keep what must not burn and not be copied. Without
the passphrase it is of no use to anybody; so do not write that on it.

To put the key back, type the numbered lines into a file, with the three
characters at the end of each, and give (the passphrase in a file that
GESTAE_PASSPHRASE_FILE names):

    gestae key --restore FILE

Capital or small letters, and the spaces, do not matter. There is no letter
I, L, O or U in it. A mistyped line is named.

{chr(10).join(told)}

{len(lines)} lines, whole {_check(0, letters)}

Without gestae: the lines are the DER bytes of an encrypted PKCS#8 key in
Crockford's base 32; 'openssl pkey -inform DER' opens it.
"""


def typed(words: str) -> bytes:
    """The key file that somebody typed from the page. Refuses with the line that is mistyped or missing."""
    found: dict[int, str] = {}
    for line in words.upper().splitlines():
        match = LINE.fullmatch(line)
        if match is None:
            continue
        place, letters = int(match[1]), match[2].translate(MISTAKEN)
        body, check = letters[:-CHECK], letters[-CHECK:]
        if set(letters) - set(LETTERS) or not body or check != _check(place, body):
            raise _mistyped(f"line {place}", "it does not fit the three characters at its end.", "Look at that line again.")
        found[place] = body
    whole = WHOLE.search(words.upper())
    count = int(whole[1]) if whole else max(found, default=0)
    if missing := [place for place in range(1, count + 1) if place not in found]:
        raise _mistyped(f"line {missing[0]}", "it is missing.", "Type every numbered line.")
    letters = "".join(found[place] for place in sorted(found))
    der = _decoded(letters)
    if not letters or not _is_whole(der) or (whole and whole[2].translate(MISTAKEN) != _check(0, letters)):
        raise _mistyped("the page", "it does not come to a key.", "Type every numbered line, to the last.")
    text = base64.b64encode(der).decode()
    lines = [FIRST, *(text[at : at + 64] for at in range(0, len(text), 64)), LAST]
    return "\n".join(lines).encode() + b"\n"


def _is_whole(der: bytes) -> bool:
    """Whether the bytes are as many as the outermost of DER says."""
    return (
        len(der) > 3
        and der[0] == 0x30
        and (
            (der[1] < 0x80 and len(der) == 2 + der[1])
            or (der[1] == 0x81 and len(der) == 3 + der[2])
            or (der[1] == 0x82 and len(der) == 4 + int.from_bytes(der[2:4]))
        )
    )


def _encoded(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=").translate(str.maketrans(STANDARD, LETTERS))


def _decoded(letters: str) -> bytes:
    words = letters.translate(str.maketrans(LETTERS, STANDARD))
    try:
        return base64.b32decode(words + "=" * (-len(words) % 8))
    except ValueError:
        return b""


def _check(place: int, letters: str) -> str:
    return _encoded(hashlib.sha256(f"{place} {letters}".encode()).digest())[:CHECK]


def _mistyped(where: str, what: str, next_: str) -> Refusal:
    return Refusal(where, what, "The key cannot be put back from it; nothing was changed.", next_)
