"""Small PDF files for tests: words at places, in Helvetica, with its true widths."""

import hashlib
import zlib
from dataclasses import dataclass, field

_WIDTHS = (
    [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278] + [556] * 10
    + [278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778]
    + [667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556]
    + [278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334]
    + [260, 334, 584]
)  # fmt: skip
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_OWNER = b"\x01" * 32
_ID = b"0123456789abcdef"


def width(text: str, size: float) -> float:
    """In points; characters beyond ASCII count as an en."""
    return sum(_WIDTHS[ord(c) - 32] if " " <= c <= "~" else 556 for c in text) * size / 1000


@dataclass
class Sheet:
    """A page. ``y`` counts upwards from the lower edge, in points."""

    width: int = 612
    height: int = 792
    rotate: int = 0
    parts: list[bytes] = field(default_factory=list)
    has_picture: bool = False

    def text(self, x: float, y: float, words: str, size: float = 11, spacing: float = 0) -> "Sheet":
        """``spacing`` is added to every space, as justified text does."""
        escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        self.parts.append(b"BT /F1 %g Tf %g Tw 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, spacing, x, y, escaped))
        return self

    def turned(self, x: float, y: float, words: str, size: float = 11) -> "Sheet":
        """Upwards along the edge."""
        self.parts.append(b"BT /F1 %g Tf 0 1 -1 0 %g %g Tm (%s) Tj ET" % (size, x, y, words.encode("cp1252")))
        return self

    def line(self, x: float, y: float, to_x: float, to_y: float) -> "Sheet":
        self.parts.append(b"0.5 w %g %g m %g %g l S" % (x, y, to_x, to_y))
        return self

    def picture(self) -> "Sheet":
        """A grey picture over the whole page, as a scanner makes it."""
        self.parts.append(b"q %d 0 0 %d 0 0 cm /I1 Do Q" % (self.width, self.height))
        self.has_picture = True
        return self

    def column(self, x: float, y: float, wide: float, lines: list[str], size: float = 10, leading: float = 12) -> float:
        """Justified lines, each as wide as the column; one that begins a paragraph's end (``|`` at its end) is not."""
        for line in lines:
            words = line.rstrip("|")
            spaces = words.count(" ")
            spread = (wide - width(words, size)) / spaces if spaces and not line.endswith("|") else 0
            self.text(x, y, words, size, spread)
            y -= leading
        return y


def broken(text: str, wide: float, size: float = 10, hyphens: bool = True) -> list[str]:
    """A paragraph in lines of at most this width, long words divided; the last ends in ``|``."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if width(longer, size) <= wide:
            line = longer
            continue
        cut = len(word) - 3
        while hyphens and cut > 2 and width(f"{line} {word[:cut]}-", size) > wide:
            cut -= 1
        if hyphens and cut > 2 and len(word) > 6 and word.isalpha():
            lines.append(f"{line} {word[:cut]}-")
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line + "|"]


def pdf(*sheets: Sheet, password: str | None = None) -> bytes:
    """A whole file; with ``password`` (which may be empty) encrypted with 40-bit RC4."""
    key = _key(password) if password is not None else None
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    image = (
        b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>"
    )
    grey = zlib.compress(bytes([200] * 64))
    objects: dict[int, bytes] = {1: b"<</Type/Catalog/Pages 2 0 R>>", 3: font}
    objects[4] = image % len(grey) + b"stream\n" + _hidden(key, 4, grey) + b"\nendstream"
    kids = []
    for at, sheet in enumerate(sheets):
        page, content = 10 + 2 * at, 11 + 2 * at
        kids.append(b"%d 0 R" % page)
        objects[page] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>/XObject<</I1 4 0 R>>>>>>" % (sheet.width, sheet.height, sheet.rotate, content)
        )
        stream = _hidden(key, content, b"\n".join(sheet.parts))
        objects[content] = b"<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream"
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    trailer = b"/Root 1 0 R"
    if password is not None:
        user = _rc4(_key(password), _PAD)
        objects[5] = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (_OWNER.hex().encode(), user.hex().encode())
        trailer += b"/Encrypt 5 0 R/ID[<%s><%s>]" % ((_ID.hex().encode(),) * 2)
    return _file(objects, trailer)


def _file(objects: dict[int, bytes], trailer: bytes) -> bytes:
    out = b"%PDF-1.4\n"
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return out + b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def _key(password: str) -> bytes:
    padded = (password.encode("latin-1") + _PAD)[:32]
    return hashlib.md5(padded + _OWNER + (-4).to_bytes(4, "little", signed=True) + _ID).digest()[:5]


def _hidden(key: bytes | None, number: int, content: bytes) -> bytes:
    if key is None:
        return content
    return _rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], content)


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
