"""What a file is by its first bytes, when it is nothing that can be read."""

from dataclasses import dataclass

from gestae.model import Problem
from gestae.sources.names import extension

_RESAVE = "Save it as PDF or DOCX and add that."
_TYPE_IT = "Type out what it says, or add a text of it."


@dataclass(frozen=True)
class Unread:
    """A file that is kept but not read, and why."""

    media_type: str | None = None
    what: str = "What kind of file this is cannot be told."
    next: str = _RESAVE

    def problem(self, name: str) -> Problem:
        return Problem(severity="warning", where=name, what=self.what, why="The file is kept but was not read.", next=self.next)


_PICTURE = "It is a picture."
_SOUND = "It is a recording."
_PACKED = "It is a packed folder."
_UNPACK = "Unpack it and add the files in it."
_SIGNATURES: tuple[tuple[bytes, int, str, str, str], ...] = (
    (b"{\\rtf", 0, "application/rtf", "It is an RTF document, which cannot be read yet.", _RESAVE),
    (b"\x89PNG\r\n", 0, "image/png", _PICTURE, _TYPE_IT),
    (b"\xff\xd8\xff", 0, "image/jpeg", _PICTURE, _TYPE_IT),
    (b"GIF8", 0, "image/gif", _PICTURE, _TYPE_IT),
    (b"II*\0", 0, "image/tiff", _PICTURE, _TYPE_IT),
    (b"MM\0*", 0, "image/tiff", _PICTURE, _TYPE_IT),
    (b"WEBP", 8, "image/webp", _PICTURE, _TYPE_IT),
    (b"ftyphei", 4, "image/heic", _PICTURE, _TYPE_IT),
    (b"ftypmif1", 4, "image/heic", _PICTURE, _TYPE_IT),
    (b"ftypM4A", 4, "audio/mp4", _SOUND, _TYPE_IT),
    (b"ftyp", 4, "video/mp4", "It is a film.", _TYPE_IT),
    (b"WAVE", 8, "audio/wav", _SOUND, _TYPE_IT),
    (b"AVI ", 8, "video/x-msvideo", "It is a film.", _TYPE_IT),
    (b"ID3", 0, "audio/mpeg", _SOUND, _TYPE_IT),
    (b"\xff\xfb", 0, "audio/mpeg", _SOUND, _TYPE_IT),
    (b"OggS", 0, "audio/ogg", _SOUND, _TYPE_IT),
    (b"fLaC", 0, "audio/flac", _SOUND, _TYPE_IT),
    (b"\x1a\x45\xdf\xa3", 0, "video/x-matroska", "It is a film.", _TYPE_IT),
    (b"\x1f\x8b", 0, "application/gzip", "It is a packed file.", _UNPACK),
    (b"BZh", 0, "application/x-bzip2", "It is a packed file.", _UNPACK),
    (b"\xfd7zXZ\0", 0, "application/x-xz", "It is a packed file.", _UNPACK),
    (b"7z\xbc\xaf'\x1c", 0, "application/x-7z-compressed", _PACKED, _UNPACK),
    (b"Rar!\x1a\x07", 0, "application/vnd.rar", _PACKED, _UNPACK),
    (b"SQLite format 3\0", 0, "application/vnd.sqlite3", "It is a database.", "Export the table as text and add that."),
    (b"MZ", 0, "application/vnd.microsoft.portable-executable", "It seems to be a program.", "Do not open it; ask what it is."),
    (b"\x7fELF", 0, "application/x-executable", "It seems to be a program.", "Do not open it; ask what it is."),
    (b"%!PS", 0, "application/postscript", "It is a PostScript file.", _RESAVE),
    (b"<svg", 0, "image/svg+xml", _PICTURE, _TYPE_IT),
)
_BINARY_ONLY = (b"MZ", b"BZh", b"ID3", b"II*\0", b"\xff\xfb")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = ("docx", "docm", "dotx")
_FOREIGN_ZIP = (
    (b"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "It is a spreadsheet."),
    (b"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "It is a slide show."),
    (b"mimetypeapplication/vnd.oasis.opendocument", "application/vnd.oasis.opendocument.text", "It is an OpenDocument file."),
    (b"mimetypeapplication/epub", "application/epub+zip", "It is an e-book."),
)


def recognise(data: bytes, name: str) -> Unread | None:
    """What this file is when it cannot be read; ``None`` when a reader may try."""
    for signature, at, media_type, what, advice in _SIGNATURES:
        is_binary = b"\0" in data[:4096] or (signature not in _BINARY_ONLY and at == 0)
        if is_binary and data.startswith(signature, at) and (at != 8 or data.startswith(b"RIFF")):
            return Unread(media_type, what, advice)
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith(b"PK\x03\x04"):
        return None if extension(name) in _OFFICE else _foreign_zip(data)
    if extension(name) in _OFFICE and not _is_readable(data):
        what = "It is named as a Word document but is none: it has not the form of one."
        return Unread(None, what, "Ask for the file again, or save it anew as DOCX or PDF.")
    return None


def _is_readable(data: bytes) -> bool:
    """Whether the bytes are plainly another format that can be read, whatever the name says."""
    head = data[:2048].lower()
    return b"%pdf-" in head or b"<html" in head or b"<!doctype html" in head or b"mime-version:" in head


def _ole(data: bytes) -> Unread:
    def has(entry: str) -> bool:
        return entry.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        what = "It is an Office document locked with a password."
        return Unread("application/vnd.ms-office", what, "Open it with the password, save it without one, and add that.")
    if has("WordDocument"):
        return Unread("application/msword", "It is a Word document in the old form, which cannot be read yet.")
    if has("__substg1.0_"):
        return Unread("application/vnd.ms-outlook", "It is an Outlook message.", "Save it as EML or PDF and add that.")
    return Unread("application/vnd.ms-office", "It is an Office document in the old form, which cannot be read yet.")


def _foreign_zip(data: bytes) -> Unread | None:
    if b"word/" in data or (b"[Content_Types].xml" in data[:4096] and not any(sign in data for sign, _, _ in _FOREIGN_ZIP)):
        return None
    for sign, media_type, what in _FOREIGN_ZIP:
        if sign in data:
            return Unread(media_type, what)
    return Unread("application/zip", _PACKED, _UNPACK)
