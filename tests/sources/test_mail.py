"""A mail gives who wrote to whom and when, its words, and the files with it."""

from email.message import EmailMessage

from made_papers import word_document

from gestae.model import Text
from gestae.sources import Reading, read


def mail(words: str = "The lift fell.\n\nAda", **headers: str) -> EmailMessage:
    message = EmailMessage()
    usual = {
        "From": "Ada Quist <ada@quist.example>",
        "To": "bo@farrow.example",
        "Date": "Mon, 14 Oct 2024 16:52:00 +0100",
        "Subject": "Lift",
    }
    for name, value in (usual | headers).items():
        message[name] = value
    message.set_content(words)
    return message


def text_of(reading: Reading) -> Text:
    assert reading.text is not None
    return reading.text


def marked(text: Text, kind: str) -> list[str]:
    return [text.body[m.start : m.end] for m in text.marks if m.kind == kind]


def test_headers_and_words_are_marked_apart() -> None:
    text = text_of(read(mail(Cc="Zoë <z@x.example>").as_bytes(), "m.eml"))

    assert marked(text, "mail-header") == [
        "From: Ada Quist <ada@quist.example>\nTo: bo@farrow.example\nCc: Zoë <z@x.example>\n"
        "Date: Mon, 14 Oct 2024 16:52:00 +0100\nSubject: Lift"
    ]
    assert marked(text, "mail-body") == ["The lift fell.\n\nAda"]
    assert (text.date, text.zone) == ("2024-10-14T16:52:00", "+01:00")


def test_a_zone_nobody_knows_stays_open() -> None:
    text = text_of(read(mail(Date="Mon, 14 Oct 2024 16:52:00 -0000").as_bytes(), "m.eml"))

    assert (text.date, text.zone) == ("2024-10-14T16:52:00", None)


def test_an_impossible_date_is_no_date() -> None:
    raw = mail().as_bytes().replace(b"Mon, 14 Oct 2024 16:52:00 +0100", b"Mon, 44 Oct 2024 36:52:00 +0100")

    assert text_of(read(raw, "m.eml")).date is None


def test_attached_files_are_sources_within_the_mail_in_order() -> None:
    message = mail()
    message.add_attachment(word_document("The log."), "application", "octet-stream", filename="a/log.docx")
    message.add_attachment(b"<p>A page", "text", "html", filename="page.html")
    message.add_attachment(mail("Forwarded words.", Subject="Old"))
    message.add_attachment(b"\x89PNG\r\n\x1a\n...", "image", "png", filename="photo.png")

    reading = read(message.as_bytes(), "m.eml")

    assert [p.source.name for p in reading.parts] == ["log.docx", "page.html", "Old.eml", "photo.png"]
    assert {p.source.within for p in reading.parts} == {reading.source.id}
    assert [p.text.body.splitlines()[-1] if p.text else None for p in reading.parts] == [
        "The log.", "A page", "Forwarded words.", None,
    ]  # fmt: skip
    assert [p.where for p in reading.all_problems()] == ["photo.png"]


def test_of_the_same_words_in_two_forms_the_plain_one_is_read() -> None:
    message = mail("Plain words.")
    message.add_alternative("<p>Page words.</p>", "html")

    reading = read(message.as_bytes(), "m.eml")

    assert marked(text_of(reading), "mail-body") == ["Plain words."]
    assert reading.parts == ()


def test_a_mail_that_is_only_a_page_is_read_as_one() -> None:
    message = mail()
    message.set_content("<p>One</p><blockquote>Two</blockquote>", "html")

    text = text_of(read(message.as_bytes(), "m.eml"))

    assert marked(text, "mail-body") == ["One\n\nTwo"]
    assert marked(text, "quote") == ["Two"]


def test_letters_in_headers_are_read_however_they_were_sent() -> None:
    raw = mail().as_bytes().replace(b"Subject: Lift", "Subject: Aufzug – früh".encode())
    coded = mail(Subject="Aufzug – früh").as_bytes()

    assert [text_of(read(m, "m.eml")).body.splitlines()[3] for m in (raw, coded)] == ["Subject: Aufzug – früh"] * 2


def test_mails_within_mails_without_end_are_kept_unread_at_last() -> None:
    message = mail()
    for _ in range(30):
        outer = mail()
        outer.add_attachment(message)
        message = outer

    reading = read(message.as_bytes(), "m.eml")

    assert any("too deep" in p.what for p in reading.all_problems())


def test_a_thread_saved_as_text_is_text() -> None:
    thread = "From: Ada Quist\nTo: Bo Farrow\nDate: Mon, 14 Oct 2024 16:52 +0100\nSubject: Lift\n\nIt fell.\n\n> What?\n"

    text = text_of(read(thread.encode(), "thread.eml"))

    assert text.reader == "plain-1"
    assert text.body == thread
